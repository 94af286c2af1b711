import { integer, series } from '../math/check.ts';
import { correctedAic, gaussianLogLikelihood } from '../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, rootMeanSquare } from '../math/scale.ts';
import type { Family } from './family.ts';
import type { Forecast, SeasonalNaiveFit, SeasonalNaiveState } from './fit.ts';
import type { Reader } from './json-reader.ts';

const MOST_PERIOD = 10_000;

/**
 * Seasonal random walk: every forecast is the last value of the same season, its variance k sigma2 in the k-th season ahead.
 * A series that repeats itself has sigma2 = 0 and an infinite likelihood. Period 1 is the random walk.
 * @throws RangeError for fewer than period + 1 values, a value that is not finite, or a period that is no integer above 0
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2
 */
export function seasonalNaive(y: ArrayLike<number>, options: { readonly period: number }): SeasonalNaiveFit {
  const period = integer('period', options.period, 1, MOST_PERIOD);
  const values = series('y', y, period + 1);
  const changes = values.subarray(period).map((value, t) => value - values[t]!);
  if (!changes.every(Number.isFinite)) {
    throw new RangeError('y must not change by more than a double can hold: scale y first');
  }
  const size = rootMeanSquare(changes);
  const deviation = size <= noiseFloor(largest(values)) ? 0 : size;
  checkDeviation(deviation);
  const nobs = changes.length;
  const logLikelihood = gaussianLogLikelihood(nobs, deviation);
  const aicc = correctedAic(logLikelihood, 1, nobs);
  const fit = seasonalNaiveFit(period, { sigma2: deviation ** 2, logLikelihood, aicc, nobs });
  return { ...fit, state: remember(fit, fit.state, values) };
}

export const seasonalNaiveFamily: Family<SeasonalNaiveFit> = {
  start: () => ({ observed: 0, season: [] }),
  advance: remember,
  needs: fit => fit.period,
  forecast: repeat,
};

/** @throws RangeError when a field is missing or out of its range */
export function seasonalNaiveFromJson(read: Reader): SeasonalNaiveFit {
  const period = read.integer('period', 1, MOST_PERIOD);
  const state = read.object('state');
  const observed = state.integer('observed', 0);
  const scores = {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
  };
  return {
    ...seasonalNaiveFit(period, scores),
    state: { observed, season: state.list('season', Math.min(observed, period)) },
  };
}

type Scores = Pick<SeasonalNaiveFit, 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'>;

function seasonalNaiveFit(period: number, scores: Scores): SeasonalNaiveFit {
  const state = { observed: 0, season: [] };
  return { kind: 'seasonal-naive', name: `snaive(${period})`, parameters: {}, ...scores, period, state };
}

function remember(
  { period }: SeasonalNaiveFit,
  { observed, season }: SeasonalNaiveState,
  y: Float64Array,
  predictions?: Float64Array,
): SeasonalNaiveState {
  const newest = [...season, ...y];
  if (predictions) {
    const before = season.length - period;
    for (let t = 0; t < y.length; t++) predictions[t] = newest[before + t] ?? Number.NaN;
  }
  return { observed: observed + y.length, season: newest.slice(-period) };
}

function repeat({ period, sigma2, state }: SeasonalNaiveFit, horizon: number): Forecast {
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    mean[h] = state.season[h % period]!;
    variance[h] = sigma2 * (Math.floor(h / period) + 1);
  }
  return { mean, variance };
}
