import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Database, type Instant, type Session, timestamp } from '#shared';
import type { Actuals, BarColumns, BarReader, Split, SymbolInfo } from '../ports.ts';
import { decodeColumns, emptyColumns, type PackedColumns } from './packed-columns.ts';

type Wanted = {
  readonly symbols: readonly string[];
  /** Which of a symbol's bars, as a condition on `bar` */
  readonly where: RawBuilder<unknown>;
  readonly last?: number | undefined;
  /** Only the bars after a session of each symbol, or all of them */
  readonly after?: readonly (Session | null)[];
};

/** Newest vintages known at a moment of the splits of `s.symbol`, as `[session, ratio]` pairs. */
const knownSplits = (asOf: Instant) => sql`
  (select json_agg(json_build_array(session, value)) from (
    select distinct on (session) session, value from price_event
    where symbol = s.symbol and kind = 'split' and known_at <= ${timestamp(asOf)}
    order by session, vintage desc
  ) split)`;

/**
 * One row per symbol, its columns packed into one value each: several times faster than a row per bar. Rows are aggregated in
 * the order of the primary key read backwards, so that nothing is sorted, and turned round when they are unpacked.
 */
async function columnsOf(db: Kysely<Database>, asOf: Instant, wanted: Wanted): Promise<Map<string, BarColumns>> {
  const { symbols, where, last, after } = wanted;
  const since = after ?? symbols.map(() => null);
  const packed = (column: string) => sql`string_agg(float8send(${sql.ref(column)}), '') as ${sql.ref(column)}`;
  const { rows } = await sql<PackedColumns>`
    select s.symbol, s.revision, newest.session as newest, ${knownSplits(asOf)} as splits, packed.*
    from unnest(${symbols}::text[], ${since}::date[]) as wanted (symbol, since)
    join symbol s on s.symbol = wanted.symbol
    left join lateral (
      select session from bar where symbol = s.symbol and known_at <= ${timestamp(asOf)} order by session desc limit 1
    ) newest on true
    cross join lateral (
      select string_agg(int4send(session - date '1970-01-01'), '') as days,
        ${sql.join(['open', 'high', 'low', 'close', 'volume'].map(packed))}
      from (
        select distinct on (session) session, open, high, low, close, volume from bar
        where symbol = s.symbol and known_at <= ${timestamp(asOf)} and ${where}
        order by session desc, vintage desc ${last === undefined ? sql`` : sql`limit ${last}`}
      ) visible
    ) packed`.execute(db);
  return new Map(rows.map(row => [row.symbol, decodeColumns(row)]));
}

async function actualsOf(db: Kysely<Database>, symbols: readonly string[], from: Session, to: Session, asOf: Instant) {
  type Row = { symbol: string; splits: [Session, number][] | null; closes: [Session, number, number][] | null };
  const { rows } = await sql<Row>`
    select s.symbol, ${knownSplits(asOf)} as splits, (
      select json_agg(json_build_array(session, vintage, close)) from (
        select distinct on (session) session, vintage, close from bar
        where symbol = s.symbol and known_at <= ${timestamp(asOf)} and session between ${from}::date and ${to}::date
        order by session, vintage desc
      ) actual) as closes
    from symbol s where s.symbol = any(${symbols}::text[])`.execute(db);
  return new Map(
    rows.map(({ symbol, splits, closes }): [string, Actuals] => {
      const known: Split[] = (splits ?? []).map(([session, ratio]) => ({ session, ratio }));
      return [
        symbol,
        {
          closes: (closes ?? []).map(([session, vintage, close]) => ({ session, vintage, close })),
          splits: known.filter(({ session }) => session > from && session <= to),
        },
      ];
    }),
  );
}

/** As-of reads of bars in PostgreSQL. */
export const pgBarReader = (db: Kysely<Database>): BarReader => ({
  async bars(symbol, { asOf, from, to, last }) {
    const where = sql`session between ${from ?? '-infinity'}::date and ${to ?? 'infinity'}::date`;
    const columns = await columnsOf(db, asOf, { symbols: [symbol], where, last });
    return columns.get(symbol) ?? emptyColumns(symbol, 0);
  },
  newBars(after, asOf) {
    const where = sql`session > coalesce(wanted.since, '-infinity'::date)`;
    const since = [...after.values()].map(session => session ?? null);
    return columnsOf(db, asOf, { symbols: [...after.keys()], where, after: since });
  },
  actuals: (symbols, { asOf, from, to }) => actualsOf(db, symbols, from, to, asOf),
  async sessionCounts(symbols, { asOf, from }) {
    const { rows } = await sql<{ symbol: string; n: number }>`
      select symbol, count(distinct session)::int as n from bar
      where symbol = any(${symbols}::text[]) and known_at <= ${timestamp(asOf)} and session >= ${from ?? '-infinity'}::date
      group by symbol`.execute(db);
    const known = new Map(rows.map(({ symbol, n }) => [symbol, n]));
    return new Map(symbols.map(symbol => [symbol, known.get(symbol) ?? 0]));
  },
  async symbols() {
    const { rows } = await sql<SymbolInfo>`
      select symbol, exchange, currency, revision from symbol s
      where exists (select 1 from bar where bar.symbol = s.symbol) order by symbol collate "C"`.execute(db);
    return rows;
  },
});
