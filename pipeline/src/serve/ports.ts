import type { Instant, JobName, Session } from '#shared';
import type { Alias, ModelVersion } from '../registry/index.ts';
import type { Predictor } from '../train/index.ts';

/** A page of records, newest first unless the method says otherwise; `next` is the key to go on after, absent at the end. */
export type Page<Item, Key> = { readonly items: readonly Item[]; readonly next?: Key };
export type PageQuery<Key> = { readonly limit: number; readonly after?: Key };

/** A forecast as it is listed: with its outcome where the actual close is known. Prices in the basis of `session`. */
export type SettledForecast = {
  readonly id: string;
  readonly versionId: string;
  readonly session: Session;
  readonly targetSession: Session | null;
  readonly horizon: number;
  readonly level: number;
  readonly previousClose: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly madeAt: Instant;
  readonly actual: number | null;
  /** actual - mean */
  readonly error: number | null;
  readonly inside: boolean | null;
};

/** One step of a stored canonical forecast. */
export type CanonicalStep = Omit<SettledForecast, 'actual' | 'error' | 'inside'>;

export type ForecastKey = { readonly session: Session; readonly versionId: string; readonly horizon: number };
export type TimeKey = { readonly at: Instant; readonly id: string };

export type VersionName = Pick<ModelVersion, 'id' | 'spec' | 'number'>;
export type VersionSummary = Omit<ModelVersion, 'artifact'> & { readonly aliases: readonly Alias[] };

export type AlarmRecord = {
  readonly id: string;
  readonly symbol: string;
  readonly versionId: string;
  readonly detector: string;
  readonly session: Session;
  readonly statistic: number;
  readonly threshold: number;
  readonly details: object;
  readonly raisedAt: Instant;
};

export type DriftRecord = {
  readonly symbol: string;
  readonly versionId: string;
  readonly detector: string;
  readonly session: Session;
  readonly statistic: number | null;
  readonly threshold: number;
};

export type DecisionRecord = {
  readonly id: string;
  readonly symbol: string;
  readonly championId: string;
  readonly challengerId: string;
  readonly outcome: 'promote' | 'reject';
  readonly reason: string;
  readonly numbers: object;
  readonly decidedAt: Instant;
};

export type RetrainingRecord = {
  readonly id: string;
  readonly symbol: string;
  readonly reason: string;
  readonly alarmId: string | null;
  readonly requestedAt: Instant;
  readonly challengerId: string | null;
  readonly outcome: 'shadowing' | 'promoted' | 'rejected' | 'failed' | null;
  readonly finishedAt: Instant | null;
};

type OfSymbol<Key> = PageQuery<Key> & { readonly symbol?: string };

/** What the loop has written, read back in pages. Nothing here changes anything. */
export interface LoopReader {
  /** Canonical forecasts only; where a bar was revised, the settlement of its highest vintage. */
  forecasts(
    symbol: string,
    query: PageQuery<ForecastKey> & { readonly versionId?: string },
  ): Promise<Page<SettledForecast, ForecastKey>>;
  /** The canonical steps 1..horizon of one version from one session, in step order; fewer where they were not written. */
  canonical(symbol: string, versionId: string, session: Session, horizon: number): Promise<CanonicalStep[]>;
  /** How versions are named; unknown ids are absent. */
  versionNames(ids: readonly string[]): Promise<ReadonlyMap<string, VersionName>>;
  versions(query: OfSymbol<TimeKey>): Promise<Page<VersionSummary, TimeKey>>;
  alarms(query: OfSymbol<TimeKey>): Promise<Page<AlarmRecord, TimeKey>>;
  decisions(query: OfSymbol<TimeKey>): Promise<Page<DecisionRecord, TimeKey>>;
  retrainings(query: OfSymbol<TimeKey>): Promise<Page<RetrainingRecord, TimeKey>>;
  /** The detectors' newest states, by symbol, version and detector. */
  drift(query: OfSymbol<string>): Promise<Page<DriftRecord, string>>;
  /** The newest session known at `asOf` of each symbol that has bars. */
  lastSessions(symbols: readonly string[], asOf: Instant): Promise<ReadonlyMap<string, Session>>;
}

/** Errors over some sessions, relative to the previous close; `rmsePrice` in currency, `mape` in percent. */
export type Score = {
  /** Settled sessions that it rests on */
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  readonly mape: number;
  readonly rmsePrice: number;
  /** Share of moves whose direction was right; null for a model that never names one, such as the random walk */
  readonly directionalAccuracy: number | null;
  readonly directionalN: number;
  /** What always saying the more frequent direction would have scored on the same sessions */
  readonly majorityAccuracy: number | null;
  /** Share of closes inside the interval */
  readonly coverage: number;
};

