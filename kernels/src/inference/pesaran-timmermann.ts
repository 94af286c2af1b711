import { cdfNormal } from '../math/normal.ts';
import { countSigns } from '../validate/signs.ts';

export type PesaranTimmermann = {
  /** Sessions that counted: neither the actual nor the forecast change was 0 */
  readonly n: number;
  /** Share of them on which the forecast had the sign of the actual; NaN without any */
  readonly accuracy: number;
  /** The share that forecasts independent of the actual would have, given how often each went up; NaN without any */
  readonly expected: number;
  /** Compared with the standard normal distribution; NaN where the test is not defined */
  readonly statistic: number;
  /** P of a statistic as high, when the signs are independent; NaN where the test is not defined */
  readonly pValue: number;
  /** False where the actual or the forecast never changes its sign: such a forecast cannot be told from no forecast */
  readonly defined: boolean;
};

/**
 * Do forecasts of a change tell its sign? Always saying "up" hits more than half of the sessions of a rising market and
 * tells nothing: the hits are compared with P* = py pf + (1 - py)(1 - pf), what signs of the same frequencies would hit if
 * they were independent. (P - P*) / sqrt(V(P) - V(P*)), one-sided. One step ahead, one look.
 * @param actualChange actual - previous close, per session
 * @param forecastChange forecast - previous close, per session
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 * @see Pesaran & Timmermann (1992), Journal of Business & Economic Statistics 10
 */
export function pesaranTimmermann(
  actualChange: ArrayLike<number>,
  forecastChange: ArrayLike<number>,
): PesaranTimmermann {
  const { n, hits, ups, saidUps } = countSigns(actualChange, forecastChange);
  const [p, q] = [ups / n, saidUps / n];
  const accuracy = hits / n;
  const expected = p * q + (1 - p) * (1 - q);
  const varied = ups > 0 && ups < n && saidUps > 0 && saidUps < n;
  const statistic = varied ? (accuracy - expected) / Math.sqrt(excessVariance(p, q, n)) : Number.NaN;
  const defined = Number.isFinite(statistic);
  return {
    n,
    accuracy,
    expected,
    statistic: defined ? statistic : Number.NaN,
    pValue: defined ? cdfNormal(-statistic) : Number.NaN,
    defined,
  };
}

/**
 * V(P) - V(P*) with V(P) = P*(1 - P*)/n and V(P*) = ((2p - 1)^2 q(1 - q) + (2q - 1)^2 p(1 - p))/n + 4pq(1 - p)(1 - q)/n^2,
 * which is 4pq(1 - p)(1 - q)(n - 1)/n^2: written so, nothing cancels.
 */
const excessVariance = (p: number, q: number, n: number): number => (4 * p * q * (1 - p) * (1 - q) * (n - 1)) / (n * n);
