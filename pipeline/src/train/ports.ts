/** One new observation of a symbol: its close in the price basis of now, and, for models that need it, its feature row. */
export type Observation = { readonly close: number; readonly features?: ArrayLike<number> };

/** A step of a forecast, in prices. `mean` is the median of the predictive distribution (models work in log prices). */
export type StepForecast = {
  readonly step: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
};

/** A fitted model that has filtered a history and goes on one session at a time; batch and stream give the same bits. */
export interface Predictor {
  /** How many observations it has seen. */
  readonly observed: number;
  push(observation: Observation): void;
  /**
   * Forecasts steps 1..horizon with a central interval of the given level.
   * @throws AppError SERIES_TOO_SHORT before it has seen `minimum` observations
   */
  forecast(horizon: number, level: number): StepForecast[];
}

/** A fitted model as it was stored: plain JSON, no code. */
export interface FittedModel {
  /** What it is, such as `arima(1,1,1)` */
  readonly spec: string;
  /** True when it needs closes only, so that it can answer `POST /predict` */
  readonly priceOnly: boolean;
  /** The feature set it reads, such as `core@1` */
  readonly featureSet?: string;
  /** How many observations it needs before it can forecast */
  readonly minimum: number;
  /** A predictor that has seen nothing yet. */
  start(): Predictor;
  /** What `openModel` reads back to the same bits. */
  toJSON(): object;
}
