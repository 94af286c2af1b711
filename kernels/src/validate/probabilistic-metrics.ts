import { series } from '../math/check.ts';
import { cdfNormal, densityNormal } from '../math/normal.ts';
import { pair, sameLength, share } from './pairs.ts';

/**
 * Pinball (quantile) loss, mean of (level − [actual < forecast]) (actual − forecast), in the unit of the values: lowest for
 * the true quantile of that level.
 * @param forecast forecasts of the quantile
 * @example pinball([10, 10], [9, 12], 0.9) // 0.55
 * @throws RangeError as `mae`, and for a level that is not above 0 and below 1
 * @see Koenker & Bassett (1978), Econometrica 46
 */
export function pinball(actual: ArrayLike<number>, forecast: ArrayLike<number>, level: number): number {
  share('level', level);
  const { y, f } = pair(actual, forecast);
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += y[i]! < f[i]! ? (1 - level) * (f[i]! - y[i]!) : level * (y[i]! - f[i]!);
  return sum / y.length;
}

/**
 * Mean scaled interval score: mean(upper − lower + 2/(1 − level) · the distance of an actual outside) / scale. Rewards
 * narrow intervals and punishes misses, in proportion to how far they miss; lowest for the true quantiles.
 * @param scale such as `randomWalkScale` of the training series
 * @example msis([10, 20], [9, 15], [11, 18], 0.9, 2) // 11.25
 * @throws RangeError as `coverage`, for an interval end that is infinite, a level outside 0 to 1 or a scale not above 0
 * @see Gneiting & Raftery (2007), Journal of the American Statistical Association 102; Makridakis et al. (2020), The M4
 *   Competition, §3.4
 */
export function msis(
  actual: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  level: number,
  scale: number,
): number {
  share('level', level);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`scale must be a finite number above 0, got ${String(scale)}`);
  }
  const { y, f: low } = pair(actual, lower, 'lower');
  const { f: high } = pair(actual, upper, 'upper');
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    if (!(low[i]! <= high[i]!)) {
      throw new RangeError(`lower[${i}] must not be above upper[${i}], got ${low[i]} and ${high[i]}`);
    }
    const missed = Math.max(0, low[i]! - y[i]!, y[i]! - high[i]!);
    sum += high[i]! - low[i]! + (2 / (1 - level)) * missed;
  }
  return sum / y.length / scale;
}

/**
 * Continuous ranked probability score of normal forecasts, mean s (z (2 Φ(z) − 1) + 2 φ(z) − 1/√π) with z = (actual −
 * mean) / s, in the unit of the values: the mean absolute error of a whole distribution.
 * @param deviation standard deviations; 0 for a forecast without doubt, whose score is its absolute error
 * @example crpsNormal([0], [0], [1]) // 0.2336949772551092
 * @throws RangeError as `mae`, and for a deviation below 0
 * @see Gneiting & Raftery (2007), Journal of the American Statistical Association 102, section 4.2
 */
export function crpsNormal(actual: ArrayLike<number>, mean: ArrayLike<number>, deviation: ArrayLike<number>): number {
  const { y, f } = pair(actual, mean, 'mean');
  const { f: s } = pair(actual, deviation, 'deviation');
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    if (!(s[i]! >= 0)) throw new RangeError(`deviation[${i}] must be 0 or more, got ${s[i]}`);
    const error = Math.abs(y[i]! - f[i]!);
    const z = error / s[i]!;
    // Beyond 40 deviations the normal part is below a double's last digit, and z may be infinite.
    if (!(z < 40)) sum += error - s[i]! / Math.sqrt(Math.PI);
    else sum += s[i]! * (z * (2 * cdfNormal(z) - 1) + 2 * densityNormal(z) - 1 / Math.sqrt(Math.PI));
  }
  return sum / y.length;
}

/**
 * Continuous ranked probability score of forecasts given as samples, mean over the actuals of E|X − y| − E|X − X'|/2 under
 * the sample's own distribution, in the unit of the values.
 * @param samples per actual value, one or more equally likely values
 * @example crpsSample([0], [[-1, 1]]) // 0.5
 * @throws RangeError for no values, unequal lengths, an empty sample or a value that is not finite
 * @see Gneiting & Raftery (2007), Journal of the American Statistical Association 102, section 4.2
 */
export function crpsSample(actual: ArrayLike<number>, samples: ArrayLike<ArrayLike<number>>): number {
  const y = series('actual', actual, 1);
  sameLength('samples', { length: samples.length }, y.length);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const sorted = series(`samples[${i}]`, samples[i]!, 1).sort();
    const m = sorted.length;
    let [distance, spread] = [0, 0];
    sorted.forEach((x, k) => {
      distance += Math.abs(x - y[i]!);
      spread += (2 * k + 1 - m) * x; // the sum of |x - x'| over all pairs, each once
    });
    total += distance / m - spread / (m * m);
  }
  return total / y.length;
}

/**
 * Continuous ranked probability score of forecasts given as quantiles: twice the pinball loss averaged over the levels, in
 * the unit of the values. It nears the score itself as evenly spread levels (k - 1/2)/m grow in number; with few levels it is
 * comparable only between forecasts of the same levels.
 * @param quantiles per actual value, one quantile for each level
 * @param levels each above 0 and below 1
 * @example crpsQuantiles([10], [[9, 12]], [0.25, 0.75]) // 0.75
 * @throws RangeError for no values or levels, unequal lengths, a level outside its range or a value that is not finite
 * @see Gneiting & Ranjan (2011), Journal of Business & Economic Statistics 29, on the score as an integral over quantiles
 */
export function crpsQuantiles(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<ArrayLike<number>>,
  levels: ArrayLike<number>,
): number {
  const y = series('actual', actual, 1);
  const tau = series('levels', levels, 1);
  for (let k = 0; k < tau.length; k++) share(`levels[${k}]`, tau[k]!);
  sameLength('quantiles', { length: quantiles.length }, y.length);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const q = series(`quantiles[${i}]`, quantiles[i]!, 1);
    if (q.length !== tau.length) {
      throw new RangeError(`quantiles[${i}] must hold ${tau.length} values, one per level, got ${q.length}`);
    }
    for (let k = 0; k < tau.length; k++) {
      const above = y[i]! - q[k]!;
      sum += above < 0 ? (tau[k]! - 1) * above : tau[k]! * above;
    }
  }
  return (2 * sum) / tau.length / y.length;
}
