import type { Answer } from '@nextclose/client';

/** The answers of the server, by the names that this page uses. */
type Item<List extends { items: readonly unknown[] }> = Readonly<List['items'][number]>;

export type SymbolInfo = Readonly<Answer<'/v1/symbols/{symbol}'>>;
export type Alias = Readonly<SymbolInfo['aliases'][number]>;
export type Bar = Item<Answer<'/v1/symbols/{symbol}/bars'>>;
export type NextForecast = Readonly<Answer<'/v1/symbols/{symbol}/forecast'>>;

/** A canonical forecast with its outcome where the close is known, in the price basis of `session`. */
export type Forecast = Item<Answer<'/v1/symbols/{symbol}/forecasts'>>;

export type Scores = Readonly<Answer<'/v1/symbols/{symbol}/scores'>>;
export type Score = Readonly<NonNullable<Scores['champion']>>;
export type ScorePoint = Readonly<Scores['series'][number]>;

export type Version = Readonly<Answer<'/v1/models/{id}'>>;
export type ListedVersion = Item<Answer<'/v1/symbols/{symbol}/models'>>;
export type Alarm = Item<Answer<'/v1/alarms'>>;
export type Drift = Item<Answer<'/v1/drift'>>;
export type Decision = Item<Answer<'/v1/decisions'>>;
export type Retraining = Item<Answer<'/v1/retrainings'>>;
export type Prediction = Readonly<Answer<'/predict', 'post'>>;

export type PredictRequest = {
  readonly recent_prices: readonly number[];
  readonly symbol?: string;
  readonly horizon: number;
  readonly level: number;
};

/** A record whose fields depend on what wrote it. */
export type Fields = Readonly<Record<string, unknown>>;
