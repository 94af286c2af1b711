import { series } from '../../math/check.ts';
import { difference } from '../../math/difference.ts';
import type { ArimaFit, ArimaOrder } from '../fit.ts';
import { apply } from '../forecast.ts';
import type { SearchOptions } from './maximise.ts';
import { findOptimum } from './optimum.ts';
import { buildArima, checkOrder } from './parameters.ts';

export type ArimaOptions = {
  readonly order: ArimaOrder;
  /** Estimates the mean (d = 0) or the drift (d = 1); by default true for d = 0, else false. Not for d = 2 */
  readonly constant?: boolean;
  /**
   * 'multi', the default, starts from several points where p > 0 and q > 0; 'single' from Hannan-Rissanen only; an earlier
   * fit of the same order from its parameters only, which ends at the maximum they lead to (a warm start)
   */
  readonly start?: 'multi' | 'single' | Pick<ArimaFit, 'order' | 'partials'>;
  /** Keeps every root's modulus at 1.01 or more; by default false: the unrestricted optimum is reported */
  readonly admissible?: boolean;
};

/**
 * ARIMA(p,d,q) by exact Gaussian maximum likelihood of the d-times differenced series. `nobs` is n - d, `sigma2` the ML
 * variance, AICc counts ar, ma, constant and sigma2. Reported is the best optimum found, which may have roots on the unit
 * circle, or with `admissible` the best whose roots have modulus 1.01 or more.
 * Scale-free: y times 2^k gives the same bits but for `sigma2`, `constant` and the likelihood's shift by nobs k log 2.
 * A series that is constant after differencing has sigma2 = 0 for p = q = 0, and is refused otherwise.
 * @throws RangeError for a value that is not finite, a wrong order, fewer than d + p + q + 1 values (one more with a
 * constant), or no variation left to fit
 */
export function fitArima(y: ArrayLike<number>, options: ArimaOptions): ArimaFit {
  const { order, start = 'multi', admissible = false } = options;
  checkOrder(order);
  const [p, d, q] = order;
  const constant = options.constant ?? d === 0;
  if (constant && d === 2) throw new RangeError('constant must be false for d = 2: it would be a quadratic trend');
  const starts = startOf(start, order);
  const parameters = p + q + (constant ? 1 : 0) + 1;
  const values = series('y', y, d + parameters);
  const data = { y: values, w: difference(values, d), d };
  const { mean, ...estimated } = findOptimum(data, { p, q, constant }, { starts, admissible, polish: true });
  return apply(buildArima(order, estimated.partials, mean, estimated), values);
}

function startOf(start: NonNullable<ArimaOptions['start']>, [p, , q]: ArimaOrder): SearchOptions['starts'] {
  if (start === 'multi' || start === 'single') return start;
  const { ar, ma } = start?.partials ?? {};
  if (ar?.length !== p || ma?.length !== q) {
    throw new RangeError(
      `start must be multi, single or an ARIMA fit of the same p and q, got ${String(start?.order ?? start)}`,
    );
  }
  return Float64Array.from([...ar, ...ma], Math.atanh);
}
