import { integer, series } from '../../math/check.ts';

export type Decomposition = {
  /** One per season, from the season of y[0] on; their mean is 1 (multiplicative) or 0 (additive) */
  readonly indices: Float64Array;
  /** The centred moving average over one period; NaN where it does not reach, half a period at both ends */
  readonly trend: Float64Array;
};

/**
 * Classical decomposition: the trend is a centred moving average over one period (with half weights at the ends of an even
 * one), the indices are the means of y / trend (or y - trend) per season, divided by (less) their own mean. As R's
 * `decompose`.
 * @param y at least two periods
 * @throws RangeError for fewer values, a value that is not finite, a period below 2, or, multiplicative, a value that is
 *   not above 0
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 3.4
 */
export function decompose(
  y: ArrayLike<number>,
  options: { readonly period: number; readonly type: SeasonType },
): Decomposition {
  const period = integer('period', options.period, 2);
  const type = checkedType(options.type);
  const values = series('y', y, 2 * period);
  if (type === 'multiplicative') mustBePositive(values);
  const trend = movingAverage(values, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = 0; t < values.length; t++) {
    const level = trend[t]!;
    if (Number.isNaN(level)) continue;
    const at = t % period;
    sums[at] = sums[at]! + (type === 'multiplicative' ? values[t]! / level : values[t]! - level);
    counts[at] = counts[at]! + 1;
  }
  const means = sums.map((sum, at) => sum / counts[at]!);
  const middle = means.reduce((sum, mean) => sum + mean / period, 0);
  return { indices: means.map(mean => (type === 'multiplicative' ? mean / middle : mean - middle)), trend };
}

export type SeasonType = 'multiplicative' | 'additive';

/** @throws RangeError for another type */
export function checkedType(type: SeasonType): SeasonType {
  if (type === 'multiplicative' || type === 'additive') return type;
  throw new RangeError(`type must be multiplicative or additive, got ${String(type)}`);
}

/** @throws RangeError for a value of 0 or below */
export function mustBePositive(values: Float64Array): void {
  const low = values.findIndex(value => !(value > 0));
  if (low >= 0) throw new RangeError(`y[${low}] must be above 0 for a multiplicative season, got ${values[low]}`);
}

function movingAverage(y: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const ends = period % 2 === 0 ? 0.5 : 1;
  const trend = new Float64Array(y.length).fill(Number.NaN);
  for (let t = half; t < y.length - half; t++) {
    let sum = ends * (y[t - half]! / period) + ends * (y[t + half]! / period);
    for (let k = 1 - half; k < half; k++) sum += y[t + k]! / period;
    trend[t] = sum;
  }
  return trend;
}
