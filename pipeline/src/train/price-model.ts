import {
  apply,
  forecast,
  fromJSON,
  minimumValues,
  normalInterval,
  type SeriesFit,
  toJSON,
  update,
} from '@nextclose/kernels';
import { AppError } from '#shared';
import type { FittedModel, Observation, Predictor, StepForecast } from './ports.ts';

/**
 * A model of log closes: any kernel fit that needs nothing but the series. Steps are exponentials of the log forecast, so
 * `mean` is the median of a log-normal distribution and the interval keeps its level.
 */
export function priceModel(spec: string, fit: SeriesFit): FittedModel {
  const minimum = minimumValues(fit);
  return {
    spec,
    priceOnly: true,
    minimum,
    start: () => pricePredictor(spec, fit, minimum),
    toJSON: () => ({ family: 'price', spec, fit: toJSON(fit) }),
  };
}

export type PriceArtifact = { readonly family: 'price'; readonly spec: string; readonly fit: unknown };

/** @throws RangeError when the fit inside is not one of a series */
export function openPriceModel({ spec, fit: json }: PriceArtifact): FittedModel {
  const fit = fromJSON(json);
  if (!('state' in fit)) throw new RangeError(`${spec} must hold the fit of a series, got "${fit.kind}"`);
  return priceModel(spec, fit);
}

function pricePredictor(spec: string, fit: SeriesFit, minimum: number): Predictor {
  let state = apply(fit, []);
  let close = Number.NaN;
  let logClose = Number.NaN;
  return {
    get observed() {
      return state.state.observed;
    },
    push(observation: Observation) {
      close = observation.close;
      logClose = Math.log(close);
      state = update(state, [logClose]);
    },
    forecast(horizon, level) {
      if (state.state.observed < minimum) throw tooShort(spec, minimum, state.state.observed);
      const { mean, variance } = forecast(state, horizon);
      // Relative to the last close, so that the random walk's forecast is that close and not exp(log(close)), a rounding away.
      return logNormalSteps(
        close,
        mean.map(value => value - logClose),
        variance,
        level,
      );
    },
  };
}

/** Steps in prices from forecasts of the log return since `close`. */
export function logNormalSteps(
  close: number,
  mean: Float64Array,
  variance: Float64Array,
  level: number,
): StepForecast[] {
  return Array.from(mean, (value, i) => {
    const { lower, upper } = normalInterval(value, variance[i] ?? 0, level);
    const price = (log: number): number => close * Math.exp(log);
    return { step: i + 1, mean: price(value), lower: price(lower), upper: price(upper) };
  });
}

export const tooShort = (spec: string, minimum: number, observed: number): AppError =>
  new AppError('SERIES_TOO_SHORT', `${spec} needs at least ${minimum} closes, got ${observed}`, {
    field: 'recent_prices',
    accepted: `${minimum} or more closes`,
  });
