import { series } from '../../math/check.ts';
import { correctedAic, gaussianLogLikelihood } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, rootMeanSquare, spread } from '../../math/scale.ts';
import type { DynamicThetaFit, DynamicThetaModel } from '../fit.ts';
import { bestPoint, thetaWork, UNCOUNTED } from './errors.ts';
import { dynamicThetaFamily } from './filter.ts';
import { nextTrend, type Trend } from './trend.ts';

export type DynamicThetaOptions = {
  /** D for a line that moves with the data, O for a theta that is searched (else 2); DOTM by default */
  readonly model?: DynamicThetaModel;
};

type Kind = { readonly dynamic: boolean; readonly optimised: boolean };

export const DYNAMIC_THETA_MODELS: Readonly<Record<DynamicThetaModel, Kind>> = {
  DOTM: { dynamic: true, optimised: true },
  DSTM: { dynamic: true, optimised: false },
  OTM: { dynamic: false, optimised: true },
};

/**
 * Dynamic optimised Theta. Theta line `theta` (the series with its distance to the least-squares line multiplied by theta) is
 * smoothed, and given back its share 1/theta against the line's 1 - 1/theta:
 * y[t] = l[t-1] + (1 - 1/theta) ((1 - alpha)^(t-1) A[t-1] + (1 - (1 - alpha)^t)/alpha B[t-1]) + e[t],
 * l[t] = alpha y[t] + (1 - alpha) l[t-1], A + B s the least-squares line through the values so far (OTM: through all).
 * Least squares over alpha in 0.1 to 0.99, theta of 1 or more and the first level. As in the authors' software the first
 * three errors are not counted, nor in `nobs`; the square of `startOffset` counts by a thousandth.
 *
 * `theta` is at most 1e10. `startOffset` is the first level as the filter uses it, from which `apply` starts on another series:
 * the first value of that series, and no value of the old one, takes the place of the first value here.
 * The variances hold the parameters for known, as everywhere here.
 * @throws RangeError for fewer than 7 values, a value that is not finite, a model that does not exist, a constant series, or
 *   one that the model fits without error
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), Models for optimising the theta method and their
 *   relationship to state space models, International Journal of Forecasting 32
 */
export function fitDynamicTheta(y: ArrayLike<number>, options: DynamicThetaOptions = {}): DynamicThetaFit {
  const model = options.model ?? 'DOTM';
  if (!Object.hasOwn(DYNAMIC_THETA_MODELS, model)) {
    throw new RangeError(`model must be one of ${Object.keys(DYNAMIC_THETA_MODELS).join(', ')}, got ${String(model)}`);
  }
  const values = series('y', y, UNCOUNTED + 4);
  const { scaled, scale } = fromFirst(values);
  const { dynamic, optimised } = DYNAMIC_THETA_MODELS[model];
  const line = dynamic ? undefined : wholeLine(scaled);
  const { alpha, start, share } = bestPoint(thetaWork(scaled, optimised ? undefined : 0.5, line));
  const fit = dynamicThetaFit({
    model,
    alpha,
    theta: 1 / (1 - share),
    startOffset: start * scale,
    initialLevel: start * scale + (1 - share) * values[0]!,
    lineOffset: (line?.mean ?? 0) * scale,
    slope: (line?.slope ?? 0) * scale,
  });
  const predictions = new Float64Array(values.length);
  const state = dynamicThetaFamily.advance(fit, fit.state, values, predictions);
  const errors = values.map((value, t) => value - predictions[t]!).subarray(UNCOUNTED);
  const deviation = rootMeanSquare(errors);
  if (!(deviation > noiseFloor(largest(values)))) {
    throw new RangeError(`y must not be what ${model} fits without error: nothing is left to estimate`);
  }
  const nobs = errors.length;
  const logLikelihood = gaussianLogLikelihood(nobs, deviation);
  const aicc = correctedAic(logLikelihood, optimised ? 4 : 3, nobs);
  return { ...fit, sigma2: deviation ** 2, logLikelihood, aicc, nobs, state };
}

/** In deviations from the first value, by a power of two near their spread. */
function fromFirst(values: Float64Array): { scaled: Float64Array; scale: number } {
  const centred = values.map(value => value - values[0]!);
  const { deviation } = spread(centred);
  if (!(deviation > noiseFloor(largest(values)))) {
    throw new RangeError('y must vary: smoothing has nothing to estimate in a constant');
  }
  checkDeviation(deviation);
  const scale = powerOfTwo(deviation);
  return { scaled: centred.map(value => value / scale), scale };
}

/** The least-squares line of all values: its value at time 0, one step before the first, and its slope. */
function wholeLine(y: Float64Array): Trend {
  let trend: Trend = { mean: 0, slope: 0 };
  for (let t = 0; t < y.length; t++) trend = nextTrend(trend, t + 1, y[t]!);
  return { mean: trend.mean - 0.5 * (y.length + 1) * trend.slope, slope: trend.slope };
}

type Estimates = Pick<
  DynamicThetaFit,
  'model' | 'alpha' | 'theta' | 'startOffset' | 'initialLevel' | 'lineOffset' | 'slope'
>;

/** A fit that has seen nothing. */
export function dynamicThetaFit(estimates: Estimates): DynamicThetaFit {
  const { model, alpha, theta, initialLevel, slope } = estimates;
  const parameters = { alpha, theta, initialLevel, ...(DYNAMIC_THETA_MODELS[model].dynamic ? {} : { slope }) };
  const scores = { sigma2: 0, logLikelihood: 0, aicc: 0, nobs: 0 };
  const state = { observed: 0, first: 0, level: 0, mean: 0, slope: 0 };
  return { kind: 'dynamic-theta', name: model.toLowerCase(), parameters, ...scores, ...estimates, state };
}
