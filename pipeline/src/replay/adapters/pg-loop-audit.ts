import { createHash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '#shared';
import type { LoopAudit, LoopCounts } from '../ports.ts';

/** Counts and digest of a loop's tables. */
export function pgLoopAudit(db: Kysely<Database>): LoopAudit {
  return {
    async counts() {
      const { rows } = await sql<LoopCounts>`
        select
          (select count(*) from bar) as bars,
          (select count(*) from bar where vintage > 1) as revised_bars,
          (select count(*) from rejected_row) as rejected_rows,
          (select count(*) from symbol) as symbols,
          (select count(distinct session) from bar) as sessions,
          (select count(*) from (select distinct symbol, session from bar) as pair) as symbol_sessions,
          (select count(*) from forecast where origin = 'canonical') as forecasts,
          (select count(*) from settlement where origin = 'canonical') as settlements,
          (select count(*) from alarm) as alarms,
          (select count(*) from retraining) as retrainings,
          (select count(*) from decision where outcome = 'promote') as promotions,
          (select count(*) from decision where outcome = 'reject') as rejections,
          (select count(*) from model_version) as versions,
          (select count(*) from training_run) as training_runs`.execute(db);
      const [counts] = rows;
      if (!counts) throw new Error('a select without from gives one row');
      return counts;
    },
    async digest() {
      const hash = createHash('sha256');
      for (const query of LISTINGS) {
        const { rows } = await query.execute(db);
        for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
      }
      return hash.digest('hex');
    },
  };
}

const LISTINGS: readonly RawBuilder<object>[] = [
  sql`select id, symbol, version_id, session, target_session, horizon, mean, lower, upper, level, previous_close, inputs, made_at
    from forecast where origin = 'canonical' order by id`,
  sql`select forecast_id, vintage, actual, error, inside, settled_at from settlement where origin = 'canonical'
    order by forecast_id, vintage`,
  sql`select id, session, statistic, threshold, details, raised_at from alarm order by id`,
  sql`select id, outcome, reason, numbers, decided_at from decision order by id`,
  sql`select symbol, alias, from_version, to_version, revision, actor, reason, decision_id, moved_at from alias_move order by seq`,
];
