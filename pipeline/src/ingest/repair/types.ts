import type { CandidateRow, PriceEvent } from '../provider-port.ts';
import type { RuleId } from './rules.ts';

/** A row with the provider's close adjusted for splits and dividends, where it gives one. */
export type RepairRow = Omit<CandidateRow, 'source'> & { readonly adjusted?: number | null };

/** What one provider says of one symbol. */
export type RepairInput = {
  /** In any order; a session may come twice */
  readonly rows: readonly RepairRow[];
  readonly events: readonly PriceEvent[];
  /** `raw`: prices, volumes and dividends as of their day. `split`: all of them in the shares of the newest row */
  readonly basis: 'raw' | 'split';
  /** The sessions that the exchange held from the first row to the last; without them no session is missed */
  readonly expected?: readonly string[];
};

export type RowValues = Omit<RepairRow, 'session' | 'running'>;

export type Change =
  | {
      readonly of: 'row';
      /** Its place in the input's rows */
      readonly row: number;
      readonly session: string;
      readonly before: RowValues;
      /** Undefined: the row is quarantined */
      readonly after: RowValues | undefined;
    }
  | { readonly of: 'event'; readonly before: PriceEvent | undefined; readonly after: PriceEvent | undefined }
  /** The adjusted closes of every session before this one are multiplied */
  | { readonly of: 'adjusted'; readonly session: string; readonly factor: number };

export type Finding = {
  readonly rule: RuleId;
  /** `noted`: something is wrong, or may be, and nothing is changed */
  readonly action: 'repaired' | 'quarantined' | 'noted';
  /** The sessions that it speaks of; the adjusted closes before them may change too */
  readonly sessions: readonly string[];
  /** At most one change of a row over all findings, so that each can be undone without the others */
  readonly changes: readonly Change[];
  /** 0 to 1: how much likelier the finding is than its absence, or 1 where it is a matter of arithmetic */
  readonly confidence: number;
  readonly explanation: string;
};
