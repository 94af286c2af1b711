import { integer, series } from '../../math/check.ts';
import type { ArimaFit, ArimaOrder, ArimaRegressionFit, SeasonalOrder } from '../fit.ts';
import { update } from '../forecast.ts';
import type { Matrix } from '../ridge.ts';
import { designOf } from './design.ts';
import { differenced, differences } from './differences.ts';
import type { SearchOptions } from './maximise.ts';
import { type Candidate, countParameters, findOptimum } from './optimum.ts';
import { buildArima, checkOrder, checkSeason } from './parameters.ts';
import { buildRegression, checkRows } from './regression.ts';

export type ArimaOptions = {
  readonly order: ArimaOrder;
  /** Seasonal orders, each at most 2, and the period, 2 to 52 */
  readonly seasonal?: { readonly order: SeasonalOrder; readonly period: number };
  /**
   * Estimates the mean of the differenced series: the mean (d + D = 0) or the drift (d + D = 1); by default true where
   * nothing is differenced, else false. Not where d + D is 2 or more
   */
  readonly constant?: boolean;
  /**
   * 'multi', the default, starts from several points where p > 0 and q > 0; 'single' from Hannan-Rissanen only; an earlier
   * fit of the same orders from its parameters only, which ends at the maximum they lead to (a warm start)
   */
  readonly start?: 'multi' | 'single' | Pick<ArimaFit, 'order' | 'partials' | 'seasonal'>;
  /**
   * Keeps the modulus of every root, of seasonal factors as polynomials in B^period, at 1.01 or more; by default false: the
   * unrestricted optimum is reported. The fit says which in `optimum`
   */
  readonly admissible?: boolean;
};

/**
 * ARIMA(p,d,q)(P,D,Q)_m by exact Gaussian maximum likelihood of the differenced series. `nobs` is n - d - D m, `sigma2` the
 * ML variance, AICc counts ar, ma, constant, regressors and sigma2. Reported is the best optimum found, which may have roots
 * on the unit circle, or with `admissible` the best whose roots have modulus 1.01 or more.
 * Scale-free: y times 2^k gives the same bits but for `sigma2`, `constant` and the likelihood's shift by nobs k log 2.
 * A series that is constant after differencing has sigma2 = 0 where no coefficient is asked for, and is refused otherwise.
 *
 * With `xreg`, one row of regressors per value, y less a weighted sum of them is the ARIMA: the regressors are differenced
 * with the series and their coefficients, found by generalised least squares, are those of maximum likelihood. The result
 * forecasts with `forecastRegression`, which takes the coming rows.
 * @throws RangeError for a value that is not finite, a wrong order, fewer than d + D m + p + q + P + Q + 1 values (one more
 * with a constant and for each regressor), no variation left to fit, or a regressor that follows from the constant and those
 * before it
 */
export function fitArima(y: ArrayLike<number>, options: ArimaOptions & { readonly xreg: Matrix }): ArimaRegressionFit;
export function fitArima(y: ArrayLike<number>, options: ArimaOptions): ArimaFit;
export function fitArima(
  y: ArrayLike<number>,
  options: ArimaOptions & { readonly xreg?: Matrix },
): ArimaFit | ArimaRegressionFit {
  const { order, seasonal, start = 'multi', admissible = false, xreg } = options;
  checkOrder(order);
  if (seasonal) checkSeason(seasonal);
  const [p, d, q] = order;
  const [P, D, Q] = seasonal?.order ?? [0, 0, 0];
  const constant = options.constant ?? d + D === 0;
  if (constant && d + D > 1)
    throw new RangeError(`constant must be false for d = ${d + D}: it would be a quadratic trend`);
  const candidate: Candidate = { p, q, constant, season: seasonal && { P, Q, period: seasonal.period } };
  const starts = startOf(start, order, seasonal);
  const by = differences(d, D, seasonal?.period);
  const regressors = xreg ? integer('xreg.columns', xreg.columns, 1) : 0;
  const values = series('y', y, by.lost + countParameters(candidate, regressors));
  if (xreg) checkRows('xreg', xreg, values.length);
  const design = xreg && designOf(values.length, xreg, by, constant);
  const data = { y: values, w: differenced(values, by), d: d + D, design };
  const { mean, seasonalPartials, coefficients, ...estimated } = findOptimum(data, candidate, {
    starts,
    admissible,
    polish: true,
  });
  const season = seasonal && { ...seasonal, partials: seasonalPartials };
  const model = buildArima(order, estimated.partials, mean, estimated, season);
  return xreg ? buildRegression(model, coefficients, values, xreg) : update(model, values);
}

function startOf(
  start: NonNullable<ArimaOptions['start']>,
  [p, , q]: ArimaOrder,
  seasonal: ArimaOptions['seasonal'],
): SearchOptions['starts'] {
  if (start === 'multi' || start === 'single') return start;
  const { ar, ma } = start?.partials ?? {};
  const [P, , Q] = seasonal?.order ?? [0, 0, 0];
  const season = start?.seasonal?.partials ?? { ar: [], ma: [] };
  if (ar?.length !== p || ma?.length !== q || season.ar.length !== P || season.ma.length !== Q) {
    throw new RangeError(
      `start must be multi, single or an ARIMA fit of the same p and q, got ${String(start?.order ?? start)}`,
    );
  }
  return Float64Array.from([...ar, ...ma, ...season.ar, ...season.ma], Math.atanh);
}
