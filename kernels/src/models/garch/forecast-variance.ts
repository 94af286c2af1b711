import { integer } from '../../math/check.ts';
import type { GarchFit } from './garch-fit.ts';

/**
 * Variance of each of the next `horizon` returns, in squared units of the returns:
 * h[1] from the state, then h[k+1] = omega + (alpha1 + gamma1/2 + beta1) h[k]. The variance of their sum is the sum.
 * With a persistence of 1 or more it grows without end.
 * @throws RangeError for a horizon that is not an integer of 1 or more
 * @see Glosten, Jagannathan & Runkle (1993), Journal of Finance 48; Bollerslev (1986), Journal of Econometrics 31
 */
export function forecastVariance(fit: GarchFit, horizon: number): Float64Array {
  integer('horizon', horizon, 1);
  const variances = new Float64Array(horizon);
  let variance = fit.state.variance;
  for (let k = 0; k < horizon; k++) {
    variances[k] = variance;
    variance = fit.omega + fit.persistence * variance;
  }
  return variances;
}