export type ScorePoint = {
  readonly session: Session;
  readonly n: number;
  readonly rmse: number;
  readonly randomWalkRmse: number;
};

/**
 * The scores of the champion of each day beside the random walk's on the same sessions, and the challenger's on those of
 * them that it has shadowed; null where nothing was settled.
 */
export type SymbolScores = {
  readonly from: Session | null;
  readonly to: Session | null;
  readonly champion: Score | null;
  readonly challenger: Score | null;
  readonly randomWalk: Score | null;
  /** Rolling RMSE of champion and random walk by target session, oldest first, for the chart */
  readonly series: readonly ScorePoint[];
};

/** Rolling scores of canonical one-step forecasts, kept by the stage that settles them. */
export interface ScoreReader {
  /** @param window number of newest settled sessions that count */
  scores(symbol: string, window: number): Promise<SymbolScores>;
}

/** A predictor that has filtered every bar known at `asOf`. */
type OpenedPredictor = {
  readonly predictor: Predictor;
  readonly session: Session;
  readonly previousClose: number;
};

/** Opens a version as the `forecast` job does, so that a forecast computed at once has the bits of a canonical one. */
export interface PredictorSource {
  /** @throws AppError SYMBOL_NOT_FOUND when no bar is known */
  open(symbol: string, version: ModelVersion, asOf: Instant): Promise<OpenedPredictor>;
}

/** The latest feature row of a symbol; NaN while an indicator warms up. */
type LatestFeatures = {
  readonly featureSet: string;
  readonly session: Session;
  readonly knownAt: Instant;
  readonly names: readonly string[];
  readonly values: ArrayLike<number>;
};

/** The online feature store as serving reads it. */
export interface FeatureReader {
  latest(symbol: string): Promise<LatestFeatures[]>;
}

export type JobState = 'waiting' | 'active' | 'retry' | 'completed' | 'failed' | 'cancelled';

export type JobRecord = {
  readonly id: string;
  readonly name: JobName;
  readonly state: JobState;
  readonly payload: object;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly attempts: number;
  readonly failure: string | null;
};

/** The queue as it can be looked at. */
export interface JobReader {
  get(id: string): Promise<JobRecord | undefined>;
  list(
    query: PageQuery<TimeKey> & { readonly name?: JobName; readonly state?: JobState },
  ): Promise<Page<JobRecord, TimeKey>>;
}

/** What is missing before the server should get traffic, in words; empty when it is ready. */
export interface ReadinessCheck {
  missing(): Promise<string[]>;
}

/** Totals of the loop for `/metrics`. */
export type LoopTotals = {
  readonly forecasts: { readonly canonical: number; readonly client: number };
  readonly settlements: number;
  readonly alarms: number;
  readonly retrainings: Readonly<Record<string, number>>;
  readonly promotions: number;
};

export interface TotalsReader {
  totals(): Promise<LoopTotals>;
}

/** A forecast that is about to be answered to a client: one row of the log. */
export type ClientForecast = {
  readonly id: string;
  readonly symbol: string | null;
  readonly version_id: string;
  readonly session: Session | null;
  readonly target_session: Session | null;
  readonly horizon: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly previous_close: number;
  readonly inputs: object;
  /** ISO 8601 UTC */
  readonly made_at: string;
};

export type SpoolDepth = {
  /** Bytes on disk that the database does not have yet */
  readonly bytes: number;
  readonly segments: number;
  /** Since the start */
  readonly appended: number;
  readonly drained: number;
  readonly torn: number;
  readonly refused: number;
};

/** The log of client forecasts: local first, the database within a second. */
export interface Spool {
  /**
   * Has the row in the operating system's hands when it returns.
   * @throws AppError SPOOL_FULL when the disk, or the bound on it, is full
   */
  append(row: ClientForecast): void;
  depth(): SpoolDepth;
}

/** Where the spool drains to. */
export interface ForecastSink {
  /**
   * Inserts rows given as JSON objects; a row whose id is known is skipped. All of them or none.
   * @throws AppError INVALID_INPUT when a row is at fault; anything else may work later
   */
  insert(rows: readonly string[]): Promise<void>;
}

/** A file that lines are appended to. */
export interface SpoolSegment {
  readonly name: string;
  /**
   * One write call: when it returns, the operating system has the line, and a killed process loses nothing.
   * @throws what the disk says; the file then ends with a whole line
   */
  append(line: Buffer): void;
  close(): void;
}

/** The spool's folder. Every process writes files of its own. */
export interface SpoolFiles {
  create(): SpoolSegment;
  /** Files whose process is gone, oldest first, with their sizes */
  leftovers(): { readonly name: string; readonly bytes: number }[];
  /** The file's text; undefined when somebody else has drained and removed it */
  read(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
  /** Sets rows aside that the database will never take. */
  refuse(rows: readonly string[]): Promise<void>;
}
