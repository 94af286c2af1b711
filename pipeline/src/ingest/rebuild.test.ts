import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '#shared';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { rebuild } from './rebuild.ts';
import { type IngestStage, ingestStage, nyse, row } from './testing/fixture.ts';

let database: TestDatabase;
let stage: IngestStage;
beforeAll(async () => {
  database = await testDatabase();
  stage = await ingestStage(database.db, '2024-03-04');
});
afterAll(async () => {
  stage.close();
  await database.close();
});

const sessions = nyse.sessions('2024-02-01', '2024-04-30');
const rows = sessions.map((session, i) => row(session, 100 + i));
const changed = (session: string, close: number) =>
  rows.map(one => (one.session === session ? row(session, close) : one));

const tables = async () => {
  const { db } = stage;
  return {
    symbols: await db.selectFrom('symbol').selectAll().orderBy('symbol').execute(),
    landed: await db.selectFrom('landing_object').selectAll().orderBy('id').execute(),
    bars: await db.selectFrom('bar').selectAll().orderBy('symbol').orderBy('session').orderBy('vintage').execute(),
    events: await db
      .selectFrom('price_event')
      .selectAll()
      .orderBy('symbol')
      .orderBy('session')
      .orderBy('vintage')
      .execute(),
    rejected: await db.selectFrom('rejected_row').selectAll().orderBy('id').execute(),
  };
};

it('makes every table again from the landing zone, row for row, and adds nothing where they are there', async () => {
  const { books, db, landing, store, deps } = stage;
  const rebuildAll = () => rebuild({ landing, store, log: silentLog, parser: () => deps.provider });
  books.set('A', { rows });
  books.set('B', { rows: rows.map((one, i) => (i === 3 ? row(one.session, -5) : one)) });
  await stage.run();
  books.set('A', { rows: changed('2024-03-01', 77), events: [{ session: '2024-03-05', kind: 'split', value: 2 }] });
  await stage.on('2024-03-05');
  books.set('A', { rows: changed('2024-03-01', 78), events: [{ session: '2024-03-05', kind: 'split', value: 3 }] });
  books.set('B', { rows, events: [{ session: '2024-02-20', kind: 'dividend', value: 0.25 }] });
  await stage.on('2024-03-06', { from: '2024-02-01' });
  const before = await tables();
  expect(before.bars.filter(({ session }) => session === '2024-03-01').map(({ close }) => close)).toEqual([
    120, 77, 78, 120,
  ]);
  expect(before.events.length).toBeGreaterThanOrEqual(3);
  expect(before.rejected).toHaveLength(1);

  expect(await rebuildAll()).toEqual([]);
  expect(await tables()).toEqual(before);

  await sql`truncate symbol, landing_object, bar, price_event, rejected_row cascade`.execute(db);
  expect(await rebuildAll()).toHaveLength(6);
  expect(await tables()).toEqual(before);
  expect(await rebuildAll()).toEqual([]);
});
