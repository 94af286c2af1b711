import { integer, series } from '../math/check.ts';
import { largest, powerOfTwo } from '../math/scale.ts';
import { studentT } from '../math/student-t.ts';
import { bartlettVariance, rectangularVariance } from './long-run-variance.ts';

export type DieboldMariano = {
  /** Negative where the losses of `a` are the smaller; compared with t(n - 1) */
  readonly statistic: number;
  /** P of a statistic as far from 0, on either side, when both forecast equally well */
  readonly pValue: number;
  /** P of a statistic as low, when both forecast equally well: small where `a` is the better */
  readonly pLess: number;
  /** Which estimate of the variance was taken: rectangular weights, or Bartlett's where those gave none above 0 */
  readonly weights: 'rectangular' | 'bartlett';
};

/**
 * Do two forecasts of the same values lose equally? With d = lossA - lossB and its mean m, m / sqrt(V / n), where V is the
 * variance of d plus twice its autocovariances (each over n) up to lag horizon - 1, times the small-sample correction
 * sqrt((n + 1 - 2h + h(h - 1)/n) / n). Where V is not above 0, the autocovariances get Bartlett's weights 1 - lag/h.
 *
 * For one look at a number of sessions fixed beforehand. A test at 5 % that is looked at every week for a year refuses
 * equal forecasts in about 24 % of years; and it has little power where one model contains the other.
 *
 * @param lossA one loss a session, such as the squared error; in the unit of `lossB`
 * @param options.horizon how many steps ahead both forecast, 1 unless given
 * @throws RangeError for different lengths, fewer losses than max(3, horizon + 1), or differences that are all the same
 * @example dieboldMariano([1, 2, 1, 3], [2, 2, 3, 4]).statistic // -2.449...
 * @see Diebold & Mariano (1995), Journal of Business & Economic Statistics 13; Harvey, Leybourne & Newbold (1997),
 *   International Journal of Forecasting 13
 */
export function dieboldMariano(
  lossA: ArrayLike<number>,
  lossB: ArrayLike<number>,
  options: { readonly horizon?: number } = {},
): DieboldMariano {
  const horizon = integer('horizon', options.horizon ?? 1, 1);
  const a = series('lossA', lossA, Math.max(3, horizon + 1));
  const b = series('lossB', lossB, a.length);
  if (a.length !== b.length) {
    throw new RangeError(`lossA and lossB must have the same length, got ${a.length} and ${b.length}`);
  }
  const n = a.length;
  const scale = Math.max(powerOfTwo(largest(a)), powerOfTwo(largest(b)));
  const difference = a.map((loss, i) => loss / scale - b[i]! / scale);
  const mean = difference.reduce((sum, each) => sum + each, 0) / n;
  const centred = difference.map(each => each - mean);
  const { variance, weights } = longRunVariance(centred, horizon);
  if (!(Math.sqrt(variance) > 1e-14 * largest(difference))) {
    throw new RangeError('the differences of lossA and lossB must not be all the same: they have no variance');
  }
  const correction = Math.sqrt((n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n);
  const statistic = (correction * mean) / Math.sqrt(variance / n);
  return {
    statistic,
    pValue: 2 * studentT(-Math.abs(statistic), n - 1),
    pLess: studentT(statistic, n - 1),
    weights,
  };
}

function longRunVariance(
  centred: Float64Array,
  horizon: number,
): { variance: number; weights: DieboldMariano['weights'] } {
  const rectangular = rectangularVariance(centred, horizon);
  if (rectangular > 0) return { variance: rectangular, weights: 'rectangular' };
  return { variance: bartlettVariance(centred, horizon), weights: 'bartlett' };
}
