import { series } from '../math/check.ts';

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

function pair(actual: ArrayLike<number>, forecast: ArrayLike<number>): { y: Float64Array; f: Float64Array } {
  const y = series('actual', actual, 1);
  sameLength('forecast', forecast, y.length);
  return { y, f: series('forecast', forecast, 1) };
}

function sameLength(name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new RangeError(`${name} must hold as many values as actual, ${length}, got ${values.length}`);
  }
}
