import type { Kysely } from 'kysely';
import { calendar, type Database, type Session, timestamp } from '#shared';

/** Repeatable pseudo-random numbers in [0, 1): the minimal standard generator of Park & Miller (1988). */
function minimalStandard(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A geometric random walk with a daily step of about one percent. */
export function walk(count: number, seed: number, start = 100): number[] {
  const random = minimalStandard(seed);
  const prices = [start];
  while (prices.length < count) {
    const step = random() + random() + random() - 1.5;
    prices.push((prices.at(-1) ?? start) * Math.exp(0.02 * step));
  }
  return prices;
}

/** Writes one symbol's bars as if they had been received at each session's close. */
export async function addBars(
  db: Kysely<Database>,
  symbol: string,
  bars: readonly { readonly session: Session; readonly close: number }[],
): Promise<void> {
  const trading = calendar('XNYS');
  await db
    .insertInto('symbol')
    .values({ symbol, exchange: 'XNYS', currency: 'USD', added_at: timestamp(0) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const rows = bars.map(({ session, close }) => ({
    symbol,
    session,
    vintage: 1,
    open: close,
    high: close * 1.01,
    low: close * 0.99,
    close,
    volume: 1000,
    known_at: timestamp(trading.close(session)),
    known_assumed: false,
    received_at: timestamp(trading.close(session)),
    landing_id: 'test',
  }));
  await db.insertInto('bar').values(rows).execute();
}
