import type { Kysely, Selectable } from 'kysely';
import { type Database, timestamp } from '#shared';
import type { Retraining, RetrainStore } from '../ports.ts';

/** Retrainings and gate decisions on PostgreSQL. */
export function pgRetrainStore(db: Kysely<Database>): RetrainStore {
  return {
    async save(retraining) {
      const row = {
        symbol: retraining.symbol,
        reason: retraining.reason,
        alarm_id: retraining.alarmId,
        requested_at: timestamp(retraining.requestedAt),
        challenger_id: retraining.challengerId,
        outcome: retraining.outcome,
        finished_at: retraining.finishedAt === null ? null : timestamp(retraining.finishedAt),
      };
      await db
        .insertInto('retraining')
        .values({ id: retraining.id, ...row })
        .onConflict(conflict => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async list({ symbol, limit = 100 }) {
      let query = db.selectFrom('retraining').selectAll();
      if (symbol !== undefined) query = query.where('symbol', '=', symbol);
      return (await query.orderBy('requested_at', 'desc').orderBy('id').limit(limit).execute()).map(toRetraining);
    },
    async ofChallenger(versionId) {
      const row = await db
        .selectFrom('retraining')
        .selectAll()
        .where('challenger_id', '=', versionId)
        .orderBy('requested_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toRetraining(row);
    },
    async decide(decision) {
      await db
        .insertInto('decision')
        .values({
          id: decision.id,
          symbol: decision.symbol,
          champion_id: decision.championId,
          challenger_id: decision.challengerId,
          outcome: decision.outcome,
          reason: decision.reason,
          numbers: JSON.stringify(decision.numbers),
          decided_at: timestamp(decision.decidedAt),
        })
        .onConflict(conflict => conflict.column('id').doNothing())
        .execute();
    },
    async decisions({ symbol, limit = 100 }) {
      let query = db.selectFrom('decision').selectAll();
      if (symbol !== undefined) query = query.where('symbol', '=', symbol);
      const rows = await query.orderBy('decided_at', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(row => ({
        id: row.id,
        symbol: row.symbol,
        championId: row.champion_id,
        challengerId: row.challenger_id,
        outcome: row.outcome,
        reason: row.reason,
        numbers: row.numbers,
        decidedAt: row.decided_at,
      }));
    },
  };
}

const toRetraining = (row: Selectable<Database['retraining']>): Retraining => ({
  id: row.id,
  symbol: row.symbol,
  reason: row.reason,
  alarmId: row.alarm_id,
  requestedAt: row.requested_at,
  challengerId: row.challenger_id,
  outcome: row.outcome,
  finishedAt: row.finished_at,
});
