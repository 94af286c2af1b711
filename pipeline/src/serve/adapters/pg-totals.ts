import { type Kysely, sql } from 'kysely';
import type { Database } from '#shared';
import type { TotalsReader } from '../ports.ts';

/** Counts of what the loop has done, for metrics. */
export const pgTotals = (db: Kysely<Database>): TotalsReader => ({
  async totals() {
    const [forecasts, settled, raised, retrainings, promotions] = await Promise.all([
      db.selectFrom('forecast').select(['origin', count]).groupBy('origin').execute(),
      db.selectFrom('settlement').select(count).executeTakeFirstOrThrow(),
      db.selectFrom('alarm').select(count).executeTakeFirstOrThrow(),
      db
        .selectFrom('retraining')
        .select([sql<string>`coalesce(outcome, 'requested')`.as('outcome'), count])
        .groupBy('outcome')
        .execute(),
      db
        .selectFrom('alias_move')
        .select(count)
        .where('alias', '=', 'champion')
        .where('from_version', 'is not', null)
        .executeTakeFirstOrThrow(),
    ]);
    const of = (origin: string) => forecasts.find(row => row.origin === origin)?.n ?? 0;
    return {
      forecasts: { canonical: of('canonical'), client: of('client') },
      settlements: settled.n,
      alarms: raised.n,
      retrainings: Object.fromEntries(retrainings.map(({ outcome, n }) => [outcome, n])),
      promotions: promotions.n,
    };
  },
});

const count = sql<number>`count(*)`.as('n');
