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

type BarQuery = {
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
   * Bars as they were known at `asOf`, the newest vintage of each session, split-adjusted to the price basis of `asOf`: that
   * of the newest bar known then, whatever `from`, `to` and `last` cut out. A split counts once it is known and its session
   * is not after that bar. An unknown symbol gives empty columns.
   */
  bars(symbol: string, query: BarQuery): Promise<BarColumns>;
  /**
   * For many symbols at once, the bars after a session of each (all bars where it is undefined), in the same price basis as
   * `bars`. A symbol without new bars gives empty columns, an unknown one is absent. Compare `revision` before going on from
   * a state: it grows with every new split too, after which older prices are in another basis.
   */
  newBars(after: ReadonlyMap<string, Session | undefined>, asOf: Instant): Promise<ReadonlyMap<string, BarColumns>>;
  /** Closes as traded, for settling; `priceInBasisOf` brings them into the basis of an earlier session. */
  actuals(symbols: readonly string[], query: ActualsQuery): Promise<ReadonlyMap<string, Actuals>>;
  /** How many sessions of each symbol were known at `asOf`, with `from` on or after it; an unknown symbol has 0. */
  sessionCounts(
    symbols: readonly string[],
    query: { readonly asOf: Instant; readonly from?: Session },
  ): Promise<ReadonlyMap<string, number>>;
  /** Every symbol that has bars, in alphabetical order. */
  symbols(): Promise<SymbolInfo[]>;
}

export type SymbolInfo = {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string | null;
  readonly revision: number;
};

type ActualsQuery = { readonly asOf: Instant; readonly from: Session; readonly to: Session };

/** New shares per old one, effective before `session` opens; 0.1 is a reverse split of ten into one. */
export type Split = { readonly session: Session; readonly ratio: number };

export type Actuals = {
  /** Oldest first; the newest vintage known, in the prices of the session itself */
  readonly closes: readonly { readonly session: Session; readonly vintage: number; readonly close: number }[];
  /** Known at `asOf`, oldest first, with sessions in (`from`, `to`] */
  readonly splits: readonly Split[];
};
