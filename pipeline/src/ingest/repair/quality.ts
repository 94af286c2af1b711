import type { Calendar, Instant, Session } from '#shared';
import type { PriceEvent } from '../provider-port.ts';
import type { Bar } from '../store-port.ts';
import { detect } from './detect.ts';
import { repaired } from './repaired.ts';
import type { Finding } from './types.ts';

/** What is on record of one symbol, the newest vintages of it, and the counts that tell how it came there. */
export type QualityRecord = {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string | null;
  /** In prices as traded, oldest first */
  readonly bars: readonly Bar[];
  readonly events: readonly PriceEvent[];
  /** Bars and events that a later answer corrected */
  readonly revisions: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly lastReceivedAt: Instant | null;
};

/** Reads records without changing anything. */
export interface QualityReader {
  /** In alphabetical order, those of the symbols that are known; all where none is named. */
  records(symbols: readonly string[]): AsyncIterable<QualityRecord>;
}

/** How far one symbol's data can be trusted. */
export type DataQuality = Pick<
  QualityRecord,
  'symbol' | 'exchange' | 'currency' | 'revisions' | 'rejected' | 'lastReceivedAt'
> & {
  readonly first: Session | null;
  readonly last: Session | null;
  readonly sessions: number;
  /** Sessions of the exchange from the first bar to the last */
  readonly expected: number;
  /** Share of the expected sessions that have a bar; null without bars */
  readonly completeness: number | null;
  /** Sessions that have closed since the newest bar */
  readonly staleSessions: number | null;
  readonly findings: readonly Finding[];
  /** Bars that the findings would put right, and those that they would set aside */
  readonly repairable: number;
  readonly quarantinable: number;
};

/** The part of a stretch over which the exchange's calendar is known; before it, holidays would count as missing. */
function expectedSessions(calendar: Calendar, from: Session, to: Session): Session[] {
  const start = from < calendar.knownSince ? calendar.knownSince : from;
  const end = calendar.knownUntil !== undefined && to > calendar.knownUntil ? calendar.knownUntil : to;
  return start > end ? [] : calendar.sessions(start, end);
}

/** Measures a record: completeness by the exchange's calendar, staleness at a moment, and what the repair rules find in it. */
export function dataQuality(record: QualityRecord, calendar: Calendar, now: Instant): DataQuality {
  const { bars, events, symbol, exchange, currency, revisions, rejected, lastReceivedAt } = record;
  const [first, last] = [bars[0]?.session, bars.at(-1)?.session];
  const counts = { symbol, exchange, currency, revisions, rejected, lastReceivedAt };
  if (first === undefined || last === undefined) {
    const none = { first: null, last: null, completeness: null, staleSessions: null, findings: [] };
    return { ...counts, ...none, sessions: 0, expected: 0, repairable: 0, quarantinable: 0 };
  }
  const expected = expectedSessions(calendar, first, last);
  const present = new Set(bars.map(({ session }) => session));
  const there = expected.filter(session => present.has(session)).length;
  const input = { rows: bars, events, basis: 'raw', expected } as const;
  const findings = detect(input);
  const { records } = repaired(input, findings);
  const closed = calendar.lastClosed(now);
  return {
    ...counts,
    ...{ first, last, sessions: bars.length, expected: expected.length, findings },
    completeness: expected.length === 0 ? null : there / expected.length,
    staleSessions: closed > last ? calendar.sessions(last, closed).filter(session => session > last).length : 0,
    repairable: records.filter(({ after }) => after !== undefined).length,
    quarantinable: records.filter(({ after }) => after === undefined).length,
  };
}
