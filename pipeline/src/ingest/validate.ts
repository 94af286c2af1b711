import { type Calendar, type Instant, isSession, localDay, type Session } from '#shared';
import type { CandidateRow } from './provider-port.ts';
import { inOrder } from './row-order.ts';
import type { Bar } from './store-port.ts';

/** Why a row is not taken. The codes are stable: they are kept in the database and shown to users. */
const REJECTIONS = {
  bad_session: 'its date is no day of the form YYYY-MM-DD',
  before_from: 'it is before the first session asked for',
  future: 'its day has not come yet at the exchange',
  running_day: 'its session has not closed yet: it is a quote, not a bar',
  not_a_session: 'the exchange did not trade that day',
  null_value: 'a price or the volume is missing',
  not_a_number: 'a price or the volume is no finite number',
  not_positive: 'a price is zero or negative',
  negative_volume: 'the volume is negative',
  high_below_low: 'the high is below the low',
  open_outside_range: 'the open is outside low to high',
  close_outside_range: 'the close is outside low to high',
  duplicate: 'an earlier row of the answer has the same session',
  out_of_order: 'it stands out of the order that the other rows keep',
} as const;

type Rejection = keyof typeof REJECTIONS;

export type Validated = {
  /** Oldest first, one per session */
  readonly bars: readonly Bar[];
  readonly rejected: readonly { readonly row: CandidateRow; readonly reason: Rejection }[];
};

export type ValidationContext = {
  readonly calendar: Calendar;
  readonly receivedAt: Instant;
  readonly from?: Session;
  /** Rows after it were not asked for: they are passed over, not rejected */
  readonly to?: Session;
};

/** Prices that went through float32 differ by up to 6e-8 of themselves; twice that on each side of a comparison, and room. */
const TOLERANCE = 1e-6;

const outside = (price: number, low: number, high: number): boolean =>
  price < low - Math.abs(low) * TOLERANCE || price > high + Math.abs(high) * TOLERANCE;

function rejectDay(row: CandidateRow, { calendar, receivedAt, from }: ValidationContext): Rejection | undefined {
  const { session, running } = row;
  if (!isSession(session)) return 'bad_session';
  if (from !== undefined && session < from) return 'before_from';
  if (session > localDay(calendar.timeZone, receivedAt)) return 'future';
  if (running === true) return 'running_day';
  if (!calendar.isSession(session)) return 'not_a_session';
  return calendar.close(session) > receivedAt ? 'running_day' : undefined;
}

function rejectValues({ open, high, low, close, volume }: CandidateRow): Rejection | undefined {
  if (open === null || high === null || low === null || close === null || volume === null) return 'null_value';
  if (![open, high, low, close, volume].every(Number.isFinite)) return 'not_a_number';
  if (Math.min(open, high, low, close) <= 0) return 'not_positive';
  if (volume < 0) return 'negative_volume';
  if (high < low && outside(high, low, high)) return 'high_below_low';
  if (outside(open, low, high)) return 'open_outside_range';
  return outside(close, low, high) ? 'close_outside_range' : undefined;
}

/**
 * Takes the good rows of an answer and rejects the others one by one. Rows may stand oldest first or newest first; a row that
 * breaks the order which most rows keep is rejected, and where a session comes twice the row that keeps the order is taken.
 */
export function validate(rows: readonly CandidateRow[], context: ValidationContext): Validated {
  const rejected: { row: CandidateRow; reason: Rejection }[] = [];
  const sound: CandidateRow[] = [];
  for (const row of rows) {
    if (context.to !== undefined && isSession(row.session) && row.session > context.to) continue;
    const reason = rejectDay(row, context) ?? rejectValues(row);
    if (reason === undefined) sound.push(row);
    else rejected.push({ row, reason });
  }
  const { kept, misplaced } = inOrder(sound);
  const sessions = misplaced.length > 0 ? new Set(kept.map(({ session }) => session)) : undefined;
  for (const row of misplaced)
    rejected.push({ row, reason: sessions?.has(row.session) ? 'duplicate' : 'out_of_order' });
  return { bars: kept.flatMap(toBar), rejected };
}

function toBar({ session, open, high, low, close, volume }: CandidateRow): Bar[] {
  if (open === null || high === null || low === null || close === null || volume === null) return [];
  return [{ session, open, high, low, close, volume }];
}
