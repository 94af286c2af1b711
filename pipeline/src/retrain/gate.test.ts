import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendar, contentId, type Session, virtualClock } from '#shared';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { pgForecastLog } from '../monitor/adapters/pg-forecast-log.ts';
import { pgSettlementReader } from '../monitor/adapters/pg-settlement-reader.ts';
import { settleSymbols } from '../monitor/index.ts';
import { pgModelStore } from '../registry/adapters/pg-model-store.ts';
import { type ModelVersion, point, promote } from '../registry/index.ts';
import { insertBars } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgRunStore } from '../train/adapters/pg-run-store.ts';
import { openModel, parseSpec } from '../train/index.ts';
import { pgRetrainStore } from './adapters/pg-retrain-store.ts';
import { judge } from './gate.ts';

const NYSE = calendar('XNYS');
const SESSIONS = NYSE.sessions('2020-01-02', '2021-06-30');
const close = (t: number): number => 100 + 10 * Math.sin(t / 9) + Math.sin(t * t);
const CHAMPION_CUTOFF = 300;
const CHALLENGER_CUTOFF = 310;
const NEEDED = 5;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const at = (t: number): number => NYSE.close(SESSIONS[t] ?? '') + 1;

/** A symbol with bars, a champion and a challenger, and everything the gate works with. */
async function arena(symbol: string) {
  const { db } = database;
  await insertBars(
    db,
    symbol,
    SESSIONS.map((session, t) => ({ session, close: close(t), knownAt: at(t) })),
  );
  const clock = virtualClock(at(SESSIONS.length - 1));
  const models = pgModelStore(db);
  const store = pgRetrainStore(db);
  const options = { specs: [parseSpec('naive')], window: 100, validation: 20, refitEvery: 20 };
  const train = { reader: pgBarReader(db), runs: pgRunStore(db), models, clock, codeVersion: 'test', options };
  const version = async (spec: string, cutoff: number): Promise<ModelVersion> => {
    const data = {
      symbol,
      sessions: SESSIONS,
      close: Float64Array.from(SESSIONS, (_, t) => close(t)),
      features: new Map(),
    };
    const fitted = parseSpec(spec).fit({ ...data, close: data.close.subarray(0, cutoff + 1) });
    return await models.register({
      symbol,
      spec,
      priceOnly: true,
      artifact: fitted.toJSON(),
      lineage: {
        code_version: 'test',
        feature_set: null,
        window_from: SESSIONS[0] ?? '',
        window_to: SESSIONS[cutoff] ?? '',
        observations: cutoff + 1,
        data_vintage: 'test',
        reason: 'test',
      },
      scores: {
        n: 1,
        rmse: 0.01,
        mae: 0.01,
        mape: 1,
        mase: 1,
        rmse_price: 1,
        random_walk_rmse: 0.01,
        random_walk_mae: 0.01,
        directional_accuracy: null,
        majority_accuracy: null,
        directional_n: 0,
      },
      cutoff: SESSIONS[cutoff] ?? '',
      registeredAt: at(cutoff),
    });
  };
  const champion = await version('naive', CHAMPION_CUTOFF);
  const challenger = await version('drift', CHALLENGER_CUTOFF);
  const move = { actor: 'test', reason: 'test', at: at(CHALLENGER_CUTOFF) };
  await promote(models, { ...move, versionId: champion.id });
  await point(models, { ...move, symbol, alias: 'challenger', to: challenger.id });
  await store.save({
    id: contentId('rt', symbol),
    symbol,
    reason: 'test',
    alarmId: null,
    requestedAt: at(CHALLENGER_CUTOFF),
    challengerId: challenger.id,
    outcome: 'shadowing',
    finishedAt: null,
  });
  const forecasts = pgForecastLog(db);
  /** Logs and settles one-step forecasts from sessions [from, to) that miss the close by so much. */
  const forecast = async (of: ModelVersion, from: number, to: number, miss: number) => {
    const rows = [];
    for (let t = from; t < to; t++) {
      const [session, targetSession]: Session[] = [SESSIONS[t] ?? '', SESSIONS[t + 1] ?? ''];
      const mean = close(t + 1) + miss;
      rows.push({
        id: contentId('fc', { of: of.id, t }),
        symbol,
        versionId: of.id,
        session: session ?? '',
        targetSession: targetSession ?? '',
        horizon: 1,
        mean,
        lower: mean - 1,
        upper: mean + 1,
        level: 0.9,
        previousClose: close(t),
        inputs: {},
        madeAt: at(t),
      });
    }
    await forecasts.save(rows);
    await settleSymbols({ forecasts, clock }, [symbol]);
  };
  const deps = { train, store, settled: pgSettlementReader(db), sessions: NEEDED };
  return { champion, challenger, models, store, forecast, judge: () => judge(deps, [symbol]) };
}

