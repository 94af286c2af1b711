import { type Kysely, sql } from 'kysely';
import { AppError, type Database } from '#shared';
import type { ForecastSink } from '../ports.ts';

/** SQLSTATE classes of a row's own fault: data exceptions and broken constraints. */
const ROW_FAULT = /^2[23]/;

/** Client forecasts in PostgreSQL, one statement per call; PostgreSQL parses the JSON. */
export function pgForecastSink(db: Kysely<Database>): ForecastSink {
  return {
    async insert(rows) {
      if (rows.length === 0) return;
      try {
        await sql`
          insert into forecast (id, origin, symbol, version_id, session, target_session, horizon,
            mean, lower, upper, level, previous_close, inputs, made_at)
          select id, 'client', symbol, version_id, session, target_session, horizon,
            mean, lower, upper, level, previous_close, inputs, made_at
          from jsonb_to_recordset(${`[${rows.join(',')}]`}::jsonb) as row (
            id text, symbol text, version_id text, session date, target_session date, horizon integer,
            mean float8, lower float8, upper float8, level float8, previous_close float8, inputs jsonb, made_at timestamptz)
          on conflict (id) do nothing`.execute(db);
      } catch (error) {
        const { code, message } = error as { code?: string; message?: string };
        if (code === undefined || !ROW_FAULT.test(code)) throw error;
        throw new AppError('INVALID_INPUT', `the database refuses a logged forecast: ${message}`, { cause: error });
      }
    },
  };
}
