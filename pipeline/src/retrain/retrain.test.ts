import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendar, silentLog, virtualClock } from '#shared';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { pgModelStore } from '../registry/adapters/pg-model-store.ts';
import { point } from '../registry/index.ts';
import { insertBars } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgRunStore } from '../train/adapters/pg-run-store.ts';
import { parseSpec } from '../train/index.ts';
import { pgRetrainStore } from './adapters/pg-retrain-store.ts';
import { retrain } from './retrain.ts';

const NYSE = calendar('XNYS');
const SESSIONS = NYSE.sessions('2023-01-03', '2023-12-29');
const DAY = 86_400_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A symbol with a year of bars, and what a retraining works with at its end. */
async function arena(symbol: string) {
  const { db } = database;
  const bars = SESSIONS.map((session, t) => {
    return { session, close: 100 + Math.sin(t * t) + t / 50, knownAt: NYSE.close(session) + 1 };
  });
  await insertBars(db, symbol, bars);
  const clock = virtualClock(NYSE.close(SESSIONS.at(-1) ?? '') + 1);
  const models = pgModelStore(db);
  const store = pgRetrainStore(db);
  const options = { specs: [parseSpec('naive'), parseSpec('drift')], window: 100, validation: 20, refitEvery: 20 };
  const train = { reader: pgBarReader(db), runs: pgRunStore(db), models, clock, codeVersion: 'test', options };
  const deps = { train, store, log: silentLog, coolDownDays: 30 };
  const ask = (alarmId?: string) =>
    retrain(deps, { symbol, reason: 'test', ...(alarmId === undefined ? {} : { alarmId }) });
  /** What the gate does in the end. */
  const conclude = async () => {
    const [last] = await store.list({ symbol, limit: 1 });
    if (last) await store.save({ ...last, outcome: 'rejected', finishedAt: clock.now() });
    await point(models, { symbol, alias: 'challenger', to: null, actor: 'test', reason: 'test', at: clock.now() });
  };
  return { symbol, models, store, ask, conclude, wait: (days: number) => clock.set(clock.now() + days * DAY) };
}

it('trains a challenger, and no second one while that shadows', async () => {
  const { symbol, models, ask } = await arena('SHADOW');
  const first = await ask('alarm-1');
  expect(first).toMatchObject({ started: true, retraining: { outcome: 'shadowing', alarmId: 'alarm-1' } });
  const challenger = await models.alias(symbol, 'challenger');
  expect(first.started && first.retraining.challengerId).toBe(challenger?.versionId);
  expect(await ask()).toMatchObject({ started: false, why: expect.stringContaining('has a challenger in shadow') });
});

it('lets an alarm wait while the symbol cools down, but not a person, and takes it up afterwards', async () => {
  const { ask, conclude, wait, store, symbol } = await arena('COOL');
  await ask('alarm-1');
  await conclude();
  wait(10);
  expect(await ask('alarm-2')).toMatchObject({ started: false, why: expect.stringContaining('cools down for 30') });
  expect(await ask()).toMatchObject({ started: true });
  await conclude();
  wait(31);
  expect(await ask('alarm-2')).toMatchObject({ started: true });
  expect(await store.list({ symbol })).toHaveLength(3);
});

it('answers an alarm once, however long it rings', async () => {
  const { ask, conclude, wait } = await arena('ONCE');
  await ask('alarm-1');
  await conclude();
  wait(100);
  expect(await ask('alarm-1')).toMatchObject({
    started: false,
    why: expect.stringContaining('has had its retraining'),
  });
});

it('begins with the challenger that a dead process had trained, instead of training another', async () => {
  const { symbol, models, store, ask } = await arena('DIED');
  const first = await ask('alarm-1');
  // As if the process had died between the record and the alias.
  await point(models, { symbol, alias: 'challenger', to: null, actor: 'test', reason: 'test', at: 0 });
  const again = await ask('alarm-1');
  expect(again).toEqual(first);
  expect((await models.alias(symbol, 'challenger'))?.versionId).toBe(first.started && first.retraining.challengerId);
  expect(await store.list({ symbol })).toHaveLength(1);
});
