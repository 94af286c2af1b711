import { integer, series } from '../../math/check.ts';
import { difference } from '../../math/difference.ts';
import { largest, powerOfTwo } from '../../math/scale.ts';

/** Of the normal distribution, two-sided 90 % */
const CRITICAL = 1.645;

export type SeasonalityOptions = {
  readonly period: number;
  /**
   * `values` tests the series as it is, as the M4 competition did; `changes` its first differences, which does not take a
   * trend or a random walk for a season. `changes` by default
   */
  readonly of?: 'values' | 'changes';
};

/**
 * Whether the autocorrelation r[m] at the lag of the period is beyond 90 % limits, |r[m]| > 1.645 sqrt((1 + 2 sum r[k]^2) / n)
 * with k below m (Bartlett's variance). False for fewer than three periods.
 * @throws RangeError for a value that is not finite or a period below 2
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), The M4 competition, International Journal of Forecasting 36
 * @see Fiorucci et al. (2016), International Journal of Forecasting 32, section 2.1
 */
export function isSeasonal(y: ArrayLike<number>, options: SeasonalityOptions): boolean {
  const period = integer('period', options.period, 2);
  const { of = 'changes' } = options;
  if (of !== 'values' && of !== 'changes') throw new RangeError(`of must be values or changes, got ${String(of)}`);
  const values = series('y', y, 0);
  if (values.length < 3 * period) return false;
  const tested = of === 'values' ? values : difference(values, 1);
  const correlations = autocorrelations(tested, period);
  let variance = 1;
  for (let k = 0; k < period - 1; k++) variance += 2 * correlations[k]! ** 2;
  return Math.abs(correlations[period - 1]!) > CRITICAL * Math.sqrt(variance / tested.length);
}

/** At lags 1..most; NaN for a constant. */
function autocorrelations(y: Float64Array, most: number): Float64Array {
  const scale = powerOfTwo(largest(y));
  const mean = y.reduce((sum, value) => sum + value / scale, 0) / y.length;
  const centred = y.map(value => value / scale - mean);
  const total = laggedProduct(centred, 0);
  return Float64Array.from({ length: most }, (_, k) => laggedProduct(centred, k + 1) / total);
}

function laggedProduct(y: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < y.length; t++) sum += y[t]! * y[t - lag]!;
  return sum;
}
