import { series } from '../../math/check.ts';
import { correctedAic } from '../../math/likelihood.ts';
import { rootMeanSquare } from '../../math/scale.ts';
import type { MeanFit, MeanVarianceFit } from '../fit.ts';
import { fittedValues, minimumValues } from '../forecast.ts';
import { fitGarch, type GarchOptions } from '../garch/fit-garch.ts';
import type { GarchFit } from '../garch/garch-fit.ts';

/** The variance model of the errors; their mean is taken to be 0, as the mean model has taken it out. */
export type MeanVarianceOptions = Omit<GarchOptions, 'mean'>;

const LEAST_ERRORS = 10;

/**
 * A mean model and a variance model as one: `mean` forecasts y, a GARCH(1,1) (GJR with `asymmetry`) forecasts the variance of
 * its one-step errors. Two steps: the GARCH is fitted to the in-sample errors of the fitted mean, which is consistent though
 * not efficient. Var(error of k steps) = sum over j < k of psi[j]^2 h[k-j], psi^2 from the increments of the mean model's own
 * variances: exact for models that are linear in their errors (ARIMA, naive, drift, SES, ETS with additive errors), an
 * approximation where errors are multiplicative. `logLikelihood` is that of the errors under the GARCH.
 * @param y the series, in the unit in which its errors should have the variance: log prices rather than prices
 * @param mean fits the mean model, such as `y => fitArima(y, { order: [1, 1, 1] })`
 * @example forecast(fitMeanVariance(logPrices, naive, { distribution: 't' }), 5).variance
 * @throws RangeError where `mean` does, for fewer than 10 errors, and for errors that are all 0
 * @see Engle (1982), Econometrica 50, section 6; Baillie & Bollerslev (1992), Journal of Econometrics 52
 */
export function fitMeanVariance(
  y: ArrayLike<number>,
  mean: (y: ArrayLike<number>) => MeanFit,
  options: MeanVarianceOptions = {},
): MeanVarianceFit {
  const values = series('y', y, LEAST_ERRORS);
  const center = mean(values);
  const first = minimumValues(center);
  series('y', values, first + LEAST_ERRORS);
  const fitted = fittedValues(center, values);
  const errors = values.subarray(first).map((value, t) => value - fitted[first + t]!);
  const spread = fitGarch(errors, { ...options, mean: 'zero' });
  const parameters = { ...center.parameters, ...garchParametersOf(spread) };
  const { logLikelihood } = spread;
  return {
    kind: 'mean-variance',
    name: `${center.name} + ${spread.name}`,
    parameters,
    sigma2: rootMeanSquare(errors) ** 2,
    logLikelihood,
    aicc: correctedAic(logLikelihood, Object.keys(parameters).length, errors.length),
    nobs: errors.length,
    mean: center,
    errors: spread,
    state: { observed: values.length, mean: center.state, errors: spread.state },
  };
}

/** The parameters that were estimated, by name. */
export function garchParametersOf(fit: GarchFit): Record<string, number> {
  const { omega, alpha1, beta1, gamma1, shape } = fit;
  return {
    omega,
    alpha1,
    beta1,
    ...(fit.asymmetry ? { gamma1 } : {}),
    ...(fit.distribution === 't' ? { shape } : {}),
  };
}
