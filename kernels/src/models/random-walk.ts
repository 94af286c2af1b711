import { series } from '../math/check.ts';
import { difference } from '../math/difference.ts';
import { correctedAic, gaussianLogLikelihood } from '../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, rootMeanSquare } from '../math/scale.ts';
import type { Family } from './family.ts';
import type { DriftFit, Forecast, LastValueState, NaiveFit } from './fit.ts';

/**
 * Random walk: every forecast is the last value, its variance h sigma2. The yardstick of every other model.
 * A constant series has sigma2 = 0 and an infinite likelihood.
 * @throws RangeError for fewer than 2 values or a value that is not finite
 */
export function naive(y: ArrayLike<number>): NaiveFit {
  const values = series('y', y, 2);
  const parameters = {};
  return { kind: 'naive', name: 'naive', parameters, ...likelihood(values, 0, 1), state: lastValue(values) };
}

/**
 * Random walk with drift: the last value plus h times the mean change, variance h (1 + h / nobs) sigma2, in which the
 * second part is the drift's own error. An exact trend has sigma2 = 0 and an infinite likelihood.
 * @throws RangeError for fewer than 3 values or a value that is not finite
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.5
 */
export function drift(y: ArrayLike<number>): DriftFit {
  const values = series('y', y, 3);
  const slope = (values[values.length - 1]! - values[0]!) / (values.length - 1);
  const parameters = { slope };
  return { kind: 'drift', name: 'drift', parameters, slope, ...likelihood(values, slope, 2), state: lastValue(values) };
}

export const naiveFamily: Family<NaiveFit> = {
  start: () => ({ observed: 0, last: 0 }),
  advance: (_, state, values, predictions) => walk(state, values, 0, predictions),
  needs: () => 1,
  forecast: (fit, horizon) => walkForward(fit, horizon, 0, 0),
};

export const driftFamily: Family<DriftFit> = {
  start: () => ({ observed: 0, last: 0 }),
  advance: (fit, state, values, predictions) => walk(state, values, fit.slope, predictions),
  needs: () => 1,
  forecast: (fit, horizon) => walkForward(fit, horizon, fit.slope, 1 / fit.nobs),
};

const lastValue = (y: Float64Array): LastValueState => ({ observed: y.length, last: y[y.length - 1]! });

function likelihood(y: Float64Array, slope: number, parameters: number) {
  const changes = difference(y, 1).map(change => change - slope);
  if (!Number.isFinite(slope) || !changes.every(Number.isFinite)) {
    throw new RangeError('y must not change by more than a double can hold: scale y first');
  }
  const size = rootMeanSquare(changes);
  const deviation = size <= noiseFloor(largest(y)) ? 0 : size;
  checkDeviation(deviation);
  const nobs = changes.length;
  const logLikelihood = gaussianLogLikelihood(nobs, deviation);
  return { sigma2: deviation ** 2, logLikelihood, aicc: correctedAic(logLikelihood, parameters, nobs), nobs };
}

function walk(state: LastValueState, y: Float64Array, slope: number, predictions?: Float64Array): LastValueState {
  let { observed, last } = state;
  for (let t = 0; t < y.length; t++) {
    if (predictions) predictions[t] = observed === 0 ? Number.NaN : last + slope;
    last = y[t]!;
    observed++;
  }
  return { observed, last };
}

function walkForward(fit: NaiveFit | DriftFit, horizon: number, slope: number, slopeError: number): Forecast {
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  for (let h = 1; h <= horizon; h++) {
    mean[h - 1] = fit.state.last + h * slope;
    variance[h - 1] = h * (1 + h * slopeError) * fit.sigma2;
  }
  return { mean, variance };
}
