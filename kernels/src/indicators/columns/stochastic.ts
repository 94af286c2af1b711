import type { Columns } from '../bar.ts';
import { maximumColumn, minimumColumn } from './extreme.ts';
import { meanColumn } from './window.ts';

/** `stochastic` over whole columns, bit for bit: k and d. */
export function stochasticColumns(
  { high, low, close }: Columns,
  period: number,
  smooth: number,
  signal: number,
  results: readonly Float64Array[],
): boolean {
  const [k, d] = results as readonly [Float64Array, Float64Array];
  maximumColumn(high, period, k);
  minimumColumn(low, period, d);
  positionOn(close, k, d);
  if (smooth > 1) {
    meanColumn(d, period - 1, smooth, k);
  } else k.set(d);
  meanColumn(k, period + smooth - 2, signal, d);
  return false;
}

/** Writes where the price lies between top and bottom over the bottom. */
function positionOn(price: Float64Array, tops: Float64Array, bottoms: Float64Array): void {
  for (let t = 0; t < price.length; t++) {
    const top = tops[t]!;
    const bottom = bottoms[t]!;
    const range = top - bottom;
    // Not at 0 alone: before the window is full there is NaN, which stays.
    bottoms[t] = range <= 0 ? 50 : 100 * ((price[t]! - bottom) / range);
  }
}
