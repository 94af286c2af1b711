import type { Forecast, SeriesFit } from './fit.ts';

/**
 * What a model of a series brings so that `apply`, `update`, `fittedValues` and `forecast` work on it.
 * `advance` is the only way to a state, hence batch and stream give the same bits.
 */
export interface Family<F extends SeriesFit> {
  /** The state that has seen nothing. */
  start(fit: F): F['state'];
  /** The state after `values`; writes each one-step prediction, NaN where nothing precedes, to `predictions`. */
  advance(fit: F, state: F['state'], values: Float64Array, predictions?: Float64Array): F['state'];
  /** How many values must have been seen before a forecast. */
  needs(fit: F): number;
  forecast(fit: F, horizon: number): Forecast;
}
