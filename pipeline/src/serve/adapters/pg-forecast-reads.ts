import { type Kysely, sql } from 'kysely';
import type { Database } from '#shared';
import type { CanonicalStep, ForecastKey, LoopReader, PageQuery, SettledForecast } from '../ports.ts';
import { pageOf } from './pg-page.ts';

type Db = Kysely<Database>;

/** Canonical forecasts, with the settlement of the newest vintage beside each. */
export const forecastReads = (db: Db): Pick<LoopReader, 'forecasts' | 'canonical'> => ({
  forecasts: (symbol, query) => forecasts(db, symbol, query),
  canonical: (symbol, versionId, session, horizon) => canonical(db, symbol, versionId, session, horizon),
});

const COLUMNS = [
  'id',
  'version_id',
  'session',
  'target_session',
  'horizon',
  'level',
  'previous_close',
  'mean',
  'lower',
  'upper',
  'made_at',
] as const;

type Row = Pick<Database['forecast'], (typeof COLUMNS)[number]>;

const step = (row: Row): CanonicalStep => ({
  id: row.id,
  versionId: row.version_id,
  // The canonical job writes the session always; the column is empty for clients' prices only.
  session: row.session ?? '',
  targetSession: row.target_session,
  horizon: row.horizon,
  level: row.level,
  previousClose: row.previous_close,
  mean: row.mean,
  lower: row.lower,
  upper: row.upper,
  madeAt: row.made_at,
});

async function forecasts(
  db: Db,
  symbol: string,
  { limit, after, versionId }: PageQuery<ForecastKey> & { readonly versionId?: string },
) {
  let query = db
    .selectFrom('forecast')
    .leftJoin('settlement', join =>
      join
        .onRef('settlement.forecast_id', '=', 'forecast.id')
        .onRef('settlement.vintage', '=', 'forecast.settled_vintage'),
    )
    .select(COLUMNS.map(column => `forecast.${column}` as const))
    .select(['settlement.actual', 'settlement.error', 'settlement.inside'])
    .where('forecast.symbol', '=', symbol)
    .where('forecast.origin', '=', 'canonical');
  if (versionId !== undefined) query = query.where('forecast.version_id', '=', versionId);
  if (after) {
    const key = sql`(${after.session}::date, ${after.versionId}, ${after.horizon}::integer)`;
    query = query.where(sql<boolean>`(forecast.session, forecast.version_id, forecast.horizon) < ${key}`);
  }
  const rows = await query
    .orderBy('forecast.session', 'desc')
    .orderBy('forecast.version_id', 'desc')
    .orderBy('forecast.horizon', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map((row): SettledForecast => {
    const { actual, error, inside } = row;
    return { ...step(row), actual, error, inside };
  });
  return pageOf(items, limit, ({ session, versionId: of, horizon }) => ({ session, versionId: of, horizon }));
}

async function canonical(db: Db, symbol: string, versionId: string, session: string, horizon: number) {
  const rows = await db
    .selectFrom('forecast')
    .select(COLUMNS)
    .where('symbol', '=', symbol)
    .where('version_id', '=', versionId)
    .where('session', '=', session)
    .where('horizon', '<=', horizon)
    .where('origin', '=', 'canonical')
    .orderBy('horizon')
    .execute();
  return rows.map(step);
}
