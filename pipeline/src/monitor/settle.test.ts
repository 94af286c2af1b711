import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentId, type Session } from '#shared';
import { insertBars, insertSplit } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgForecastLog } from './adapters/pg-forecast-log.ts';
import { pgSettlementReader } from './adapters/pg-settlement-reader.ts';
import type { CanonicalForecast } from './ports.ts';
import { settleSymbols } from './settle.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const evening = (session: Session): number => Date.parse(`${session}T21:30:00Z`);
const forecast = (
  symbol: string,
  session: Session,
  targetSession: Session,
  mean: number,
  horizon = 1,
): CanonicalForecast => ({
  id: contentId('fc', { symbol, session, horizon, version: 'v1' }),
  symbol,
  versionId: 'v1',
  session,
  targetSession,
  horizon,
  mean,
  lower: mean - 2,
  upper: mean + 2,
  level: 0.9,
  previousClose: 100,
  inputs: {},
  madeAt: evening(session),
});
const log = () => pgForecastLog(database.db);
const settleAt = (symbol: string, now: number) =>
  settleSymbols({ forecasts: log(), clock: { now: () => now } }, [symbol]);
const settled = (symbol: string) => pgSettlementReader(database.db).ofSymbol(symbol);

it('settles a forecast over a weekend when, and only when, the close is known', async () => {
  await log().save([forecast('WEEK', '2024-01-05', '2024-01-08', 101)]);
  await insertBars(database.db, 'WEEK', [{ session: '2024-01-08', close: 102, knownAt: evening('2024-01-08') }]);
  expect(await settleAt('WEEK', evening('2024-01-08') - 1)).toEqual({ settled: 0, resettled: 0 });
  expect(await settleAt('WEEK', evening('2024-01-08'))).toEqual({ settled: 1, resettled: 0 });
  expect(await settleAt('WEEK', evening('2024-01-09'))).toEqual({ settled: 0, resettled: 0 });
  expect(await settled('WEEK')).toMatchObject([{ actual: 102, error: 1, inside: true, targetSession: '2024-01-08' }]);
});

it('settles late closes in the order of their sessions and leaves a missing one pending', async () => {
  const days: Session[] = ['2024-01-08', '2024-01-09', '2024-01-10', '2024-01-11'];
  await log().save(days.slice(1).map((day, i) => forecast('LATE', days[i] ?? '', day, 100)));
  await insertBars(database.db, 'LATE', [
    { session: '2024-01-11', close: 103, knownAt: evening('2024-01-12') },
    { session: '2024-01-09', close: 97, knownAt: evening('2024-01-12') },
  ]);
  expect(await settleAt('LATE', evening('2024-01-12'))).toEqual({ settled: 2, resettled: 0 });
  const rows = await settled('LATE');
  expect(rows.map(({ targetSession, inside }) => [targetSession, inside])).toEqual([
    ['2024-01-09', false],
    ['2024-01-11', false],
  ]);
});

it('settles again when a close is revised and keeps both values on record', async () => {
  await log().save([forecast('FIX', '2024-01-08', '2024-01-09', 100)]);
  await insertBars(database.db, 'FIX', [
    { session: '2024-01-09', close: 101, knownAt: evening('2024-01-09') },
    { session: '2024-01-09', close: 99, knownAt: evening('2024-01-11'), vintage: 2 },
  ]);
  expect(await settleAt('FIX', evening('2024-01-10'))).toEqual({ settled: 1, resettled: 0 });
  expect(await settleAt('FIX', evening('2024-01-11'))).toEqual({ settled: 0, resettled: 1 });
  expect(await settleAt('FIX', evening('2024-01-12'))).toEqual({ settled: 0, resettled: 0 });
  expect((await settled('FIX')).map(row => row.actual)).toEqual([99]);
  const all = await database.db
    .selectFrom('settlement')
    .select(['vintage', 'actual'])
    .where('symbol', '=', 'FIX')
    .orderBy('vintage')
    .execute();
  expect(all).toEqual([
    { vintage: 1, actual: 101 },
    { vintage: 2, actual: 99 },
  ]);
});

