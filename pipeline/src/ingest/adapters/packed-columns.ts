import type { Session } from '#shared';
import type { BarColumns, Split } from '../ports.ts';

/** Bars of one symbol, newest first: int4 days since 1970 and float8 values, big-endian as PostgreSQL sends them. */
export type PackedColumns = {
  readonly symbol: string;
  readonly revision: number;
  /** The newest session known, whatever part of the bars was asked for: prices are in its basis */
  readonly newest: Session | null;
  readonly splits: readonly [Session, number][] | null;
  readonly days: Buffer | null;
  readonly open: Buffer | null;
  readonly high: Buffer | null;
  readonly low: Buffer | null;
  readonly close: Buffer | null;
  readonly volume: Buffer | null;
};

const names = new Map<number, Session>();

/** A day's name, written once: the same few thousand days come in every read. */
function dayName(day: number): Session {
  let name = names.get(day);
  if (name === undefined) {
    name = new Date(day * 86_400_000).toISOString().slice(0, 10);
    names.set(day, name);
  }
  return name;
}

function sessionsOf(days: Buffer): Session[] {
  const count = days.byteLength / 4;
  return Array.from({ length: count }, (_, i) => dayName(days.readInt32BE((count - 1 - i) * 4)));
}

function valuesOf(packed: Buffer | null): Float64Array {
  if (packed === null) return new Float64Array();
  const values = new Float64Array(packed.byteLength / 8);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat64((values.length - 1 - i) * 8);
  return values;
}

export const emptyColumns = (symbol: string, revision: number): BarColumns => ({
  symbol,
  sessions: [],
  open: new Float64Array(),
  high: new Float64Array(),
  low: new Float64Array(),
  close: new Float64Array(),
  volume: new Float64Array(),
  revision,
});

/** Divides prices before each split by its ratio, and multiplies volumes; splits after the newest bar wait for it. */
function adjust(columns: BarColumns, splits: readonly Split[], newest: Session): BarColumns {
  const { sessions, open, high, low, close, volume } = columns;
  const effective = splits.filter(({ session }) => session <= newest);
  let factor = 1;
  let next = effective.length - 1;
  for (let i = sessions.length - 1; i >= 0 && (next >= 0 || factor !== 1); i--) {
    for (
      let split = effective[next];
      split !== undefined && (sessions[i] ?? '') < split.session;
      split = effective[next]
    ) {
      factor *= split.ratio;
      next--;
    }
    if (factor === 1) continue;
    for (const prices of [open, high, low, close]) prices[i] = (prices[i] ?? 0) / factor;
    volume[i] = (volume[i] ?? 0) * factor;
  }
  return columns;
}

/** Unpacks a row of bars, oldest first, in the price basis of the newest session known. */
export function decodeColumns(row: PackedColumns): BarColumns {
  const { symbol, revision, newest, days } = row;
  if (days === null || newest === null) return emptyColumns(symbol, revision);
  const columns = {
    symbol,
    sessions: sessionsOf(days),
    open: valuesOf(row.open),
    high: valuesOf(row.high),
    low: valuesOf(row.low),
    close: valuesOf(row.close),
    volume: valuesOf(row.volume),
    revision,
  };
  const splits = (row.splits ?? []).map(([session, ratio]) => ({ session, ratio }));
  return adjust(columns, splits, newest);
}
