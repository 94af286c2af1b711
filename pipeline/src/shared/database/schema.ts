import type { ColumnType, Generated } from 'kysely';
import type { Session } from '../time.ts';
import type { Timestamp } from './timestamp.ts';

/** JSON columns: read as parsed values, written as `JSON.stringify` text so that arrays are not taken for SQL arrays. */
export type Json<Value> = ColumnType<Value, string, string>;

export interface SymbolTable {
  symbol: string;
  /** ISO 10383 market code, such as XNYS, or 24/7 */
  exchange: string;
  currency: string | null;
  /** Grows whenever history already read changes (a revised bar, a new split): states built on it must be rebuilt. */
  revision: Generated<number>;
  added_at: Timestamp;
}

export interface LandingObjectTable {
  id: string;
  provider: string;
  symbol: string;
  request: Json<object>;
  bytes: number;
  received_at: Timestamp;
}

/** One vintage of one bar, in raw prices (as traded that day). A correction is a new vintage; nothing is overwritten. */
export interface BarTable {
  symbol: string;
  session: Session;
  vintage: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  known_at: Timestamp;
  /** True for a backfilled bar, whose `known_at` is its session's close for want of a better time. */
  known_assumed: boolean;
  received_at: Timestamp;
  landing_id: string;
}

/** A split (value = new shares per old one) or a dividend (value = cash per share), effective before `session` opens. */
export interface PriceEventTable {
  symbol: string;
  session: Session;
  kind: 'split' | 'dividend';
  vintage: number;
  value: number;
  known_at: Timestamp;
  known_assumed: boolean;
  received_at: Timestamp;
  landing_id: string;
}

export interface RejectedRowTable {
  id: string;
  symbol: string;
  session: string | null;
  reason: string;
  row: Json<unknown>;
  landing_id: string;
  received_at: Timestamp;
}

export interface FeatureLatestTable {
  symbol: string;
  feature_set: string;
  session: Session;
  /** In the order of the feature set's names; NaN while an indicator warms up */
  values: number[];
  state: Json<unknown>;
  /** The symbol's revision that the state was built on */
  revision: number;
  known_at: Timestamp;
}

export interface TrainingRunTable {
  id: string;
  symbol: string;
  spec: string;
  reason: string;
  window_from: Session;
  window_to: Session;
  parameters: Json<object>;
  scores: Json<object>;
  /** Why the candidate has no scores; null when it was fitted */
  failure: string | null;
  trained_at: Timestamp;
}

export interface ModelVersionTable {
  id: string;
  /** A ticker, or `*` for the pooled price-only version */
  symbol: string;
  number: number;
  spec: string;
  price_only: boolean;
  artifact: Json<object>;
  lineage: Json<object>;
  scores: Json<object>;
  /** Last session the fit has seen; evidence counts only after it */
  cutoff: Session;
  registered_at: Timestamp;
}

export interface ModelAliasTable {
  symbol: string;
  alias: string;
  version_id: string | null;
  revision: number;
  moved_at: Timestamp;
}

export interface AliasMoveTable {
  seq: Generated<number>;
  symbol: string;
  alias: string;
  from_version: string | null;
  to_version: string | null;
  revision: number;
  actor: string;
  reason: string;
  decision_id: string | null;
  moved_at: Timestamp;
}

export interface ForecastTable {
  id: string;
  origin: 'canonical' | 'client';
  /** null when a client sent prices without a symbol */
  symbol: string | null;
  version_id: string;
  /** The last session the forecast has seen; null when only prices were given */
  session: Session | null;
  target_session: Session | null;
  horizon: number;
  mean: number;
  lower: number;
  upper: number;
  level: number;
  /** Last close seen, in the price basis of `session`: the random walk's forecast */
  previous_close: number;
  inputs: Json<object>;
  made_at: Timestamp;
  /** Vintage of its newest settlement; null while its actual close is not known. The only column that changes. */
  settled_vintage: number | null;
}

/**
 * The outcome of a forecast for one vintage of what is known: its actual bar's vintage plus those of the splits in between.
 * The highest counts, the others stay on record.
 */
export interface SettlementTable {
  forecast_id: string;
  vintage: number;
  symbol: string;
  version_id: string;
  origin: 'canonical' | 'client';
  session: Session;
  target_session: Session;
  horizon: number;
  previous_close: number;
  mean: number;
  /** The actual close, in the forecast's price basis */
  actual: number;
  error: number;
  inside: boolean;
  settled_at: Timestamp;
}

export interface DriftStateTable {
  symbol: string;
  version_id: string;
  detector: string;
  session: Session;
  state: Json<object>;
  statistic: number | null;
  threshold: number;
}

export interface AlarmTable {
  id: string;
  symbol: string;
  version_id: string;
  detector: string;
  session: Session;
  statistic: number;
  threshold: number;
  details: Json<object>;
  raised_at: Timestamp;
}

export interface RetrainingTable {
  id: string;
  symbol: string;
  reason: string;
  alarm_id: string | null;
  requested_at: Timestamp;
  challenger_id: string | null;
  outcome: 'shadowing' | 'promoted' | 'rejected' | 'failed' | null;
  finished_at: Timestamp | null;
}

export interface DecisionTable {
  id: string;
  symbol: string;
  champion_id: string;
  challenger_id: string;
  outcome: 'promote' | 'reject';
  reason: string;
  numbers: Json<object>;
  decided_at: Timestamp;
}

export interface ScheduleTable {
  name: string;
  next_due: Timestamp;
  last_run: Timestamp | null;
}

export interface Database {
  symbol: SymbolTable;
  landing_object: LandingObjectTable;
  bar: BarTable;
  price_event: PriceEventTable;
  rejected_row: RejectedRowTable;
  feature_latest: FeatureLatestTable;
  training_run: TrainingRunTable;
  model_version: ModelVersionTable;
  model_alias: ModelAliasTable;
  alias_move: AliasMoveTable;
  forecast: ForecastTable;
  settlement: SettlementTable;
  drift_state: DriftStateTable;
  alarm: AlarmTable;
  retraining: RetrainingTable;
  decision: DecisionTable;
  schedule: ScheduleTable;
}
