import { type Kysely, sql } from 'kysely';
import type { Database, Instant } from '#shared';
import type { PriceEvent } from '../provider-port.ts';
import type { QualityReader, QualityRecord } from '../repair/quality.ts';
import type { Bar } from '../store-port.ts';

type Counts = {
  symbol: string;
  exchange: string;
  currency: string | null;
  revisions: number;
  received: Instant | null;
};

async function barsOf(db: Kysely<Database>, symbol: string): Promise<Bar[]> {
  const { rows } = await sql<Bar>`
    select distinct on (session) session, open, high, low, close, volume from bar
    where symbol = ${symbol} order by session, vintage desc`.execute(db);
  return rows;
}

async function eventsOf(db: Kysely<Database>, symbol: string): Promise<PriceEvent[]> {
  const { rows } = await sql<PriceEvent>`
    select distinct on (session, kind) session, kind, value from price_event
    where symbol = ${symbol} order by session, kind, vintage desc`.execute(db);
  return rows;
}

async function rejectedOf(db: Kysely<Database>, symbol: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ reason: string; n: number }>`
    select reason, count(*)::int as n from rejected_row where symbol = ${symbol} group by reason order by reason`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
}

/** Records in PostgreSQL, one symbol after another, so that no more than one history is held. */
export const pgQualityReader = (db: Kysely<Database>): QualityReader => ({
  async *records(symbols): AsyncGenerator<QualityRecord> {
    const wanted = symbols.length === 0 ? sql`true` : sql`s.symbol = any(${symbols}::text[])`;
    const { rows } = await sql<Counts>`
      select s.symbol, s.exchange, s.currency,
        (select count(*)::int from bar where symbol = s.symbol and vintage > 1) +
        (select count(*)::int from price_event where symbol = s.symbol and vintage > 1) as revisions,
        (select max(received_at) from landing_object where symbol = s.symbol) as received
      from symbol s where ${wanted} order by s.symbol collate "C"`.execute(db);
    for (const { symbol, exchange, currency, revisions, received } of rows) {
      const [bars, events] = [await barsOf(db, symbol), await eventsOf(db, symbol)];
      const rejected = await rejectedOf(db, symbol);
      yield { ...{ symbol, exchange, currency, bars, events, revisions, rejected }, lastReceivedAt: received };
    }
  },
});
