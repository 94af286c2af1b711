import type { Kysely } from 'kysely';
import { calendar, contentId, type Database, type Instant, type Session } from '#shared';
import { pgForecastLog } from '../../monitor/adapters/pg-forecast-log.ts';
import { pgModelStore } from '../../registry/adapters/pg-model-store.ts';
import { type ModelStore, type ModelVersion, POOL } from '../../registry/ports.ts';
import { openModel, parseSpec } from '../../train/specs.ts';
import { addBars, walk } from './history.ts';

export type Seeded = {
  readonly sessions: readonly Session[];
  readonly closes: readonly number[];
  /** An hour after the last close */
  readonly now: Instant;
  readonly champion: ModelVersion;
  readonly challenger: ModelVersion;
  readonly randomWalk: ModelVersion;
  readonly pooled: ModelVersion;
};

const LEVEL = 0.9;
const STORED_HORIZON = 5;
const SETTLED = 30;

/**
 * A small loop's worth of rows: AAPL with champion, challenger, random walk and price-only version and 30 settled sessions of
 * canonical forecasts; ^GSPC with bars and no model; the pooled version.
 */
export async function seed(db: Kysely<Database>): Promise<Seeded> {
  const sessions = calendar('XNYS').sessions('2023-01-03', '2023-12-29');
  const closes = walk(sessions.length, 7);
  await addBars(
    db,
    'AAPL',
    sessions.map((session, i) => ({ session, close: closes[i] ?? 0 })),
  );
  await addBars(
    db,
    '^GSPC',
    walk(sessions.length, 11, 4000).map((close, i) => ({ session: sessions[i] ?? '', close })),
  );
  const models = pgModelStore(db);
  const now = calendar('XNYS').close('2023-12-29') + 3_600_000;
  const made = { closes, sessions, at: calendar('XNYS').close('2023-01-03') };
  const champion = await addVersion(models, 'AAPL', 'arima(1,1,1)', made);
  const challenger = await addVersion(models, 'AAPL', 'ses', made);
  const randomWalk = await addVersion(models, 'AAPL', 'naive', made);
  const pooled = await addVersion(models, POOL, 'drift', made);
  const move = { actor: 'test', reason: 'seed', at: made.at, expected: 0 };
  await models.move({ ...move, symbol: 'AAPL', alias: 'champion', to: champion.id });
  await models.move({ ...move, symbol: 'AAPL', alias: 'challenger', to: challenger.id });
  await models.move({ ...move, symbol: 'AAPL', alias: 'random_walk', to: randomWalk.id });
  await models.move({ ...move, symbol: 'AAPL', alias: 'price_only', to: champion.id });
  await models.move({ ...move, symbol: POOL, alias: 'price_only', to: pooled.id });
  const seeded = { sessions, closes, now, champion, challenger, randomWalk, pooled };
  for (const version of [champion, challenger, randomWalk]) await addCanonical(db, version, seeded);
  return seeded;
}

type Made = { readonly closes: readonly number[]; readonly sessions: readonly Session[]; readonly at: Instant };

async function addVersion(models: ModelStore, symbol: string, spec: string, made: Made): Promise<ModelVersion> {
  const close = Float64Array.from(made.closes);
  const model = parseSpec(spec).fit({ symbol, sessions: made.sessions, close, features: new Map() });
  const first = made.sessions[0] ?? '';
  return await models.register({
    symbol,
    spec,
    priceOnly: true,
    artifact: model.toJSON(),
    lineage: {
      code_version: 'test',
      feature_set: null,
      window_from: first,
      window_to: first,
      observations: close.length,
      data_vintage: 'test',
      reason: 'test',
    },
    scores: {
      n: 10,
      rmse: 0.01,
      mae: 0.008,
      mape: 0.8,
      mase: 1,
      rmse_price: 1,
      random_walk_rmse: 0.01,
      random_walk_mae: 0.008,
      directional_accuracy: 0.5,
      majority_accuracy: 0.5,
      directional_n: 10,
    },
    cutoff: first,
    registeredAt: made.at,
  });
}

/** Canonical forecasts from the newest sessions, settled where the close is known. */
async function addCanonical(db: Kysely<Database>, version: ModelVersion, { sessions, closes }: Seeded): Promise<void> {
  const trading = calendar('XNYS');
  const log = pgForecastLog(db);
  const predictor = openModel(version.artifact).start();
  const first = sessions.length - SETTLED - 1;
  for (const [i, session] of sessions.entries()) {
    const close = closes[i] ?? 0;
    predictor.push({ close });
    if (i < first) continue;
    let target = session;
    const rows = predictor.forecast(STORED_HORIZON, LEVEL).map(({ step, ...numbers }) => {
      target = trading.next(target);
      const key = { version: version.id, symbol: version.symbol, session, horizon: step };
      const madeAt = trading.close(session) + 60_000;
      const common = { symbol: version.symbol, versionId: version.id, session, targetSession: target, horizon: step };
      return {
        id: contentId('fc', key),
        ...common,
        ...numbers,
        level: LEVEL,
        previousClose: close,
        inputs: {},
        madeAt,
      };
    });
    await log.save(rows);
  }
  const { forecasts } = await log.due([version.symbol], trading.close(sessions.at(-1) ?? '') + 3_600_000);
  await log.settle(
    forecasts.map(({ id, rawClose, lower, upper, ...due }) => ({
      ...due,
      forecastId: id,
      actual: rawClose,
      error: rawClose - due.mean,
      inside: lower <= rawClose && rawClose <= upper,
      settledAt: trading.close(due.targetSession) + 60_000,
    })),
  );
}
