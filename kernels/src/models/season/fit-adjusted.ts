import { integer, series } from '../../math/check.ts';
import type { AdjustedFit, MeanFit } from '../fit.ts';
import { apply } from '../forecast.ts';
import { checkedType, decompose, mustBePositive, type SeasonType } from './decompose.ts';
import { adjust } from './family.ts';
import { isSeasonal, type SeasonalityOptions } from './seasonality-test.ts';

export type AdjustedOptions = SeasonalityOptions & {
  /** `multiplicative` by default, which needs values above 0 */
  readonly type?: SeasonType;
  /** Whether to ask `isSeasonal` first and leave a series without a season as it is; true by default */
  readonly test?: boolean;
};

/**
 * A model of the seasonally adjusted series: `decompose` gives the indices, `fit` sees y divided by them (less them), its
 * forecasts are multiplied by (added to) the index of their season again, the variances by its square. Without a season, or
 * with fewer than three periods, the fit of the series as it is.
 *
 * The indices are parameters: `apply` takes them to the other series, whose first value must be of the season of the first
 * value here. `logLikelihood` and `aicc` are the inner model's, of the adjusted series (multiplicative: less the sum of the
 * logarithms of the indices, so that they are of y).
 * @param fit the model of the adjusted series, such as `fitTheta`
 * @example forecast(fitAdjusted(weekly, fitDynamicTheta, { period: 52 }), 13)
 * @throws RangeError for a period below 2, a multiplicative season of a value that is not above 0, and where `fit` does
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), International Journal of Forecasting 36: M4's benchmarks do this
 */
export function fitAdjusted(
  y: ArrayLike<number>,
  fit: (y: ArrayLike<number>) => MeanFit,
  options: AdjustedOptions,
): MeanFit {
  const period = integer('period', options.period, 2);
  const type = checkedType(options.type ?? 'multiplicative');
  const values = series('y', y, 1);
  if (type === 'multiplicative') mustBePositive(values);
  const seasonal = options.test === false || isSeasonal(values, options);
  if (!seasonal || values.length < 3 * period) return fit(values);
  const { indices } = decompose(values, { period, type });
  if (type === 'multiplicative' && !indices.every(index => index > 0)) return fit(values);
  const inner = fit(adjust({ type, indices: Array.from(indices) }, 0, values));
  return {
    ...adjustedFit(type, Array.from(indices), apply(inner, [])),
    ...scoresOf(inner, type, indices, values.length),
    state: { observed: values.length, inner: inner.state },
  };
}

/** The density of y is that of the adjusted series divided by the index, for the values that the likelihood counts. */
function scoresOf({ sigma2, logLikelihood, aicc, nobs }: MeanFit, type: SeasonType, indices: Float64Array, n: number) {
  let logs = 0;
  if (type === 'multiplicative') for (let t = n - nobs; t < n; t++) logs += Math.log(indices[t % indices.length]!);
  return { sigma2, logLikelihood: logLikelihood - logs, aicc: aicc + 2 * logs, nobs };
}

/** A fit that has seen nothing. */
export function adjustedFit(type: SeasonType, indices: readonly number[], inner: MeanFit): AdjustedFit {
  return {
    kind: 'adjusted',
    name: `${inner.name} adjusted(${indices.length})`,
    parameters: inner.parameters,
    sigma2: inner.sigma2,
    logLikelihood: inner.logLikelihood,
    aicc: inner.aicc,
    nobs: inner.nobs,
    type,
    indices,
    inner,
    state: { observed: 0, inner: inner.state },
  };
}