it('states the actual close in the price basis of the day the forecast was made', async () => {
  await log().save([
    forecast('SPLIT', '2014-06-06', '2014-06-09', 650),
    forecast('SPLIT', '2014-06-06', '2014-06-10', 650, 2),
  ]);
  await insertBars(database.db, 'SPLIT', [{ session: '2014-06-09', close: 93, knownAt: evening('2014-06-09') }]);
  await insertSplit(database.db, { symbol: 'SPLIT', session: '2014-06-09', ratio: 7, knownAt: evening('2014-06-09') });
  await insertSplit(database.db, { symbol: 'SPLIT', session: '2014-06-11', ratio: 2, knownAt: evening('2014-06-09') });
  await settleAt('SPLIT', evening('2014-06-09'));
  expect(await settled('SPLIT')).toMatchObject([{ actual: 651, error: 1, inside: true }]);
});

it('settles again when a split is learned, or corrected, after its session', async () => {
  await log().save([
    forecast('TARDY', '2014-06-06', '2014-06-09', 100),
    forecast('TARDY', '2014-06-09', '2014-06-10', 50),
  ]);
  await insertBars(database.db, 'TARDY', [
    { session: '2014-06-09', close: 50, knownAt: evening('2014-06-09') },
    { session: '2014-06-10', close: 51, knownAt: evening('2014-06-10') },
  ]);
  expect(await settleAt('TARDY', evening('2014-06-10'))).toEqual({ settled: 2, resettled: 0 });
  expect((await settled('TARDY')).map(({ error }) => error)).toEqual([-50, 1]);

  const split = { symbol: 'TARDY', session: '2014-06-09' };
  await insertSplit(database.db, { ...split, ratio: 4, knownAt: evening('2014-06-11') });
  expect(await settleAt('TARDY', evening('2014-06-10'))).toEqual({ settled: 0, resettled: 0 });
  expect(await settleAt('TARDY', evening('2014-06-11'))).toEqual({ settled: 0, resettled: 1 });
  expect((await settled('TARDY')).map(({ actual }) => actual)).toEqual([200, 51]);

  await insertSplit(database.db, { ...split, ratio: 2, knownAt: evening('2014-06-12'), vintage: 2 });
  expect(await settleAt('TARDY', evening('2014-06-12'))).toEqual({ settled: 0, resettled: 1 });
  expect(await settleAt('TARDY', evening('2014-06-13'))).toEqual({ settled: 0, resettled: 0 });
  expect(await settled('TARDY')).toMatchObject([
    { actual: 100, error: 0, inside: true },
    { actual: 51, error: 1 },
  ]);
});

it('logs a canonical forecast once, as it was first written', async () => {
  const first = forecast('ONCE', '2024-01-08', '2024-01-09', 100);
  expect(await log().save([first])).toBe(1);
  expect(await log().save([{ ...first, mean: 50 }, forecast('ONCE', '2024-01-09', '2024-01-10', 100)])).toBe(1);
  const { mean } = await database.db
    .selectFrom('forecast')
    .select('mean')
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow();
  expect(mean).toBe(100);
});

it('reads the newest sessions alone where so many are asked for', async () => {
  const days: Session[] = ['2024-02-05', '2024-02-06', '2024-02-07', '2024-02-08'];
  await log().save(days.slice(1).map((day, i) => forecast('LAST', days[i] ?? '', day, 100)));
  await insertBars(
    database.db,
    'LAST',
    days.slice(1).map(session => ({ session, close: 101, knownAt: evening(session) })),
  );
  await settleAt('LAST', evening('2024-02-08'));
  const targets = async (last?: number) =>
    (await pgSettlementReader(database.db).ofSymbol('LAST', last)).map(({ targetSession }) => targetSession);
  expect(await targets(2)).toEqual(days.slice(2));
  expect(await targets(9)).toEqual(days.slice(1));
  expect(await targets()).toEqual(days.slice(1));
});
