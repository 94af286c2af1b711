import type { Family } from '../family.ts';
import type { DynamicThetaFit, DynamicThetaState, Forecast } from '../fit.ts';
import { nextTrend, pull, type Trend } from './trend.ts';

export const dynamicThetaFamily: Family<DynamicThetaFit> = {
  start: () => ({ observed: 0, first: 0, level: 0, mean: 0, slope: 0 }),
  advance(fit, from, values, predictions) {
    let state = from;
    for (let t = 0; t < values.length; t++) {
      if (predictions) predictions[t] = state.observed === 0 ? Number.NaN : state.first + expected(fit, state);
      state = next(fit, state, values[t]!);
    }
    return state;
  },
  needs: () => 1,
  forecast: dynamicThetaForecast,
};

/** The next value's expectation, less the first value. */
function expected(fit: DynamicThetaFit, state: DynamicThetaState): number {
  return state.level + (1 - 1 / fit.theta) * pull(lineOf(fit, state), state.observed, fit.alpha);
}

/** The line behind the next prediction; one that does not move is given by where it is at the middle of the values seen. */
function lineOf(fit: DynamicThetaFit, state: DynamicThetaState): Trend {
  if (fit.model !== 'OTM') return state;
  return { mean: fit.lineOffset + 0.5 * (state.observed + 1) * fit.slope, slope: fit.slope };
}

function next(fit: DynamicThetaFit, state: DynamicThetaState, value: number): DynamicThetaState {
  const first = state.observed === 0 ? value : state.first;
  const level = state.observed === 0 ? fit.startOffset : state.level;
  return after(fit, { ...state, first, level }, value - first);
}

function after(fit: DynamicThetaFit, state: DynamicThetaState, deviation: number): DynamicThetaState {
  const observed = state.observed + 1;
  const trend = nextTrend(state, observed, deviation);
  return { observed, first: state.first, level: state.level + fit.alpha * (deviation - state.level), ...trend };
}

/**
 * Means by the recursion, each expectation taken for the value. The model is linear in the errors, so the variance of step h
 * is sigma2 (1 + sum of the squared responses of step h to a unit error at each step before it).
 */
function dynamicThetaForecast(fit: DynamicThetaFit, horizon: number): Forecast {
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon).fill(fit.sigma2);
  let state = fit.state;
  for (let h = 0; h < horizon; h++) {
    const deviation = expected(fit, state);
    mean[h] = state.first + deviation;
    state = after(fit, state, deviation);
    addResponses(fit, state.observed, variance.subarray(h + 1));
  }
  return { mean, variance };
}

/** What a unit error in value number `observed` adds to the variances of the steps after it. */
function addResponses(fit: DynamicThetaFit, observed: number, variance: Float64Array): void {
  const still = { ...fit, lineOffset: 0, slope: 0 };
  const before = { observed: observed - 1, first: 0, level: 0, mean: 0, slope: 0 };
  let state = after(still, before, 1);
  for (let h = 0; h < variance.length; h++) {
    const response = expected(still, state);
    variance[h] = variance[h]! + fit.sigma2 * response * response;
    state = after(still, state, response);
  }
}
