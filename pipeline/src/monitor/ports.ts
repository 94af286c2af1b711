import type { Instant, Session } from '#shared';
import type { Split } from '../ingest/index.ts';
import type { AlarmRecord, DriftRecord } from '../serve/index.ts';

/** A canonical forecast as it is written: one row per (symbol, version, session, horizon). */
export type CanonicalForecast = {
  readonly id: string;
  readonly symbol: string;
  readonly versionId: string;
  /** The last session it has seen */
  readonly session: Session;
  readonly targetSession: Session;
  readonly horizon: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Last close seen, in the price basis of `session` */
  readonly previousClose: number;
  readonly inputs: object;
  readonly madeAt: Instant;
};

/** A forecast whose target's close is known, in a vintage that has not settled it yet. */
export type DueForecast = {
  readonly id: string;
  readonly origin: 'canonical' | 'client';
  readonly symbol: string;
  readonly versionId: string;
  readonly session: Session;
  readonly targetSession: Session;
  readonly horizon: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly previousClose: number;
  /** True when it is settled already and more is known by now */
  readonly settledBefore: boolean;
  /** The bar's vintage plus those of the splits between `session` and target: grows with everything that is learned */
  readonly vintage: number;
  /** The actual close as traded, in the basis of its own day */
  readonly rawClose: number;
};

/** What is due, with the splits of its symbols known by now: an actual close may be in another price basis. */
export type DueForecasts = {
  readonly forecasts: readonly DueForecast[];
  readonly splits: ReadonlyMap<string, readonly Split[]>;
};

export type Settlement = Omit<DueForecast, 'id' | 'rawClose' | 'lower' | 'upper' | 'settledBefore'> & {
  readonly forecastId: string;
  /** The actual close in the forecast's price basis */
  readonly actual: number;
  readonly error: number;
  readonly inside: boolean;
  readonly settledAt: Instant;
};

export interface ForecastLog {
  /** Idempotent: a row that is there already stays as it was first written. Returns how many were new. */
  save(forecasts: readonly CanonicalForecast[]): Promise<number>;
  /** Forecasts of the symbols whose actual close is known at `asOf`, first ones and revised ones. */
  due(symbols: readonly string[], asOf: Instant): Promise<DueForecasts>;
  /** Adds settlements and marks their forecasts; the same settlement twice changes nothing. */
  settle(settlements: readonly Settlement[]): Promise<void>;
}

/** A settled one-step canonical forecast, newest vintage, as detectors, gates and scores read it. */
export type SettledError = {
  readonly symbol: string;
  readonly versionId: string;
  readonly session: Session;
  readonly targetSession: Session;
  readonly previousClose: number;
  readonly mean: number;
  readonly actual: number;
  readonly error: number;
  readonly inside: boolean;
  readonly madeAt: Instant;
};

export interface SettlementReader {
  /** One-step canonical settlements of a version, oldest first, with `targetSession` after `after`. */
  since(queries: readonly { symbol: string; versionId: string; after: Session }[]): Promise<SettledError[]>;
  /** One-step canonical settlements of all versions of a symbol, oldest first; of the newest `last` sessions, or of all. */
  ofSymbol(symbol: string, last?: number): Promise<SettledError[]>;
}

/** Where a detector stands, with what it takes to go on from there. */
export type DriftState = DriftRecord & { readonly state: object };

export type Alarm = AlarmRecord;

export interface DriftStore {
  states(versionIds: readonly string[], detector: string): Promise<DriftState[]>;
  /** Writes states and alarms in one transaction; an alarm that is there already is left alone. */
  save(states: readonly DriftState[], alarms: readonly Alarm[]): Promise<void>;
  alarms(filter: { readonly symbol?: string; readonly limit?: number }): Promise<Alarm[]>;
  /** The newest alarm of each version and detector, where no retraining was started because of it. */
  unanswered(versionIds: readonly string[], detector: string): Promise<Alarm[]>;
}
