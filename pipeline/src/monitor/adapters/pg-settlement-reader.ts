import { type Kysely, sql } from 'kysely';
import type { Database } from '#shared';
import type { SettledError, SettlementReader } from '../ports.ts';

type Row = {
  symbol: string;
  version_id: string;
  session: string;
  target_session: string;
  previous_close: number;
  mean: number;
  actual: number;
  error: number;
  inside: boolean;
  made_at: number;
};

/** Settled one-step canonical forecasts: of each the newest vintage only, in the order of their target sessions. */
export function pgSettlementReader(db: Kysely<Database>): SettlementReader {
  return {
    async since(queries) {
      if (queries.length === 0) return [];
      const { rows } = await sql<Row>`
        select s.symbol, s.version_id, s.session, s.target_session, s.previous_close, s.mean, s.actual, s.error, s.inside, f.made_at
        from unnest(${queries.map(q => q.symbol)}::text[], ${queries.map(q => q.versionId)}::text[],
          ${queries.map(q => q.after)}::date[]) as wanted (symbol, version_id, after)
        join settlement s on s.symbol = wanted.symbol and s.version_id = wanted.version_id and s.horizon = 1
          and s.target_session > wanted.after and s.origin = 'canonical'
        join forecast f on f.id = s.forecast_id and f.settled_vintage = s.vintage
        order by s.symbol, s.version_id, s.target_session`.execute(db);
      return rows.map(toSettled);
    },
    async ofSymbol(symbol, from) {
      const { rows } = await sql<Row>`
        select s.symbol, s.version_id, s.session, s.target_session, s.previous_close, s.mean, s.actual, s.error, s.inside, f.made_at
        from settlement s
        join forecast f on f.id = s.forecast_id and f.settled_vintage = s.vintage
        where s.symbol = ${symbol} and s.horizon = 1 and s.origin = 'canonical'
          and s.target_session >= coalesce(${from ?? null}::date, '-infinity'::date)
        order by s.target_session, s.version_id`.execute(db);
      return rows.map(toSettled);
    },
  };
}

const toSettled = (row: Row): SettledError => ({
  symbol: row.symbol,
  versionId: row.version_id,
  session: row.session,
  targetSession: row.target_session,
  previousClose: row.previous_close,
  mean: row.mean,
  actual: row.actual,
  error: row.error,
  inside: row.inside,
  madeAt: row.made_at,
});
