import { AppError, EXCHANGES } from '#shared';
import type { Market } from './provider-port.ts';

/** Yahoo's names of exchanges, as the ISO 10383 codes of ours. Indices carry the name of who computes them. */
const EXCHANGE_CODES: Readonly<Record<string, string>> = {
  NYQ: 'XNYS',
  NMS: 'XNAS',
  NGM: 'XNAS',
  NCM: 'XNAS',
  NAS: 'XNAS',
  NIM: 'XNAS',
  PCX: 'ARCX',
  ASE: 'XASE',
  BTS: 'BATS',
  PNK: 'OTCM',
  SNP: 'XNYS',
  DJI: 'XNYS',
  NYS: 'XNYS',
  OEM: 'OTCM',
  OQB: 'OTCM',
  OQX: 'OTCM',
  CCC: '24/7',
  CCY: '24/5',
  TOR: 'XTSE',
  VAN: 'XTSX',
  NEO: 'NEOE',
  CNQ: 'XCNQ',
  MEX: 'XMEX',
  SAO: 'BVMF',
  LSE: 'XLON',
  IOB: 'XLON',
  FGI: 'XLON',
  ISE: 'XDUB',
  GER: 'XETR',
  PAR: 'XPAR',
  AMS: 'XAMS',
  BRU: 'XBRU',
  LIS: 'XLIS',
  MIL: 'XMIL',
  MCE: 'XMAD',
  EBS: 'XSWX',
  VIE: 'XWBO',
  STO: 'XSTO',
  HEL: 'XHEL',
  CPH: 'XCSE',
  OSL: 'XOSL',
  TLV: 'XTAE',
  JPX: 'XTKS',
  OSA: 'XTKS',
  HKG: 'XHKG',
  SHH: 'XSHG',
  SHZ: 'XSHE',
  KSC: 'XKRX',
  KOE: 'XKOS',
  NSI: 'XNSE',
  BSE: 'XBOM',
  ASX: 'XASX',
  NZE: 'XNZE',
};

/**
 * Where a symbol trades. The currency stays as Yahoo names it: null where it does not know, `GBp` where prices are pence.
 * @throws AppError INVALID_INPUT for an exchange without a calendar
 */
export function yahooMarket(symbol: string, exchangeName: unknown, currency: unknown): Market {
  const name = typeof exchangeName === 'string' ? exchangeName : 'nowhere';
  const exchange = Object.hasOwn(EXCHANGE_CODES, name) ? EXCHANGE_CODES[name] : undefined;
  if (exchange === undefined || !EXCHANGES.includes(exchange)) {
    throw new AppError('INVALID_INPUT', `"${symbol}" trades on "${exchange ?? name}", an exchange without a calendar`, {
      field: 'symbol',
      accepted: `symbols of ${EXCHANGES.join(', ')}`,
    });
  }
  return { exchange, currency: typeof currency === 'string' ? currency : null };
}
