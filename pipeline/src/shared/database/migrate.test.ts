import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { virtualClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { migrate, migrationStatus } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Database } from './schema.ts';

const clock = virtualClock(Date.UTC(2020, 0, 1));
const first: Migration = { name: '0001-a', statements: ['create table a (n int)', 'insert into a values (1)'] };
const second: Migration = { name: '0002-b', statements: ['alter table a add m int not null default 2'] };

let counter = 0;
let databases: OpenDatabase[];
let schema: string;

const open = async (): Promise<Kysely<Database>> => {
  const opened = await openDatabase({ dataDir: inject('testDataDir'), schema, log: silentLog, poolSize: 2 });
  databases.push(opened);
  return opened.db;
};

beforeEach(() => {
  databases = [];
  schema = `migrate_${process.pid}_${counter++}`;
});

afterEach(async () => {
  const [any] = databases;
  if (any) await sql`drop schema ${sql.id(schema)} cascade`.execute(any.db);
  for (const { close } of databases) await close();
});

it('applies what is missing, in order, at the time of the clock, and nothing twice', async () => {
  const db = await open();
  expect(await migrationStatus(db, [first, second])).toEqual({
    applied: [],
    pending: ['0001-a', '0002-b'],
    unknown: [],
  });
  expect(await migrate(db, clock, [first])).toEqual(['0001-a']);
  expect(await migrate(db, clock, [first, second])).toEqual(['0002-b']);
  expect(await migrate(db, clock, [first, second])).toEqual([]);
  expect((await sql`select * from a`.execute(db)).rows).toEqual([{ n: 1, m: 2 }]);
  expect(await migrationStatus(db, [first, second])).toEqual({
    applied: [first, second].map(({ name }) => ({ name, appliedAt: clock.now() })),
    pending: [],
    unknown: [],
  });
});

it('makes every table that the code has a type for', async () => {
  const db = await open();
  expect(await migrate(db, clock)).toEqual(MIGRATIONS.map(({ name }) => name));
  expect(await db.selectFrom('settlement').selectAll().execute()).toEqual([]);
});

it('lets one of two migrators at once wait for the other', async () => {
  const slow: Migration = { name: '0001-slow', statements: ['create table a (n int)', 'select pg_sleep(0.2)'] };
  const [one, two] = [await open(), await open()];
  const done = await Promise.all([migrate(one, clock, [slow, second]), migrate(two, clock, [slow, second])]);
  expect(done.flat().sort()).toEqual(['0001-slow', '0002-b']);
});

it('leaves nothing of a migration that fails half-way', async () => {
  const db = await open();
  const broken: Migration = { name: '0002-broken', statements: ['create table b (n int)', 'select no_such_column'] };
  await expect(migrate(db, clock, [first, broken])).rejects.toThrow('no_such_column');
  expect(await migrationStatus(db, [first, broken])).toMatchObject({ pending: ['0002-broken'] });
  expect((await sql`select to_regclass('b') as b`.execute(db)).rows).toEqual([{ b: null }]);
});

it('refuses a database that newer code has migrated, by name, and changes nothing', async () => {
  const db = await open();
  await migrate(db, clock, [first, second]);
  await expect(migrate(db, clock, [first])).rejects.toMatchObject({
    code: 'DATABASE_TOO_NEW',
    message: expect.stringContaining('"0002-b"'),
  });
  expect(await migrationStatus(db, [first])).toMatchObject({ unknown: ['0002-b'], pending: [] });
});

it.each([
  ['was edited after it was applied', [{ ...first, statements: ['create table a (n bigint)'] }, second]],
  ['comes in another order', [second, first]],
  ['was put in before an applied one', [{ name: '0000-new', statements: [] }, first, second]],
])('refuses a migration that %s', async (_what, migrations) => {
  const db = await open();
  await migrate(db, clock, [first, second]);
  await expect(migrate(db, clock, migrations)).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
});
