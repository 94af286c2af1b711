/** The answers of the server as this page reads them. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next_cursor: string | null };

export type ModelName = { readonly id: string; readonly name: string; readonly version: number };

export type Alias = {
  readonly alias: string;
  readonly revision: number;
  readonly moved_at: string;
  readonly model: ModelName | null;
};

export type SymbolInfo = {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string | null;
  readonly last_session: string | null;
  readonly aliases: readonly Alias[];
};

export type Bar = {
  readonly session: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

export type NextForecast = {
  readonly symbol: string;
  readonly currency: string | null;
  readonly prediction: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly random_walk: number;
  readonly forecast: readonly { readonly step: number; readonly target_session: string | null }[];
  readonly as_of: { readonly session: string };
  readonly made_at: string;
  readonly origin: 'canonical' | 'client';
  readonly model: ModelName;
  readonly forecast_id: string;
};

/** A canonical forecast with its outcome where the close is known, in the price basis of `session`. */
export type Forecast = {
  readonly id: string;
  readonly version_id: string;
  readonly session: string;
  readonly target_session: string | null;
  readonly horizon: number;
  readonly level: number;
  readonly previous_close: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly made_at: string;
  readonly actual: number | null;
  readonly error: number | null;
  readonly inside: boolean | null;
};

/** Errors divided by the previous close, unless they are named otherwise. */
export type Score = {
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  /** Percent */
  readonly mape: number;
  /** In currency */
  readonly rmse_price: number;
  readonly directional_accuracy: number | null;
  readonly directional_n: number;
  readonly majority_accuracy: number | null;
  readonly coverage: number;
};

export type ScorePoint = {
  readonly session: string;
  readonly n: number;
  readonly rmse: number;
  readonly random_walk_rmse: number;
};

export type Scores = {
  readonly symbol: string;
  readonly window: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly champion: Score | null;
  readonly challenger: Score | null;
  readonly random_walk: Score | null;
  readonly series: readonly ScorePoint[];
};

/** A record whose fields depend on what wrote it. */
export type Fields = Readonly<Record<string, unknown>>;

export type Version = {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly version: number;
  readonly price_only: boolean;
  readonly cutoff: string;
  readonly registered_at: string;
  readonly scores: Fields;
  readonly lineage: Fields;
};

export type ListedVersion = Version & { readonly aliases: readonly string[] };

export type Alarm = {
  readonly id: string;
  readonly version_id: string;
  readonly detector: string;
  readonly session: string;
  readonly statistic: number;
  readonly threshold: number;
  readonly details: Fields;
  readonly raised_at: string;
};

export type Drift = {
  readonly version_id: string;
  readonly detector: string;
  readonly session: string;
  readonly statistic: number | null;
  readonly threshold: number;
};

export type Decision = {
  readonly id: string;
  readonly champion_id: string;
  readonly challenger_id: string;
  readonly outcome: 'promote' | 'reject';
  readonly reason: string;
  readonly numbers: Fields;
  readonly decided_at: string;
};

export type Retraining = {
  readonly id: string;
  readonly reason: string;
  readonly alarm_id: string | null;
  readonly requested_at: string;
  readonly challenger_id: string | null;
  readonly outcome: 'shadowing' | 'promoted' | 'rejected' | 'failed' | null;
  readonly finished_at: string | null;
};

export type PredictRequest = {
  readonly recent_prices: readonly number[];
  readonly symbol?: string;
  readonly horizon: number;
  readonly level: number;
};

export type Prediction = {
  readonly prediction: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly random_walk: number;
  readonly horizon: number;
  readonly forecast: readonly {
    readonly step: number;
    readonly mean: number;
    readonly lower: number;
    readonly upper: number;
  }[];
  readonly model: ModelName;
  readonly forecast_id: string;
};
