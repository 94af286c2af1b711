import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { timestamp } from '../database/timestamp.ts';
import type { ScheduleStore } from '../schedule.ts';

/** Schedules as rows. Whoever runs one holds its row locked: a process that dies lets go of it unmoved, so it is still due. */
export function pgScheduleStore(db: Kysely<Database>): ScheduleStore {
  return {
    async all() {
      const rows = await db.selectFrom('schedule').select(['name', 'next_due']).orderBy('name').execute();
      return rows.map(({ name, next_due }) => ({ name, nextDue: next_due }));
    },
    async add(name, nextDue) {
      await db
        .insertInto('schedule')
        .values({ name, next_due: timestamp(nextDue), last_run: null })
        .onConflict(conflict => conflict.column('name').doNothing())
        .execute();
    },
    async take(name, due, { nextDue, ranAt }, run) {
      return await db.transaction().execute(async tx => {
        const held = await tx
          .selectFrom('schedule')
          .select('name')
          .where('name', '=', name)
          .where('next_due', '=', timestamp(due))
          .forUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (held === undefined) return false;
        await run();
        await tx
          .updateTable('schedule')
          .set({ next_due: timestamp(nextDue), last_run: timestamp(ranAt) })
          .where('name', '=', name)
          .execute();
        return true;
      });
    },
  };
}
