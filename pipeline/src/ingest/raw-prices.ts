import { isSession } from '#shared';
import type { Split } from './ports.ts';
import { splitFactor } from './price-basis.ts';
import type { CandidateRow, ParsedAnswer, PriceEvent } from './provider-port.ts';

const END_OF_TIME = '9999-12-31';

const times = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);

/**
 * Undoes splits in an answer whose prices, volumes and dividends are already in the basis after them: rows before a split get
 * back their prices as traded. Without this a single split would look like a revision of every bar before it.
 */
export function unadjust(answer: ParsedAnswer, applied: readonly Split[]): ParsedAnswer {
  if (applied.length === 0) return answer;
  const rows = answer.rows.map((row): CandidateRow => {
    const factor = splitFactor(applied, row.session, END_OF_TIME);
    if (factor === 1) return row;
    return {
      ...row,
      open: times(row.open, factor),
      high: times(row.high, factor),
      low: times(row.low, factor),
      close: times(row.close, factor),
      volume: row.volume === null ? null : Math.round(row.volume / factor),
    };
  });
  const events = answer.events.map(event =>
    event.kind === 'split'
      ? event
      : { ...event, value: event.value * splitFactor(applied, event.session, END_OF_TIME) },
  );
  return { ...answer, rows, events };
}

/** One event of a kind per session, oldest first: dividends of a day add up, splits multiply; days that do not exist go. */
export function mergeEvents(events: readonly PriceEvent[]): PriceEvent[] {
  const merged = new Map<string, PriceEvent>();
  for (const event of events) {
    if (!isSession(event.session) || !(event.value > 0) || !Number.isFinite(event.value)) continue;
    const key = `${event.session} ${event.kind}`;
    const before = merged.get(key);
    const value = before === undefined ? event.value : sum(event.kind, before.value, event.value);
    merged.set(key, { ...event, value });
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event);
}

const sum = (kind: PriceEvent['kind'], a: number, b: number): number => (kind === 'split' ? a * b : a + b);
