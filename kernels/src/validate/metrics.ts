import { series } from '../math/check.ts';
import { pair, sameLength } from './pairs.ts';

/**
 * Mean absolute error, mean |actual − forecast|, in the unit of the values.
 * @example mae([10, 12, 11], [11, 12, 9]) // 1
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 */
export function mae(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const { y, f } = pair(actual, forecast);
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += Math.abs(y[i]! - f[i]!);
  return sum / y.length;
}

/**
 * Root mean squared error, √ mean (actual − forecast)², in the unit of the values.
 * @example rmse([10, 12, 11], [11, 12, 9]) // 1.2909944487358056
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 */
export function rmse(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const { y, f } = pair(actual, forecast);
  let largest = 0;
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]! - f[i]!));
  // A power of two changes no digit, and keeps the squares of tiny and huge errors from under- and overflowing.
  const scale = largest > 0 && Number.isFinite(largest) ? 2 ** Math.max(-1022, Math.floor(Math.log2(largest))) : 1;
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += ((y[i]! - f[i]!) / scale) ** 2;
  return scale * Math.sqrt(sum / y.length);
}

/**
 * Mean absolute percentage error, 100 · mean |actual − forecast| / |actual|, in percent. Of a next-day price it is little
 * else than the daily volatility: show it beside the random walk's.
 * @example mape([10, 20], [11, 18]) // 10
 * @throws RangeError as `mae`, and for an actual value of 0, where it is not defined
 * @see Hyndman & Koehler (2006), Another look at measures of forecast accuracy, §2.2
 */
export function mape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const { y, f } = pair(actual, forecast);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    if (y[i] === 0) throw new RangeError(`actual[${i}] must not be 0: a percentage error is not defined there`);
    sum += Math.abs((y[i]! - f[i]!) / y[i]!);
  }
  return (100 * sum) / y.length;
}

/**
 * Symmetric mean absolute percentage error as the M competitions have it, 100 · mean 2|actual − forecast| / (|actual| +
 * |forecast|), in percent, at most 200; a pair of zeros counts 0. Not symmetric, its name notwithstanding: too low a forecast
 * costs more than one that is as much too high.
 * @example smape([10, 20], [11, 18]) // 10.025062656641603
 * @throws RangeError as `mae`
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), The M4 Competition, §3.4
 */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const { y, f } = pair(actual, forecast);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    if (y[i] === f[i]) continue;
    const unit = Math.max(Math.abs(y[i]!), Math.abs(f[i]!));
    sum += (2 * Math.abs(y[i]! / unit - f[i]! / unit)) / (Math.abs(y[i]! / unit) + Math.abs(f[i]! / unit));
  }
  return (100 * sum) / y.length;
}

/**
 * Out-of-sample R²: 1 − Σ(actual − forecast)² / Σ(actual − benchmark)², the share of the benchmark's squared error that the
 * forecast saves; below 0 it adds to it. 0.5 % of a month's return is good, daily returns have less.
 * @param benchmark such as the random walk's forecasts, or the mean of the past
 * @example r2OutOfSample([1, 2, 3], [1, 2, 2], [0, 2, 2]) // 0.5
 * @throws RangeError as `mae`, and where the benchmark makes no error
 * @see Campbell & Thompson (2008), Review of Financial Studies 21
 */
export function r2OutOfSample(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  benchmark: ArrayLike<number>,
): number {
  const own = rmse(actual, forecast);
  sameLength('benchmark', benchmark, actual.length);
  const others = rmse(actual, benchmark);
  if (!(others > 0)) throw new RangeError('benchmark must make an error: nothing can be saved of none');
  return 1 - (own / others) ** 2;
}

/**
 * Mean absolute scaled error: the mean absolute error divided by `scale`, the in-sample mean absolute error of the random
 * walk. Below 1 is better than the random walk was in sample.
 * @param scale the scale itself, or the training series it is computed from
 * @example mase([10, 12], [11, 11], [7, 9, 8, 9]) // 0.75
 * @throws RangeError as `mae`, and for a scale that is not above 0 (a constant training series has none)
 * @see Hyndman & Koehler (2006), Another look at measures of forecast accuracy, §3
 */
export function mase(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  scale: number | ArrayLike<number>,
): number {
  const unit = typeof scale === 'number' ? scale : randomWalkScale(scale);
  if (!(unit > 0 && unit < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`scale must be a finite number above 0, got ${unit}`);
  }
  return mae(actual, forecast) / unit;
}

/**
 * The in-sample mean absolute error of the random walk: mean |y[t] − y[t−1]|.
 * @example randomWalkScale([7, 9, 8, 9]) // 1.3333333333333333
 * @throws RangeError for fewer than 2 values or a value that is not finite
 */
export function randomWalkScale(training: ArrayLike<number>): number {
  const y = series('training', training, 2);
  return mae(y.subarray(1), y.subarray(0, -1));
}

/**
 * The share of actual values inside their interval, ends included. An end may be infinite.
 * @example coverage([1, 2, 3], [0, 2.5, 2], [1, 4, 4]) // 0.6666666666666666
 * @throws RangeError for no values, unequal lengths, a NaN, an infinite actual value or an interval that is upside down
 */
export function coverage(actual: ArrayLike<number>, lower: ArrayLike<number>, upper: ArrayLike<number>): number {
  const y = series('actual', actual, 1);
  sameLength('lower', lower, y.length);
  sameLength('upper', upper, y.length);
  let inside = 0;
  for (let i = 0; i < y.length; i++) {
    const low = lower[i]!;
    const high = upper[i]!;
    if (!(low <= high)) throw new RangeError(`lower[${i}] must not be above upper[${i}], got ${low} and ${high}`);
    if (low <= y[i]! && y[i]! <= high) inside += 1;
  }
  return inside / y.length;
}
