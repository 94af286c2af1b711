import { integer, series } from '../math/check.ts';
import { cdfNormal } from '../math/normal.ts';
import { largest, powerOfTwo } from '../math/scale.ts';
import { bartlettVariance } from './long-run-variance.ts';

export type ClarkWest = {
  /** Compared with the standard normal distribution */
  readonly statistic: number;
  /** P of a statistic as high, when the larger model adds nothing: small where it forecasts better */
  readonly pValue: number;
};

/**
 * Does a model forecast better than one that it contains, such as the random walk? Under the null the larger model's extra
 * parameters are noise that costs it accuracy, so its squared errors are compared after that noise is taken out:
 * f = (y - small)^2 - ((y - large)^2 - (small - large)^2), and the test is of a mean of f above 0, one-sided. For more than
 * one step ahead the variance has Bartlett's weights up to lag horizon - 1.
 *
 * Where both forecast nearly alike its t is about twice Diebold and Mariano's, so a quarter of the sessions does. For one
 * look at a number of sessions fixed beforehand.
 * @param actual the values, y
 * @param small forecasts of the model that is contained
 * @param large forecasts of the model that contains it
 * @throws RangeError for different lengths, fewer values than max(3, horizon + 1), or forecasts that are all the same
 * @see Clark & West (2007), Journal of Econometrics 138
 */
export function clarkWest(
  actual: ArrayLike<number>,
  small: ArrayLike<number>,
  large: ArrayLike<number>,
  options: { readonly horizon?: number } = {},
): ClarkWest {
  const horizon = integer('horizon', options.horizon ?? 1, 1);
  const y = series('actual', actual, Math.max(3, horizon + 1));
  const [s, l] = [series('small', small, 1), series('large', large, 1)];
  for (const [name, forecasts] of [
    ['small', s],
    ['large', l],
  ] as const) {
    if (forecasts.length !== y.length) {
      throw new RangeError(`${name} must hold as many values as actual, ${y.length}, got ${forecasts.length}`);
    }
  }
  const errors = y.map((value, t) => value - s[t]!);
  const apart = y.map((_, t) => l[t]! - s[t]!);
  const scale = powerOfTwo(Math.max(largest(errors), largest(apart)));
  // (y - s)^2 - (y - l)^2 + (s - l)^2 is twice the product of the small model's error and the distance of the forecasts.
  const gain = errors.map((error, t) => 2 * (error / scale) * (apart[t]! / scale));
  const n = y.length;
  const mean = gain.reduce((sum, each) => sum + each, 0) / n;
  const variance = bartlettVariance(
    gain.map(each => each - mean),
    horizon,
  );
  if (!(Math.sqrt(variance) > 1e-14 * largest(gain))) {
    throw new RangeError('small and large must not forecast the same: their difference has no variance');
  }
  // Clark and West divide the sum of squares by n - 1, as a sample's variance does.
  const statistic = mean / Math.sqrt(variance / (n - 1));
  return { statistic, pValue: cdfNormal(-statistic) };
}
