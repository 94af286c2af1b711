import type { Session } from '../time.ts';

/** Minutes after local midnight; 1440 is the end of the day. */
type LocalMinutes = number;

type TradingHours = {
  /** First day on which these hours hold */
  readonly from: Session;
  readonly open: LocalMinutes;
  readonly close: LocalMinutes;
};

/**
 * An exchange as data: its trading week, hours and closures. A new exchange is one more of these in `exchanges/` and a
 * line in `calendar.ts`; no code changes.
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
  /** Full closures of a year as observed, whatever their weekday; a closure may fall on a day that never trades */
  readonly holidays: (year: number) => readonly Session[];
  /** Closures that no rule gives: storms, mourning, attacks */
  readonly specialClosures: readonly Session[];
  /** Sessions of a year that end early */
  readonly earlyCloses: (year: number) => readonly { readonly session: Session; readonly close: LocalMinutes }[];
};
