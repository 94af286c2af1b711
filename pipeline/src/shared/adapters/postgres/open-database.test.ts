import { afterAll, beforeAll, expect, it } from 'vitest';
import { timestamp } from '../../database/timestamp.ts';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

it('writes and reads', async () => {
  const { db } = database;
  const t = Date.UTC(1969, 0, 1, 1, 2, 3, 456);
  await db
    .insertInto('symbol')
    .values({ symbol: 'A', exchange: 'X', currency: null, added_at: timestamp(t) })
    .execute();
  expect(await db.selectFrom('symbol').selectAll().execute()).toEqual([
    { symbol: 'A', exchange: 'X', currency: null, revision: 0, added_at: t },
  ]);
});
