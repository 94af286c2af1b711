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
  CCC: '24/7',
  CCY: '24/5',
  LSE: 'XLON',
  GER: 'XETR',
  JPX: 'XTKS',
  TLV: 'XTAE',
};

/**
 * Where a symbol trades. The currency stays as Yahoo names it: null where it does not know, `GBp` where prices are pence.
 * @throws AppError INVALID_INPUT for an exchange without a calendar
 */
export function yahooMarket(symbol: string, exchangeName: unknown, currency: unknown): Market {
  const name = typeof exchangeName === 'string' ? exchangeName : 'nowhere';
  const exchange = EXCHANGE_CODES[name];
  if (exchange === undefined || !EXCHANGES.includes(exchange)) {
    throw new AppError('INVALID_INPUT', `"${symbol}" trades on "${exchange ?? name}", an exchange without a calendar`, {
      field: 'symbol',
      accepted: `symbols of ${EXCHANGES.join(', ')}`,
    });
  }
  return { exchange, currency: typeof currency === 'string' ? currency : null };
}
