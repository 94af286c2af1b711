import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { timestamp } from '../database/timestamp.ts';
import type { Instant, Session } from '../time.ts';

export type TestBar = {
  readonly session: Session;
  readonly close: number;
  readonly knownAt: Instant;
  readonly vintage?: number;
};

/** Writes bars straight into the table, for tests of what reads them; open, high and low follow the close. */
export async function insertBars(db: Kysely<Database>, symbol: string, bars: readonly TestBar[]): Promise<void> {
  const [first] = bars;
  if (!first) return;
  await db
    .insertInto('symbol')
    .values({ symbol, exchange: 'XNYS', currency: 'USD', added_at: timestamp(first.knownAt) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const rows = bars.map(({ session, close, knownAt, vintage = 1 }) => ({
    symbol,
    session,
    vintage,
    open: close,
    high: close * 1.01,
    low: close * 0.99,
    close,
    volume: 1000,
    known_at: timestamp(knownAt),
    known_assumed: false,
    received_at: timestamp(knownAt),
    landing_id: 'test',
  }));
  await db.insertInto('bar').values(rows).execute();
}

/** Writes a split straight into the table. */
export async function insertSplit(
  db: Kysely<Database>,
  split: {
    readonly symbol: string;
    readonly session: Session;
    readonly ratio: number;
    readonly knownAt: Instant;
    readonly vintage?: number;
  },
): Promise<void> {
  await db
    .insertInto('price_event')
    .values({
      symbol: split.symbol,
      session: split.session,
      kind: 'split',
      vintage: split.vintage ?? 1,
      value: split.ratio,
      known_at: timestamp(split.knownAt),
      known_assumed: false,
      received_at: timestamp(split.knownAt),
      landing_id: 'test',
    })
    .execute();
}
