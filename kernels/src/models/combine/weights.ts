import { series } from '../../math/check.ts';

/**
 * Weights in proportion to 1 / mse: those of least variance if the errors were uncorrelated. Members without error share all.
 * @param mse mean squared errors on the same targets, out of sample, one per member
 * @throws RangeError for no member, or an mse that is not a finite number, 0 or more
 * @see Bates & Granger (1969), The combination of forecasts, Operational Research Quarterly 20
 */
export function inverseMseWeights(mse: ArrayLike<number>): Float64Array {
  const errors = series('mse', mse, 1);
  const bad = errors.findIndex(value => value < 0);
  if (bad >= 0) throw new RangeError(`mse[${bad}] must be 0 or more, got ${errors[bad]}`);
  const least = errors.reduce((a, b) => Math.min(a, b));
  return toSum1(errors.map(value => (least === 0 ? Number(value === 0) : least / value)));
}

/**
 * How far to go from the random walk to a forecast: the weight k in 0 to 1 for which rw + k (f - rw) has the least squared
 * error, sum (f - rw)(y - rw) / sum (f - rw)^2, which is Bates and Granger's weight of two forecasts with correlated errors.
 * 0 when the forecast never leaves the random walk.
 * @param actual what came, with the forecasts of it made before by both
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 * @see Bates & Granger (1969), Operational Research Quarterly 20, equation 1
 */
export function shrinkageWeight(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  randomWalk: ArrayLike<number>,
): number {
  const y = series('actual', actual, 1);
  const f = sameLength('forecast', forecast, y);
  const rw = sameLength('randomWalk', randomWalk, y);
  const away = f.map((value, t) => value - rw[t]!);
  const unit = away.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (unit === 0) return 0;
  let [top, bottom] = [0, 0];
  for (let t = 0; t < y.length; t++) {
    top += (away[t]! / unit) * ((y[t]! - rw[t]!) / unit);
    bottom += (away[t]! / unit) ** 2;
  }
  return Math.min(1, Math.max(0, top / bottom));
}

/** @throws RangeError unless every weight is 0 or more and one is above 0 */
export function toSum1(weights: ArrayLike<number>): Float64Array {
  const values = series('weights', weights, 1);
  const bad = values.findIndex(value => value < 0);
  if (bad >= 0) throw new RangeError(`weights[${bad}] must be 0 or more, got ${values[bad]}`);
  const sum = values.reduce((a, b) => a + b);
  if (!(sum > 0)) throw new RangeError(`weights must have a sum above 0, got ${sum}`);
  return values.map(value => value / sum);
}

function sameLength(name: string, values: ArrayLike<number>, y: Float64Array): Float64Array {
  const copy = series(name, values, 1);
  if (copy.length === y.length) return copy;
  throw new RangeError(`${name} must hold as many values as actual, ${y.length}, got ${copy.length}`);
}
