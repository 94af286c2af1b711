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

/**
 * Looked up per row by primary key, not joined: a join's plan depends on how large the tables were when it was made, and
 * these tables only grow.
 */
const COLUMNS = sql`s.symbol, s.version_id, s.session, s.target_session, s.previous_close, s.mean, s.actual, s.error, s.inside,
  (select made_at from forecast f where f.id = s.forecast_id) as made_at`;
const NEWEST_VINTAGE = sql`s.vintage = (select max(n.vintage) from settlement n where n.forecast_id = s.forecast_id)`;

/** The oldest of the newest `last` sessions that have a settlement. */
const oldestOf = (symbol: string, last: number) => sql`
  (select min(target_session) from (
    select distinct target_session from settlement
    where symbol = ${symbol} and horizon = 1 and origin = 'canonical' order by target_session desc limit ${last}
  ) newest)`;

/** Settled one-step canonical forecasts: of each the newest vintage only, in the order of their target sessions. */
export function pgSettlementReader(db: Kysely<Database>): SettlementReader {
  return {
    async since(queries) {
      if (queries.length === 0) return [];
      const { rows } = await sql<Row>`
        select row.* from unnest(${queries.map(q => q.symbol)}::text[], ${queries.map(q => q.versionId)}::text[],
          ${queries.map(q => q.after)}::date[]) as wanted (symbol, version_id, after)
        cross join lateral (
          select ${COLUMNS} from settlement s
          where s.symbol = wanted.symbol and s.version_id = wanted.version_id and s.horizon = 1
            and s.target_session > wanted.after and s.origin = 'canonical' and ${NEWEST_VINTAGE}
          offset 0
        ) row
        order by row.symbol, row.version_id, row.target_session`.execute(db);
      return rows.map(toSettled);
    },
    async ofSymbol(symbol, last) {
      const { rows } = await sql<Row>`
        select ${COLUMNS} from settlement s
        where s.symbol = ${symbol} and s.horizon = 1 and s.origin = 'canonical' and ${NEWEST_VINTAGE}
          ${last === undefined ? sql`` : sql`and s.target_session >= ${oldestOf(symbol, last)}`}
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
