import { describe, expect, it } from 'vitest';
import { calendar, EXCHANGES } from '#shared';
import { yahooMarket } from './yahoo-market.ts';

describe('where a symbol of Yahoo trades', () => {
  it.each([
    ['AAPL', 'NMS', 'XNAS', 'America/New_York'],
    ['SHEL.L', 'LSE', 'XLON', 'Europe/London'],
    ['SAP.DE', 'GER', 'XETR', 'Europe/Berlin'],
    ['7203.T', 'JPX', 'XTKS', 'Asia/Tokyo'],
    ['TEVA.TA', 'TLV', 'XTAE', 'Asia/Tel_Aviv'],
    ['MC.PA', 'PAR', 'XPAR', 'Europe/Paris'],
    ['ASML.AS', 'AMS', 'XAMS', 'Europe/Amsterdam'],
    ['KBC.BR', 'BRU', 'XBRU', 'Europe/Brussels'],
    ['EDP.LS', 'LIS', 'XLIS', 'Europe/Lisbon'],
    ['ENI.MI', 'MIL', 'XMIL', 'Europe/Rome'],
    ['SAN.MC', 'MCE', 'XMAD', 'Europe/Madrid'],
    ['NESN.SW', 'EBS', 'XSWX', 'Europe/Zurich'],
    ['OMV.VI', 'VIE', 'XWBO', 'Europe/Vienna'],
    ['VOLV-B.ST', 'STO', 'XSTO', 'Europe/Stockholm'],
    ['NOKIA.HE', 'HEL', 'XHEL', 'Europe/Helsinki'],
    ['NOVO-B.CO', 'CPH', 'XCSE', 'Europe/Copenhagen'],
    ['EQNR.OL', 'OSL', 'XOSL', 'Europe/Oslo'],
    ['A5G.IR', 'ISE', 'XDUB', 'Europe/Dublin'],
    ['RY.TO', 'TOR', 'XTSE', 'America/Toronto'],
    ['LA.V', 'VAN', 'XTSX', 'America/Toronto'],
    ['AMXB.MX', 'MEX', 'XMEX', 'America/Mexico_City'],
    ['VALE3.SA', 'SAO', 'BVMF', 'America/Sao_Paulo'],
    ['0700.HK', 'HKG', 'XHKG', 'Asia/Hong_Kong'],
    ['600519.SS', 'SHH', 'XSHG', 'Asia/Shanghai'],
    ['000001.SZ', 'SHZ', 'XSHE', 'Asia/Shanghai'],
    ['005930.KS', 'KSC', 'XKRX', 'Asia/Seoul'],
    ['247540.KQ', 'KOE', 'XKOS', 'Asia/Seoul'],
    ['RELIANCE.NS', 'NSI', 'XNSE', 'Asia/Kolkata'],
    ['RELIANCE.BO', 'BSE', 'XBOM', 'Asia/Kolkata'],
    ['BHP.AX', 'ASX', 'XASX', 'Australia/Sydney'],
    ['FPH.NZ', 'NZE', 'XNZE', 'Pacific/Auckland'],
    ['BTC-USD', 'CCC', '24/7', 'UTC'],
    ['EURUSD=X', 'CCY', '24/5', 'Europe/London'],
  ])('%s on %s is %s', (symbol, name, exchange, timeZone) => {
    expect(yahooMarket(symbol, name, 'XXX')).toEqual({ exchange, currency: 'XXX' });
    expect(calendar(exchange).timeZone).toBe(timeZone);
  });

  it('keeps pence as they are named, and a missing currency as null', () => {
    expect(yahooMarket('VOD.L', 'LSE', 'GBp').currency).toBe('GBp');
    expect(yahooMarket('VOD.L', 'LSE', undefined).currency).toBeNull();
  });

  it.each(['FRA', 'toString', undefined, null, 7])('refuses %j, which has no calendar', name => {
    const refusal = `"X" trades on "${typeof name === 'string' ? name : 'nowhere'}", an exchange without a calendar`;
    expect(() => yahooMarket('X', name, 'EUR')).toThrow(refusal);
    expect(EXCHANGES).toContain('XETR');
  });
});
