import { type ExpressionBuilder, type Kysely, type ReferenceExpression, sql } from 'kysely';
import { type Database, type Instant, isoInstant, type Session, timestamp } from '#shared';
import type { Alias } from '../../registry/index.ts';
import type { LoopReader, PageQuery, TimeKey, VersionName, VersionSummary } from '../ports.ts';
import { forecastReads } from './pg-forecast-reads.ts';
import { pageOf } from './pg-page.ts';

type Db = Kysely<Database>;
type OfSymbol<Key> = PageQuery<Key> & { readonly symbol?: string };

/** What the loop has written, read from its tables by key, never by offset. */
export const pgLoopReader = (db: Db): LoopReader => ({
  ...forecastReads(db),
  versionNames: ids => versionNames(db, ids),
  versions: query => versions(db, query),
  alarms: query => alarms(db, query),
  decisions: query => decisions(db, query),
  retrainings: query => retrainings(db, query),
  drift: query => drift(db, query),
  lastSessions: (symbols, asOf) => lastSessions(db, symbols, asOf),
});

/** Rows before a (time, id) key, newest first. */
function before<Table extends keyof Database>(
  time: ReferenceExpression<Database, Table>,
  id: ReferenceExpression<Database, Table>,
  key: TimeKey,
) {
  return (eb: ExpressionBuilder<Database, Table>) =>
    sql<boolean>`(${eb.ref(time as never)}, ${eb.ref(id as never)}) < (${isoInstant(key.at)}::timestamptz, ${key.id})`;
}

async function versionNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, VersionName>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('model_version').select(['id', 'spec', 'number']).where('id', 'in', ids).execute();
  return new Map(rows.map(row => [row.id, row]));
}

async function versions(db: Db, { symbol, limit, after }: OfSymbol<TimeKey>) {
  let query = db
    .selectFrom('model_version')
    .select(['id', 'symbol', 'number', 'spec', 'price_only', 'lineage', 'scores', 'cutoff', 'registered_at'])
    .select(eb =>
      eb
        .selectFrom('model_alias')
        .select(sql<Alias[] | null>`array_agg(alias order by alias)`.as('aliases'))
        .whereRef('model_alias.version_id', '=', 'model_version.id')
        .as('aliases'),
    );
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (after) query = query.where(before<'model_version'>('registered_at', 'id', after));
  const rows = await query
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map(
    (row): VersionSummary => ({
      id: row.id,
      symbol: row.symbol,
      number: row.number,
      spec: row.spec,
      priceOnly: row.price_only,
      lineage: row.lineage as VersionSummary['lineage'],
      scores: row.scores as VersionSummary['scores'],
      cutoff: row.cutoff,
      registeredAt: row.registered_at,
      aliases: row.aliases ?? [],
    }),
  );
  return pageOf(items, limit, ({ registeredAt: at, id }) => ({ at, id }));
}

async function alarms(db: Db, { symbol, limit, after }: OfSymbol<TimeKey>) {
  let query = db.selectFrom('alarm').selectAll();
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (after) query = query.where(before<'alarm'>('raised_at', 'id', after));
  const rows = await query
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map(({ version_id: versionId, raised_at: raisedAt, ...row }) => ({ ...row, versionId, raisedAt }));
  return pageOf(items, limit, ({ raisedAt: at, id }) => ({ at, id }));
}

async function decisions(db: Db, { symbol, limit, after }: OfSymbol<TimeKey>) {
  let query = db.selectFrom('decision').selectAll();
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (after) query = query.where(before<'decision'>('decided_at', 'id', after));
  const rows = await query
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map(row => ({
    id: row.id,
    symbol: row.symbol,
    championId: row.champion_id,
    challengerId: row.challenger_id,
    outcome: row.outcome,
    reason: row.reason,
    numbers: row.numbers,
    decidedAt: row.decided_at,
  }));
  return pageOf(items, limit, ({ decidedAt: at, id }) => ({ at, id }));
}

async function retrainings(db: Db, { symbol, limit, after }: OfSymbol<TimeKey>) {
  let query = db.selectFrom('retraining').selectAll();
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (after) query = query.where(before<'retraining'>('requested_at', 'id', after));
  const rows = await query
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map(row => ({
    id: row.id,
    symbol: row.symbol,
    reason: row.reason,
    alarmId: row.alarm_id,
    requestedAt: row.requested_at,
    challengerId: row.challenger_id,
    outcome: row.outcome,
    finishedAt: row.finished_at,
  }));
  return pageOf(items, limit, ({ requestedAt: at, id }) => ({ at, id }));
}

async function drift(db: Db, { symbol, limit, after }: OfSymbol<string>) {
  const key = sql<string>`concat_ws(' ', symbol, version_id, detector)`;
  let query = db
    .selectFrom('drift_state')
    .select(['symbol', 'version_id', 'detector', 'session', 'statistic', 'threshold']);
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (after !== undefined) query = query.where(sql<boolean>`${key} collate "C" > ${after}`);
  const rows = await query
    .orderBy(sql`${key} collate "C"`)
    .limit(limit + 1)
    .execute();
  const items = rows.map(({ version_id: versionId, ...row }) => ({ ...row, versionId }));
  return pageOf(items, limit, row => `${row.symbol} ${row.versionId} ${row.detector}`);
}

async function lastSessions(db: Db, symbols: readonly string[], asOf: Instant): Promise<ReadonlyMap<string, Session>> {
  if (symbols.length === 0) return new Map();
  const rows = await db
    .selectFrom('bar')
    .select(['symbol', eb => eb.fn.max('session').as('last')])
    .where('symbol', 'in', symbols)
    .where('known_at', '<=', timestamp(asOf))
    .groupBy('symbol')
    .execute();
  return new Map(rows.map(({ symbol, last }) => [symbol, last]));
}
