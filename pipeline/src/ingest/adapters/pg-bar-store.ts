import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Database, isoInstant, type Session } from '#shared';
import type { BarStore, StoredBar, StoredEvent, SymbolState, WriteBatch } from '../store-port.ts';

/** Bars in one statement: arrays of this length bind and parse fastest. */
const ROWS = 10_000;

type Column = readonly unknown[];
type BarRow = StoredBar & { readonly symbol: string };

const text = (column: Column) => sql`${column}::text[]`;
const dates = (column: Column) => sql`${column}::date[]`;
const integers = (column: Column) => sql`${column}::integer[]`;
const doubles = (column: Column) => sql`${column}::float8[]`;
const booleans = (column: Column) => sql`${column}::boolean[]`;
const instants = (column: readonly number[]) => sql`${column.map(isoInstant)}::timestamptz[]`;

const provenance = (rows: WriteBatch['bars'] | WriteBatch['events']) => [
  instants(rows.map(({ knownAt }) => knownAt)),
  booleans(rows.map(({ knownAssumed }) => knownAssumed)),
  instants(rows.map(({ receivedAt }) => receivedAt)),
  text(rows.map(({ landingId }) => landingId)),
];

const symbolRows = (rows: WriteBatch['symbols']) => sql`
  insert into symbol (symbol, exchange, currency, added_at)
  select * from unnest(${sql.join([
    text(rows.map(({ symbol }) => symbol)),
    text(rows.map(({ exchange }) => exchange)),
    text(rows.map(({ currency }) => currency)),
    instants(rows.map(({ addedAt }) => addedAt)),
  ])}) on conflict do nothing`;

const landedRows = (rows: WriteBatch['landed']) => sql`
  insert into landing_object (id, provider, symbol, request, bytes, received_at)
  select id, provider, symbol, request::jsonb, bytes, received_at from unnest(${sql.join([
    text(rows.map(({ id }) => id)),
    text(rows.map(({ provider }) => provider)),
    text(rows.map(({ request }) => request.symbol)),
    text(rows.map(({ request }) => JSON.stringify(request))),
    integers(rows.map(({ byteLength }) => byteLength)),
    instants(rows.map(({ receivedAt }) => receivedAt)),
  ])}) as landed (id, provider, symbol, request, bytes, received_at) on conflict do nothing`;

const barRows = (rows: WriteBatch['bars']) => sql`
  insert into bar (symbol, session, vintage, open, high, low, close, volume, known_at, known_assumed, received_at, landing_id)
  select * from unnest(${sql.join([
    text(rows.map(({ symbol }) => symbol)),
    dates(rows.map(({ session }) => session)),
    integers(rows.map(({ vintage }) => vintage)),
    doubles(rows.map(({ open }) => open)),
    doubles(rows.map(({ high }) => high)),
    doubles(rows.map(({ low }) => low)),
    doubles(rows.map(({ close }) => close)),
    doubles(rows.map(({ volume }) => volume)),
    ...provenance(rows),
  ])}) on conflict do nothing`;

const eventRows = (rows: WriteBatch['events']) => sql`
  insert into price_event (symbol, session, kind, vintage, value, known_at, known_assumed, received_at, landing_id)
  select * from unnest(${sql.join([
    text(rows.map(({ symbol }) => symbol)),
    dates(rows.map(({ session }) => session)),
    text(rows.map(({ kind }) => kind)),
    integers(rows.map(({ vintage }) => vintage)),
    doubles(rows.map(({ value }) => value)),
    ...provenance(rows),
  ])}) on conflict do nothing`;

const rejectedRows = (rows: WriteBatch['rejected']) => sql`
  insert into rejected_row (id, symbol, session, reason, row, landing_id, received_at)
  select id, symbol, session, reason, source::jsonb, landing_id, received_at from unnest(${sql.join([
    text(rows.map(({ id }) => id)),
    text(rows.map(({ symbol }) => symbol)),
    text(rows.map(({ session }) => withoutNul(session))),
    text(rows.map(({ reason }) => reason)),
    text(rows.map(({ row }) => withoutNul(JSON.stringify(row)))),
    text(rows.map(({ landingId }) => landingId)),
    instants(rows.map(({ receivedAt }) => receivedAt)),
  ])}) as rejected (id, symbol, session, reason, source, landing_id, received_at)
  on conflict do nothing returning symbol`;

/** PostgreSQL keeps no NUL in text, plain or escaped. */
const withoutNul = (value: string): string => value.replaceAll('\u0000', '\uFFFD').replaceAll('\\u0000', '\\ufffd');

/**
 * Everything in one statement, and so in one transaction and one round trip; only the parts that hold rows are in it. The
 * foreign key to `symbol` is checked when all parts have run.
 */
