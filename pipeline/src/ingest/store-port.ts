import type { Instant, Session } from '#shared';
import type { LandedObject } from './landing-port.ts';
import type { Market, PriceEvent } from './provider-port.ts';

/** A bar in prices as traded that day. */
export type Bar = {
  readonly session: Session;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

export type StoredBar = Bar & { readonly vintage: number };
export type StoredEvent = PriceEvent & { readonly vintage: number };

/** When a record was learned, and from which landed answer. */
type Provenance = {
  readonly vintage: number;
  readonly knownAt: Instant;
  readonly knownAssumed: boolean;
  readonly receivedAt: Instant;
  readonly landingId: string;
};

/** What ingest has to know of a symbol before it asks for more. */
export type SymbolState = Market & {
  readonly firstSession: Session | undefined;
  readonly lastSession: Session | undefined;
  /** Newest vintages of the newest sessions, oldest first */
  readonly recent: readonly StoredBar[];
};

export type RejectedRow = {
  readonly id: string;
  readonly symbol: string;
  readonly session: string;
  readonly reason: string;
  readonly row: unknown;
  readonly landingId: string;
  readonly receivedAt: Instant;
};

/** All that one ingest adds. Records that are there already, by their keys, are left alone. */
export type WriteBatch = {
  readonly landed: readonly LandedObject[];
  readonly symbols: readonly (Market & { readonly symbol: string; readonly addedAt: Instant })[];
  readonly bars: readonly (Bar & Provenance & { readonly symbol: string })[];
  readonly events: readonly (PriceEvent & Provenance & { readonly symbol: string })[];
  readonly rejected: readonly RejectedRow[];
  /** Symbols whose history, as already read, changes: their revision grows */
  readonly revised: readonly string[];
};

export type SymbolRange = { readonly symbol: string; readonly from: Session; readonly to: Session };

/** Bars, events and rejected rows: append-only, every correction a new vintage. */
export interface BarStore {
  /** States of the symbols that are known, with their newest `recent` bars. */
  states(symbols: readonly string[], recent: number): Promise<ReadonlyMap<string, SymbolState>>;
  /** Newest vintages of the bars in the ranges, oldest first. */
  newest(ranges: readonly SymbolRange[]): Promise<ReadonlyMap<string, readonly StoredBar[]>>;
  /** Newest vintages of the events of the symbols. */
  events(symbols: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEvent[]>>;
  /** The first session of each symbol whose bar was received in time, not assumed known. */
  liveSince(symbols: readonly string[]): Promise<ReadonlyMap<string, Session>>;
  /** Ids of the landed answers of the symbols whose content is on record. */
  landed(symbols: readonly string[]): Promise<ReadonlySet<string>>;
  /** All or nothing. Returns, per symbol, how many rejected rows were not on record yet. */
  write(batch: WriteBatch): Promise<ReadonlyMap<string, number>>;
}
