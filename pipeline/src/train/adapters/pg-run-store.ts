import type { Kysely } from 'kysely';
import { type Database, timestamp } from '#shared';
import type { TrainingRunStore } from '../train.ts';

/** Tracked training runs on PostgreSQL. */
export function pgRunStore(db: Kysely<Database>): TrainingRunStore {
  return {
    async save(runs) {
      if (runs.length === 0) return;
      const rows = runs.map(run => ({
        id: run.id,
        symbol: run.symbol,
        spec: run.spec,
        reason: run.reason,
        window_from: run.windowFrom,
        window_to: run.windowTo,
        parameters: JSON.stringify(run.parameters),
        scores: JSON.stringify(run.scores),
        failure: run.failure,
        trained_at: timestamp(run.trainedAt),
      }));
      await db
        .insertInto('training_run')
        .values(rows)
        .onConflict(conflict => conflict.column('id').doNothing())
        .execute();
    },
    async list({ symbol, limit = 100 }) {
      let query = db.selectFrom('training_run').selectAll();
      if (symbol !== undefined) query = query.where('symbol', '=', symbol);
      const rows = await query.orderBy('trained_at', 'desc').orderBy('symbol').orderBy('spec').limit(limit).execute();
      return rows.map(row => ({
        id: row.id,
        symbol: row.symbol,
        spec: row.spec,
        reason: row.reason,
        windowFrom: row.window_from,
        windowTo: row.window_to,
        parameters: row.parameters,
        scores: row.scores,
        failure: row.failure,
        trainedAt: row.trained_at,
      }));
    },
  };
}
