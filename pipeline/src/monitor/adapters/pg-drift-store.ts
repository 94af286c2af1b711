import type { Kysely, Selectable } from 'kysely';
import { type Database, timestamp } from '#shared';
import type { Alarm, DriftState, DriftStore } from '../ports.ts';

/** Detector states (one row each, replaced) and alarms (appended) on PostgreSQL. */
export function pgDriftStore(db: Kysely<Database>): DriftStore {
  return {
    async states(versionIds, detector) {
      if (versionIds.length === 0) return [];
      const rows = await db
        .selectFrom('drift_state')
        .selectAll()
        .where('version_id', 'in', versionIds)
        .where('detector', '=', detector)
        .execute();
      return rows.map(({ version_id, ...row }) => ({ ...row, versionId: version_id }));
    },
    async save(states, alarms) {
      if (alarms.length === 0) return await saveStates(db, states);
      await db.transaction().execute(async tx => {
        await saveStates(tx, states);
        const rows = alarms.map(({ versionId, details, raisedAt, ...row }) => {
          return { ...row, version_id: versionId, details: JSON.stringify(details), raised_at: timestamp(raisedAt) };
        });
        await tx
          .insertInto('alarm')
          .values(rows)
          .onConflict(conflict => conflict.column('id').doNothing())
          .execute();
      });
    },
    async alarms({ symbol, limit = 100 }) {
      let query = db.selectFrom('alarm').selectAll();
      if (symbol !== undefined) query = query.where('symbol', '=', symbol);
      const rows = await query.orderBy('raised_at', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(toAlarm);
    },
    async unanswered(versionIds, detector) {
      if (versionIds.length === 0) return [];
      const newest = await db
        .selectFrom('alarm')
        .selectAll()
        .distinctOn('version_id')
        .where('version_id', 'in', versionIds)
        .where('detector', '=', detector)
        .orderBy('version_id')
        .orderBy('session', 'desc')
        .execute();
      if (newest.length === 0) return [];
      const ids = newest.map(({ id }) => id);
      const answers = await db.selectFrom('retraining').select('alarm_id').where('alarm_id', 'in', ids).execute();
      const answered = new Set(answers.map(({ alarm_id }) => alarm_id));
      return newest.filter(({ id }) => !answered.has(id)).map(toAlarm);
    },
  };
}

const toAlarm = ({ version_id, raised_at, ...row }: Selectable<Database['alarm']>): Alarm => ({
  ...row,
  versionId: version_id,
  raisedAt: raised_at,
});

async function saveStates(db: Kysely<Database>, states: readonly DriftState[]): Promise<void> {
  if (states.length === 0) return;
  const rows = states.map(({ versionId, state, ...row }) => {
    return { ...row, version_id: versionId, state: JSON.stringify(state) };
  });
  await db
    .insertInto('drift_state')
    .values(rows)
    .onConflict(conflict =>
      conflict.columns(['symbol', 'version_id', 'detector']).doUpdateSet(eb => ({
        session: eb.ref('excluded.session'),
        state: eb.ref('excluded.state'),
        statistic: eb.ref('excluded.statistic'),
        threshold: eb.ref('excluded.threshold'),
      })),
    )
    .execute();
}