it('waits for enough sessions, and says how many it has seen', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models } = await arena('WAIT');
  expect(await judgeNow()).toEqual([{ symbol: 'WAIT', outcome: 'wait', seen: 0, needed: NEEDED }]);
  await forecast(champion, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + 4, 1);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + 4, 0.1);
  expect(await judgeNow()).toEqual([{ symbol: 'WAIT', outcome: 'wait', seen: 4, needed: NEEDED }]);
  expect(await models.alias('WAIT', 'challenger')).toMatchObject({ versionId: challenger.id });
});

it('counts no session before both cut-offs, however good the challenger looked there', async () => {
  const { champion, challenger, forecast, judge: judgeNow } = await arena('PAST');
  await forecast(champion, CHAMPION_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  await forecast(challenger, CHAMPION_CUTOFF, CHALLENGER_CUTOFF, 0.001);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1.1);
  const [judgement] = await judgeNow();
  expect(judgement).toMatchObject({ outcome: 'reject', decision: { numbers: { sessions: NEEDED } } });
});

it('promotes a challenger with the lower RMSE, refitted on the newest data, and ends the retraining', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models, store } = await arena('WIN');
  await forecast(champion, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 0.9);
  const [judgement] = await judgeNow();
  expect(judgement).toMatchObject({
    outcome: 'promote',
    decision: { championId: champion.id, challengerId: challenger.id },
  });
  const state = await models.alias('WIN', 'champion');
  const served = await models.get(state?.versionId ?? '');
  expect(served).toMatchObject({ spec: 'drift', cutoff: SESSIONS.at(-1), lineage: { refit_of: challenger.id } });
  expect(openModel(served?.artifact ?? {}).spec).toBe('drift');
  expect(await models.alias('WIN', 'challenger')).toMatchObject({ versionId: null });
  expect(await store.list({ symbol: 'WIN' })).toMatchObject([{ outcome: 'promoted' }]);
  expect(await judgeNow()).toEqual([]);
});

it('rejects an equal challenger: a draw is no reason to change', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models, store } = await arena('DRAW');
  for (const version of [champion, challenger])
    await forecast(version, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  expect(await judgeNow()).toMatchObject([{ outcome: 'reject' }]);
  expect(await models.alias('DRAW', 'champion')).toMatchObject({ versionId: champion.id, revision: 1 });
  expect(await store.list({ symbol: 'DRAW' })).toMatchObject([{ outcome: 'rejected' }]);
});

it('concludes a promotion that a crash cut short, without a second decision', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models, store } = await arena('CUT');
  await forecast(champion, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 0.9);
  await judgeNow();
  const promoted = await models.alias('CUT', 'champion');
  // As if the process had died between the promotion and the end of the shadowing.
  await point(models, {
    symbol: 'CUT',
    alias: 'challenger',
    to: challenger.id,
    actor: 'test',
    reason: 'crash',
    at: at(320),
  });
  expect(await judgeNow()).toMatchObject([{ outcome: 'promote' }]);
  expect(await models.alias('CUT', 'challenger')).toMatchObject({ versionId: null });
  expect(await models.alias('CUT', 'champion')).toEqual(promoted);
  expect(await store.decisions({ symbol: 'CUT' })).toHaveLength(1);
});

it('does not promote over a champion that somebody moved while it judged', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models } = await arena('MOVED');
  await forecast(champion, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 0.9);
  const judging = judgeNow();
  const mine = { actor: 'person', reason: 'test', at: at(320), versionId: challenger.id };
  const [judged, moved] = await Promise.allSettled([judging, promote(models, mine)]);
  const history = await models.moves('MOVED', 'champion');
  // Whoever was second saw that the other had been there: no move was made on a revision that was no longer true.
  expect(history.map(({ revision }) => revision)).toEqual(history.map((_, i) => i + 1));
  if (judged.status === 'rejected') expect(judged.reason).toMatchObject({ code: 'ALIAS_MOVED' });
  else expect(history.some(({ actor }) => actor === 'gate') || moved.status === 'fulfilled').toBe(true);
});

it('goes on after a crash between the decision and its consequences, with one decision on record', async () => {
  const { champion, challenger, forecast, judge: judgeNow, models, store } = await arena('CRASH');
  await forecast(champion, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1);
  await forecast(challenger, CHALLENGER_CUTOFF, CHALLENGER_CUTOFF + NEEDED, 1.5);
  await judgeNow();
  // As if the process had died before it took the challenger's alias away.
  await point(models, {
    symbol: 'CRASH',
    alias: 'challenger',
    to: challenger.id,
    actor: 'test',
    reason: 'crash',
    at: at(320),
  });
  await judgeNow();
  expect(await store.decisions({ symbol: 'CRASH' })).toHaveLength(1);
  expect(await models.alias('CRASH', 'challenger')).toMatchObject({ versionId: null });
});
