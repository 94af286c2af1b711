import { AppError } from './errors.ts';

const SYMBOL = /^[A-Z0-9^][A-Z0-9.^=-]{0,23}$/;

/** True for a ticker such as `AAPL`, `BRK-B`, `BRK.B`, `^GSPC`, `INR=X`, `7203.T`; false for anything with a path in it. */
export const isSymbol = (text: string): boolean => SYMBOL.test(text) && !text.includes('..');

/**
 * Upper-cases and checks a ticker.
 * @throws AppError INVALID_INPUT that names the value
 */
export function parseSymbol(text: string): string {
  const symbol = text.trim().toUpperCase();
  if (isSymbol(symbol)) return symbol;
  throw new AppError('INVALID_INPUT', `"${text}" is not a symbol`, {
    field: 'symbol',
    accepted: '1 to 24 of A-Z 0-9 . ^ = -, such as AAPL, BRK-B, ^GSPC, INR=X or 7203.T',
  });
}

/** A symbol as a file name: every byte outside A-Z 0-9 - . is percent-encoded, so `^GSPC` is `%5EGSPC`. */
export const symbolFileName = (symbol: string): string => encodeURIComponent(symbol);