async function writeAtOnce(db: Kysely<Database>, batch: WriteBatch): Promise<Map<string, number>> {
  const parts: RawBuilder<unknown>[] = [];
  const add = (rows: Column, name: string, part: () => RawBuilder<unknown>) => {
    if (rows.length > 0) parts.push(sql`${sql.raw(name)} as (${part()})`);
  };
  add(batch.symbols, 'new_symbol', () => symbolRows(batch.symbols));
  add(batch.landed, 'new_landed', () => landedRows(batch.landed));
  add(batch.bars, 'new_bar', () => barRows(batch.bars));
  add(batch.events, 'new_event', () => eventRows(batch.events));
  add(batch.rejected, 'new_rejected', () => rejectedRows(batch.rejected));
  add(
    batch.revised,
    'revised',
    () => sql`update symbol set revision = revision + 1 where symbol = any(${batch.revised}::text[])`,
  );
  if (parts.length === 0) return new Map();
  const counts =
    batch.rejected.length > 0
      ? sql`select symbol, count(*) as count from new_rejected group by symbol`
      : sql`select ''::text as symbol, 0::int8 as count where false`;
  const { rows } = await sql<{ symbol: string; count: number }>`with ${sql.join(parts)} ${counts}`.execute(db);
  return new Map(rows.map(({ symbol, count }) => [symbol, count]));
}

async function write(db: Kysely<Database>, batch: WriteBatch): Promise<Map<string, number>> {
  if (batch.bars.length <= ROWS) return await writeAtOnce(db, batch);
  return await db.transaction().execute(transaction => writeInParts(transaction, batch));
}

async function writeInParts(db: Kysely<Database>, batch: WriteBatch): Promise<Map<string, number>> {
  const rejected = await writeAtOnce(db, { ...batch, bars: batch.bars.slice(0, ROWS) });
  for (let i = ROWS; i < batch.bars.length; i += ROWS) {
    const bars = batch.bars.slice(i, i + ROWS);
    await writeAtOnce(db, { landed: [], symbols: [], bars, events: [], rejected: [], revised: [] });
  }
  return rejected;
}

function bySymbol<Row extends { readonly symbol: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'symbol'>[]> {
  const grouped = new Map<string, Omit<Row, 'symbol'>[]>();
  for (const { symbol, ...row } of rows) {
    const list = grouped.get(symbol);
    if (list === undefined) grouped.set(symbol, [row]);
    else list.push(row);
  }
  return grouped;
}

type StateRow = {
  symbol: string;
  exchange: string;
  currency: string | null;
  first: Session | null;
  bars:
    | { session: Session; vintage: number; open: number; high: number; low: number; close: number; volume: number }[]
    | null;
};

async function states(
  db: Kysely<Database>,
  symbols: readonly string[],
  recent: number,
): Promise<Map<string, SymbolState>> {
  const { rows } = await sql<StateRow>`
    select s.symbol, s.exchange, s.currency,
      (select session from bar where symbol = s.symbol order by session limit 1) as first,
      (select json_agg(newest) from (
        select distinct on (session) session, vintage, open, high, low, close, volume
        from bar where symbol = s.symbol order by session desc, vintage desc limit ${recent}
      ) newest) as bars
    from symbol s where s.symbol = any(${symbols}::text[])`.execute(db);
  return new Map(
    rows.map(({ symbol, exchange, currency, first, bars }) => {
      const newest = (bars ?? []).toReversed();
      const state = { exchange, currency, firstSession: first ?? undefined, recent: newest };
      return [symbol, { ...state, lastSession: newest.at(-1)?.session }];
    }),
  );
}

/** Bars, events and rejected rows in PostgreSQL. */
export const pgBarStore = (db: Kysely<Database>): BarStore => ({
  states: (symbols, recent) => states(db, symbols, recent),
  write: batch => write(db, batch),
  async newest(ranges) {
    const { rows } = await sql<BarRow>`
      select distinct on (b.symbol, b.session)
        b.symbol, b.session, b.vintage, b.open, b.high, b.low, b.close, b.volume
      from unnest(${sql.join([
        text(ranges.map(({ symbol }) => symbol)),
        dates(ranges.map(({ from }) => from)),
        dates(ranges.map(({ to }) => to)),
      ])}) as wanted (symbol, first, last)
      join bar b on b.symbol = wanted.symbol and b.session between wanted.first and wanted.last
      order by b.symbol, b.session, b.vintage desc`.execute(db);
    return bySymbol(rows);
  },
  async events(symbols) {
    const { rows } = await sql<StoredEvent & { symbol: string }>`
      select distinct on (symbol, session, kind) symbol, session, kind, vintage, value
      from price_event where symbol = any(${symbols}::text[])
      order by symbol, session, kind, vintage desc`.execute(db);
    return bySymbol(rows);
  },
  async landed(symbols) {
    const { rows } = await sql<{ id: string }>`
      select id from landing_object where symbol = any(${symbols}::text[])`.execute(db);
    return new Set(rows.map(({ id }) => id));
  },
  async liveSince(symbols) {
    const { rows } = await sql<{ symbol: string; session: Session }>`
      select symbol, min(session) as session from bar
      where symbol = any(${symbols}::text[]) and vintage = 1 and not known_assumed group by symbol`.execute(db);
    return new Map(rows.map(({ symbol, session }) => [symbol, session]));
  },
});
