import type { Clock, Instant, Session } from '#shared';
import type { Split } from './ports.ts';

export type FetchRequest = {
  readonly symbol: string;
  /** First session wanted; without it, everything the provider has */
  readonly from?: Session;
  /** Last session wanted; an answer may go on after it */
  readonly to?: Session;
};

export type FetchContext = {
  /** An answer holds nothing that was not known at its now, so that a replay cannot see the future */
  readonly clock: Clock;
  readonly signal?: AbortSignal;
};

/** Where a symbol trades: the ISO 10383 code of an exchange that has a calendar, and the currency as the provider names it. */
export type Market = { readonly exchange: string; readonly currency: string | null };

/** What was asked, with all that reading the answer again needs to know beside its bytes. */
type RawRequest = FetchRequest & {
  /** Where the answer does not say it itself */
  readonly market?: Market;
  /** Splits after the first row that the prices of the answer are already divided by */
  readonly appliedSplits?: readonly Split[];
};

/** An answer as it was received, before anything was read from it. */
export type RawAnswer = {
  readonly provider: string;
  readonly request: RawRequest;
  /** File name or address, for messages only */
  readonly origin: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly receivedAt: Instant;
};

/** One row of an answer, in prices as traded that day. A value is null where it is missing and NaN where it is no number. */
export type CandidateRow = {
  /** As found; it may not be a day at all */
  readonly session: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
  /** The provider says that this session goes on */
  readonly running?: boolean;
  /** The row as the answer has it: what is kept of a rejected one. Plain JSON */
  readonly source: unknown;
};

/** A split (value = new shares per old one) or a dividend (value = cash per share as paid), effective before `session` opens. */
export type PriceEvent = {
  readonly session: Session;
  readonly kind: 'split' | 'dividend';
  readonly value: number;
};

export type ParsedAnswer = {
  readonly market: Market;
  /** In the order of the answer */
  readonly rows: readonly CandidateRow[];
  /** At most one of a kind per session, oldest first */
  readonly events: readonly PriceEvent[];
};

/** A source of daily bars. Done when `providerContract` passes. */
export interface Provider {
  readonly name: string;
  /**
   * @throws AppError SYMBOL_NOT_FOUND, SOURCE_UNAVAILABLE (worth another try), SOURCE_REFUSED or INVALID_INPUT
   */
  fetch(request: FetchRequest, context: FetchContext): Promise<RawAnswer>;
  /**
   * Reads an answer. A pure function of it, so that bars can be rebuilt from the landing zone to the same bits.
   * @throws AppError SYMBOL_NOT_FOUND, SOURCE_REFUSED or INVALID_INPUT where the answer as a whole cannot be used
   */
  parse(raw: RawAnswer): ParsedAnswer;
  /** Every symbol it has, in alphabetical order, where it can tell. */
  symbols?(): Promise<readonly string[]>;
}
