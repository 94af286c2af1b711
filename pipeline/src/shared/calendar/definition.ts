import type { Session } from '../time.ts';

/** Minutes after local midnight; 1440 is the end of the day. */
export type LocalMinutes = number;

type TradingHours = {
  /** First day on which these hours hold */
  readonly from: Session;
  readonly open: LocalMinutes;
  readonly close: LocalMinutes;
  /** Days of the week that close at another time, 0 = Sunday */
  readonly closeOn?: Readonly<Record<number, LocalMinutes>>;
  /** Trading pauses: from <= moment < to */
  readonly lunch?: { readonly from: LocalMinutes; readonly to: LocalMinutes };
  /** Days of the week that trade while these hours hold, where they are not those of the definition */
  readonly weekdays?: readonly number[];
};

/** A session that ends before the regular time, or at another time than the regular one. */
export type EarlyClose = { readonly session: Session; readonly close: LocalMinutes };

/**
 * An exchange as data: its trading week, hours and closures. A new exchange is one more of these in `exchanges/` and a
 * line in `exchanges/index.ts`; no code changes.
 */
export type ExchangeDefinition = {
  /** ISO 10383 codes of the markets that keep this calendar */
  readonly mics: readonly string[];
  /** IANA name; sessions are days of this zone */
  readonly timeZone: string;
  /** Days of the week that trade, 0 = Sunday */
  readonly weekdays: readonly number[];
  /** Oldest first; before the first entry its hours are taken */
  readonly hours: readonly [TradingHours, ...TradingHours[]];
  /** In earlier years the rules below are not applied: every day of the trading week counts as a session */
  readonly rulesSince: number;
  /** The last year whose closures are published, where no rule gives those of the next: later days are refused */
  readonly knownUntil?: number;
  /** Full closures of a year as observed, whatever their weekday; a closure may fall on a day that never trades */
  readonly holidays: (year: number) => readonly Session[];
  /** Closures that no rule gives: storms, mourning, attacks */
  readonly specialClosures: readonly Session[];
  /** Sessions outside the trading week, or on a day that the rules close */
  readonly extraSessions?: readonly Session[];
  /** Sessions of a year that end early; days that turn out to be closed may be among them */
  readonly earlyCloses: (year: number) => readonly EarlyClose[];
  /** Sessions of a year that open at another time than the regular one */
  readonly lateOpens?: (year: number) => readonly { readonly session: Session; readonly open: LocalMinutes }[];
};

/** The hours in force on a day. */
export const hoursOn = ({ hours }: ExchangeDefinition, day: Session): TradingHours =>
  hours.findLast(({ from }) => from <= day) ?? hours[0];
