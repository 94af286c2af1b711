/** What a single bar's prices say. */

/** (high + low + close) / 3, written so that equal prices give exactly that price. */
export const typicalPrice = (high: number, low: number, close: number): number =>
  close + (high - close + (low - close)) / 3;

/** Where the close lies in its bar: −1 at the low, 1 at the high; 0 for a bar that is a single price. */
export const closeLocation = (high: number, low: number, close: number): number =>
  high > low ? (close - low - (high - close)) / (high - low) : 0;

/** True range: how far the prices went since the previous close. */
export const rangeFrom = (before: number, high: number, low: number): number =>
  Math.max(high, before) - Math.min(low, before);

/** ln(a / b) of prices above 0; the difference first, so that a small ratio keeps its digits. */
export const logRatio = (a: number, b: number): number => Math.log1p((a - b) / b);

/** The variance of a bar that a drift does not bias, Rogers & Satchell (1991); 0 or more for a bar whose range holds its prices. */
export const rogersSatchellTerm = (open: number, high: number, low: number, close: number): number =>
  logRatio(high, close) * logRatio(high, open) + logRatio(low, close) * logRatio(low, open);
