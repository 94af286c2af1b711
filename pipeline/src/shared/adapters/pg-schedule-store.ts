import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { timestamp } from '../database/timestamp.ts';
import type { ScheduleStore } from '../schedule.ts';

/** Schedules as rows; `advance` is a compare-and-set on the due time. */
export function pgScheduleStore(db: Kysely<Database>): ScheduleStore {
  return {
    async all() {
      const rows = await db.selectFrom('schedule').select(['name', 'next_due']).orderBy('name').execute();
      return rows.map(({ name, next_due }) => ({ name, nextDue: next_due }));
    },
    async advance(name, expected, nextDue, ranAt) {
      const row = { next_due: timestamp(nextDue), last_run: ranAt === null ? null : timestamp(ranAt) };
      if (expected === undefined) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('schedule')
          .values({ name, ...row })
          .onConflict(conflict => conflict.column('name').doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await db
        .updateTable('schedule')
        .set(row)
        .where('name', '=', name)
        .where('next_due', '=', timestamp(expected))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
