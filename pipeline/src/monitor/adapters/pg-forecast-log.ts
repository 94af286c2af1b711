import { type Kysely, sql } from 'kysely';
import { type Database, type Instant, isoInstant, timestamp } from '#shared';
import type { Split } from '../../ingest/index.ts';
import type { CanonicalForecast, DueForecast, DueForecasts, ForecastLog, Settlement } from '../ports.ts';

/** The forecast log on PostgreSQL: one statement for a session's forecasts, one to find what is due, one to settle it. */
export function pgForecastLog(db: Kysely<Database>): ForecastLog {
  return {
    async save(forecasts) {
      if (forecasts.length === 0) return 0;
      const column = <Key extends keyof CanonicalForecast>(key: Key) => forecasts.map(forecast => forecast[key]);
      const result = await sql`
        insert into forecast (id, origin, symbol, version_id, session, target_session, horizon, mean, lower, upper, level,
          previous_close, inputs, made_at)
        select id, 'canonical', symbol, version_id, session, target_session, horizon, mean, lower, upper, level,
          previous_close, inputs, made_at
        from unnest(${column('id')}::text[], ${column('symbol')}::text[], ${column('versionId')}::text[],
          ${column('session')}::date[], ${column('targetSession')}::date[], ${column('horizon')}::int[],
          ${column('mean')}::float8[], ${column('lower')}::float8[], ${column('upper')}::float8[],
          ${column('level')}::float8[], ${column('previousClose')}::float8[],
          ${forecasts.map(({ inputs }) => JSON.stringify(inputs))}::jsonb[],
          ${forecasts.map(({ madeAt }) => isoInstant(madeAt))}::timestamptz[])
          as new (id, symbol, version_id, session, target_session, horizon, mean, lower, upper, level, previous_close,
            inputs, made_at)
        on conflict do nothing`.execute(db);
      return Number(result.numAffectedRows ?? 0n);
    },
    due: (symbols, asOf) => due(db, symbols, asOf),
    settle: settlements => settle(db, settlements),
  };
}

type DueRow = {
  id: string;
  origin: 'canonical' | 'client';
  symbol: string;
  version_id: string;
  session: string;
  target_session: string;
  horizon: number;
  mean: number;
  lower: number;
  upper: number;
  previous_close: number;
  settled_before: boolean;
  vintage: number;
  close: number;
};

/** A forecast reaches at most 30 sessions ahead: its target is not further than this after a split that it spans. */
const LONGEST_SPAN_DAYS = 60;

/**
 * Pending forecasts, and settled ones of which more is known by now: their bar was revised, or a split between forecast and
 * target was learned or corrected. `vintage` grows with each of these, so the same knowledge is never due twice. Every step is
 * a look-up per row (lateral, not joined), whatever size the tables had when the plan was made.
 */
async function due(db: Kysely<Database>, symbols: readonly string[], asOf: Instant): Promise<DueForecasts> {
  const { rows } = await sql<DueRow>`
    with revised as materialized (
      select distinct symbol, session from bar
      where symbol = any(${symbols}) and vintage > 1 and known_at <= ${timestamp(asOf)}
    ), split as materialized (
      select distinct symbol, session from price_event
      where symbol = any(${symbols}) and kind = 'split' and known_at <= ${timestamp(asOf)}
    ), candidate as materialized (
      select id from forecast where symbol = any(${symbols}) and settled_vintage is null and session is not null
      union
      select f.id from revised cross join lateral (
        select id from forecast
        where symbol = revised.symbol and target_session = revised.session and settled_vintage is not null offset 0
      ) f
      union
      select f.id from split cross join lateral (
        select id from forecast
        where symbol = split.symbol and target_session between split.session and split.session + ${sql.lit(LONGEST_SPAN_DAYS)}
          and session < split.session and settled_vintage is not null offset 0
      ) f
    )
    select f.id, f.origin, f.symbol, f.version_id, f.session, f.target_session, f.horizon, f.mean, f.lower, f.upper,
      f.previous_close, f.settled_vintage is not null as settled_before, b.vintage + s.vintages as vintage, b.close
    from candidate
    cross join lateral (select * from forecast where id = candidate.id offset 0) f
    join lateral (
      select vintage, close from bar
      where symbol = f.symbol and session = f.target_session and known_at <= ${timestamp(asOf)}
      order by vintage desc limit 1
    ) b on true
    cross join lateral (
      select coalesce(sum(vintage), 0)::int as vintages from (
        select max(vintage) as vintage from price_event
        where symbol = f.symbol and kind = 'split' and session > f.session and session <= f.target_session
          and known_at <= ${timestamp(asOf)}
        group by session
      ) newest
    ) s
    where coalesce(f.settled_vintage, 0) < b.vintage + s.vintages
    order by f.symbol, f.target_session, f.session, f.version_id, f.id`.execute(db);
  return { forecasts: rows.map(toDue), splits: rows.length === 0 ? new Map() : await splitsOf(db, symbols, asOf) };
}

async function splitsOf(
  db: Kysely<Database>,
  symbols: readonly string[],
  asOf: Instant,
): Promise<ReadonlyMap<string, Split[]>> {
  const { rows } = await sql<Split & { symbol: string }>`
    select distinct on (symbol, session) symbol, session, value as ratio from price_event
    where kind = 'split' and symbol = any(${symbols}) and known_at <= ${timestamp(asOf)}
    order by symbol, session, vintage desc`.execute(db);
  return Map.groupBy(rows, row => row.symbol);
}

const toDue = (row: DueRow): DueForecast => ({
  id: row.id,
  origin: row.origin,
  symbol: row.symbol,
  versionId: row.version_id,
  session: row.session,
  targetSession: row.target_session,
  horizon: row.horizon,
  mean: row.mean,
  lower: row.lower,
  upper: row.upper,
  previousClose: row.previous_close,
  settledBefore: row.settled_before,
  vintage: row.vintage,
  rawClose: row.close,
});

/** One statement, so that a settlement and the mark on its forecast are there together or not at all. */
async function settle(db: Kysely<Database>, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const column = <Key extends keyof Settlement>(key: Key) => settlements.map(settlement => settlement[key]);
  await sql`
    with new as (
      select * from unnest(${column('forecastId')}::text[], ${column('vintage')}::int[], ${column('symbol')}::text[],
        ${column('versionId')}::text[], ${column('origin')}::text[], ${column('session')}::date[],
        ${column('targetSession')}::date[], ${column('horizon')}::int[], ${column('previousClose')}::float8[],
        ${column('mean')}::float8[], ${column('actual')}::float8[], ${column('error')}::float8[],
        ${column('inside')}::boolean[], ${settlements.map(({ settledAt }) => isoInstant(settledAt))}::timestamptz[])
        as row (forecast_id, vintage, symbol, version_id, origin, session, target_session, horizon, previous_close, mean,
          actual, error, inside, settled_at)
    ), added as (
      insert into settlement (forecast_id, vintage, symbol, version_id, origin, session, target_session, horizon,
        previous_close, mean, actual, error, inside, settled_at)
      select * from new on conflict do nothing
    )
    update forecast set settled_vintage = new.vintage from new
    where forecast.id = new.forecast_id and coalesce(forecast.settled_vintage, 0) < new.vintage`.execute(db);
}
