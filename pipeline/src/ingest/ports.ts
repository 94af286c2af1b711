import type { Instant, Session } from '#shared';

/** Columns of one symbol's bars, oldest first, all of one length. */
export type BarColumns = {
  readonly symbol: string;
  readonly sessions: readonly Session[];
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** The symbol's revision at the read: a state built on an older revision must be rebuilt */
  readonly revision: number;
};

export type BarQuery = {
  /** Nothing known later is read */
  readonly asOf: Instant;
  readonly from?: Session;
  readonly to?: Session;
  /** Only the newest so many (after `from` and `to`) */
  readonly last?: number;
};

/** The as-of view of bars: the only way in which features, training, forecasts and replay read prices. */
export interface BarReader {
  /**
   * Bars as they were known at `asOf`, the newest vintage of each session, split-adjusted to the price basis of `asOf` by
   * the splits known then. An unknown symbol gives empty columns.
   */
  bars(symbol: string, query: BarQuery): Promise<BarColumns>;
  /** Every symbol that has bars, in alphabetical order. */
  symbols(): Promise<SymbolInfo[]>;
}

export type SymbolInfo = {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string | null;
  readonly revision: number;
};
