import type { Instant, Session } from '#shared';
import type { FeatureState } from './feature-set.ts';

/** The newest feature row of a symbol. */
export type OnlineRow = {
  readonly symbol: string;
  readonly featureSet: string;
  readonly session: Session;
  /** In the order of the feature set's names; NaN while an indicator warms up */
  readonly values: Float64Array;
  /** The moment of the as-of read that gave the row */
  readonly knownAt: Instant;
};

/** An online row with what it takes to go on from it. */
export type OnlineEntry = OnlineRow & {
  readonly state: FeatureState;
  /** The symbol's revision that the state was built on */
  readonly revision: number;
};

/** The newest row per symbol and feature set, and the stream that made it. */
export interface OnlineStore {
  /** A symbol without a row is absent. */
  latest(symbols: readonly string[], featureSet: string): Promise<ReadonlyMap<string, OnlineRow>>;
  /** The same with the streams' states. */
  entries(symbols: readonly string[], featureSet: string): Promise<ReadonlyMap<string, OnlineEntry>>;
  /** Replaces the rows of the entries' symbols, all or none; a row of a newer revision or session stays. */
  save(entries: readonly OnlineEntry[]): Promise<void>;
}

/** All feature rows of one symbol and set, oldest first. */
export type OfflineRows = {
  readonly featureSet: string;
  readonly symbol: string;
  readonly names: readonly string[];
  readonly sessions: readonly Session[];
  /** Per row, since when all bars that it has seen were known as they are now: milliseconds since 1970 */
  readonly knownAt: Float64Array;
  /** Row-major, `names.length` values a row */
  readonly data: Float64Array;
};

export type OfflineQuery = {
  /** Only rows that were known then. A row whose past was revised later is left out: its value is not what was known. */
  readonly asOf?: Instant;
  readonly from?: Session;
  readonly to?: Session;
};

/** All feature rows, for training and analysis outside this program. */
export interface OfflineStore {
  /** Replaces all rows of the symbol and set at once: a reader sees the old rows or the new ones. */
  write(rows: OfflineRows, definitionHash: string): Promise<void>;
  /** A symbol that was never written has no rows. */
  rows(featureSet: string, symbol: string, query?: OfflineQuery): Promise<OfflineRows>;
}

/** When each bar was learned. */
export interface BarKnowledge {
  /** Of every session, since when the vintage that is visible at `asOf` was known. */
  knownAt(symbol: string, asOf: Instant): Promise<ReadonlyMap<Session, Instant>>;
}
