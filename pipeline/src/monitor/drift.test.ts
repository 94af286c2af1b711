import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendar, contentId, type Session, timestamp } from '#shared';
import { pgModelStore } from '../registry/adapters/pg-model-store.ts';
import { promote } from '../registry/index.ts';
import { insertBars } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgDriftStore } from './adapters/pg-drift-store.ts';
import { pgForecastLog } from './adapters/pg-forecast-log.ts';
import { pgSettlementReader } from './adapters/pg-settlement-reader.ts';
import { type DriftRule, detectDrift } from './drift.ts';
import { settleSymbols } from './settle.ts';

const DAYS = calendar('XNYS').sessions('2024-01-02', '2024-06-28');
const evening = (session: Session): number => calendar('XNYS').close(session) + 1;
const RULE: DriftRule = { window: 5, ratio: 0.1, consecutive: 3, errors: 'relative' };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A champion with training RMSE 1 %, and settled forecasts that miss a constant close of `close` by the given shares of it. */
async function champion(symbol: string, misses: readonly number[], close = 100) {
  const { db } = database;
  const models = pgModelStore(db);
  const cutoff = DAYS[0] ?? '';
  const { id } = await models.register({
    symbol,
    spec: 'naive',
    priceOnly: true,
    artifact: {},
    lineage: {
      code_version: 'test',
      feature_set: null,
      window_from: cutoff,
      window_to: cutoff,
      observations: 1,
      data_vintage: '',
      reason: symbol,
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
    cutoff,
    registeredAt: evening(cutoff),
  });
  await promote(models, { versionId: id, actor: 'test', reason: 'test', at: evening(cutoff) });
  await insertBars(
    db,
    symbol,
    DAYS.map(session => ({ session, close, knownAt: evening(session) })),
  );
  const forecasts = pgForecastLog(db);
  const rows = misses.map((miss, t) => {
    const mean = close * (1 + miss);
    const [session, targetSession] = [DAYS[t] ?? '', DAYS[t + 1] ?? ''];
    const shown = { symbol, versionId: id, session, targetSession, horizon: 1, mean, lower: mean - 1, upper: mean + 1 };
    return {
      ...shown,
      id: contentId('fc', { id, t }),
      level: 0.9,
      previousClose: close,
      inputs: {},
      madeAt: evening(session),
    };
  });
  await forecasts.save(rows);
  const at = (t: number) => ({ now: () => evening(DAYS[t] ?? '') });
  const drift = pgDriftStore(db);
  return {
    drift,
    /** Settles and looks, as of the evening of session t. */
    look: async (t: number, rule: DriftRule = RULE, act: Parameters<typeof detectDrift>[2] = async () => {}) => {
      await settleSymbols({ forecasts, clock: at(t) }, [symbol]);
      const deps = { models, settled: pgSettlementReader(db), drift, clock: at(t), rule };
      return await detectDrift(deps, [symbol], act);
    },
  };
}

const calm = (n: number): number[] => Array.from({ length: n }, (_, t) => (t % 2 === 0 ? 0.01 : -0.01));
const wild = (n: number): number[] => Array.from({ length: n }, (_, t) => (t % 2 === 0 ? 0.03 : -0.03));

it('stays silent while errors are as large as in training', async () => {
  const { look } = await champion('CALM', calm(40));
  expect(await look(40)).toEqual([]);
});

it('raises one alarm, at the third session in a row above the threshold', async () => {
  const { look, drift } = await champion('WILD', [...calm(10), ...wild(20)]);
  const alarms = await look(30);
  // One large error lifts the mean of five squares above (1.1 %)^2, so sessions 11, 12 and 13 are above.
  expect(alarms).toMatchObject([{ symbol: 'WILD', session: DAYS[13], threshold: expect.closeTo(0.011, 12) }]);
  expect(await drift.alarms({ symbol: 'WILD' })).toHaveLength(1);
});

it('gives the same alarms session by session as at once, and none twice', async () => {
  const { look, drift } = await champion('STEP', [...calm(10), ...wild(20)]);
  const raised = [];
  for (let t = 1; t <= 30; t++) raised.push(...(await look(t)), ...(await look(t)));
  expect(raised.map(({ session }) => session)).toEqual([DAYS[13]]);
  expect(await drift.alarms({ symbol: 'STEP' })).toHaveLength(1);
});

it('raises an alarm again when acting on it failed, so that none is lost', async () => {
  const { look, drift } = await champion('CRASH', [...calm(10), ...wild(20)]);
  const failing = async () => {
    throw new Error('the queue is away');
  };
  await expect(look(30, RULE, failing)).rejects.toThrow('the queue is away');
  expect(await drift.alarms({ symbol: 'CRASH' })).toEqual([]);
  const acted: string[] = [];
  await look(30, RULE, async alarms => void acted.push(...alarms.map(({ id }) => id)));
  expect(acted).toEqual((await drift.alarms({ symbol: 'CRASH' })).map(({ id }) => id));
  expect(acted).toHaveLength(1);
});

it('reports an alarm again while it rings and no retraining has answered it, and not once it is silent or answered', async () => {
  const { look, drift } = await champion('RINGS', [...calm(10), ...wild(10), ...calm(20)]);
  const acted = new Map<number, string[]>();
  const note = (t: number) => async (alarms: readonly { id: string }[]) =>
    void acted.set(
      t,
      alarms.map(({ id }) => id),
    );
  for (let t = 1; t <= 17; t++) await look(t, RULE, note(t));
  const [alarm] = await drift.alarms({ symbol: 'RINGS' });
  expect([...acted]).toEqual([13, 14, 15, 16, 17].map(t => [t, [alarm?.id]]));
  const { db } = database;
  const answer = { id: 'rt-rings', symbol: 'RINGS', reason: 'test', alarm_id: alarm?.id ?? '', challenger_id: null };
  const at = timestamp(evening(DAYS[17] ?? ''));
  await db
    .insertInto('retraining')
    .values({ ...answer, requested_at: at, outcome: 'failed', finished_at: at })
    .execute();
  await look(18, RULE, note(18));
  await db.deleteFrom('retraining').where('id', '=', 'rt-rings').execute();
  await look(19, RULE, note(19));
  for (let t = 20; t <= 40; t++) await look(t, RULE, note(t));
  expect([...acted.keys()]).toEqual([13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24]);
  expect(await drift.alarms({ symbol: 'RINGS' })).toHaveLength(1);
});

it('takes a price that trended for drift in currency, and not in relative errors', async () => {
  // Trained at 100 with an error of 1 in currency; the same 1 % of a close of 300 is three times that.
  const relative = await champion('TREND', calm(20), 300);
  expect(await relative.look(20)).toEqual([]);
  const currency = await champion('MONEY', calm(20), 300);
  expect(await currency.look(20, { ...RULE, errors: 'price' })).toHaveLength(1);
});
