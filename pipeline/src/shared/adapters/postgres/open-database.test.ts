import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AppError } from '../../errors.ts';
import { silentLog } from '../../log.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { isUnavailable, translated } from './unavailable.ts';

let embedded: OpenDatabase;
let url: string;

const dataDir = inject('testDataDir');
beforeAll(async () => {
  embedded = await openDatabase({ dataDir, log: silentLog });
  const { host, user } = embedded.connection;
  url = `postgres://${user}@${encodeURIComponent(host ?? '')}/postgres`;
});
afterAll(async () => embedded.close());

const at = (given: string, schema?: string) =>
  openDatabase({ url: given, dataDir: 'unused', log: silentLog, poolSize: 3, ...(schema ? { schema } : {}) });

it('opens a server of your own by its URL and leaves it running', async () => {
  const opened = await at(url);
  expect([embedded.kind, opened.kind]).toEqual(['embedded', 'url']);
  const { rows } = await sql`select '2020-01-02'::date as d, current_setting('timezone') as zone`.execute(opened.db);
  expect(rows).toEqual([{ d: '2020-01-02', zone: 'UTC' }]);
  await opened.close();
  expect((await sql`select 1 as one`.execute(embedded.db)).rows).toEqual([{ one: 1 }]);
});

it('makes its schema, also when two open it at once, and every connection looks tables up there', async () => {
  const [one, two] = await Promise.all([at(url, 'open "A"'), at(url, 'open "A"')]);
  const other = await at(url, 'open_b');
  await sql`create table here (n int)`.execute(one.db);
  const found = await Promise.all(
    Array.from({ length: 6 }, () => sql<{ t: string }>`select to_regclass('here')::text as t`.execute(two.db)),
  );
  expect(found.map(({ rows }) => rows[0]?.t)).toEqual(Array(6).fill('here'));
  expect((await sql`select to_regclass('here') as t`.execute(other.db)).rows).toEqual([{ t: null }]);
  await sql`drop schema "open ""A""" cascade`.execute(one.db);
  await sql`drop schema open_b`.execute(one.db);
  for (const { close } of [one, two, other]) await close();
});

it.each([
  ['nobody listens', 'postgres://127.0.0.1:1/postgres', 'DATABASE_UNAVAILABLE'],
  ['no host has that name', 'postgres://nowhere.invalid/postgres', 'DATABASE_UNAVAILABLE'],
  ['the URL is none', 'postgres://host:port/x', 'CONFIG_INVALID'],
])('rejects when %s', async (_what, given, code) => {
  await expect(at(given)).rejects.toMatchObject({ code });
});

it('rejects a database that does not exist and names the setting', async () => {
  const refused = at(url.replace(/postgres$/, 'missing'));
  await expect(refused).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'DATABASE_URL' });
});

it('closes once, after the queries that run, and refuses later ones', async () => {
  const opened = await at(url);
  const running = sql`select pg_sleep(0.05), 1 as one`.execute(opened.db);
  await sql`select 1`.execute(opened.db);
  await Promise.all([running, opened.close(), opened.close()]);
  expect((await running).rows).toMatchObject([{ one: 1 }]);
  await expect(sql`select 1`.execute(opened.db)).rejects.toThrow();
});

it('rolls a failed transaction back and passes errors of SQL through as they are', async () => {
  const opened = await at(url, 'open_c');
  await sql`create table t (n int primary key)`.execute(opened.db);
  const failed = opened.db.transaction().execute(async tx => {
    await sql`insert into t values (1)`.execute(tx);
    await sql`insert into t values (1)`.execute(tx);
  });
  await expect(failed).rejects.toMatchObject({ code: '23505' });
  expect((await sql`select n from t`.execute(opened.db)).rows).toEqual([]);
  await sql`drop schema open_c cascade`.execute(opened.db);
  await opened.close();
});

const coded = (code: string): Error => Object.assign(new Error(code), { code });

it.each([
  [coded('57P01'), true],
  [coded('57P03'), true],
  [coded('08006'), true],
  [coded('53300'), true],
  [coded('ECONNREFUSED'), true],
  [coded('ENOENT'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new Error('Client has encountered a connection error and is not queryable'), true],
  [coded('23505'), false],
  [coded('40001'), false],
  [new Error('x is not a function'), false],
  ['text', false],
  [undefined, false],
])('tells whether %s means that the database is away: %s', (error, away) => {
  expect(isUnavailable(error)).toBe(away);
  if (away) expect(translated(error)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', cause: error });
  else expect(translated(error)).toBe(error);
});

it('translates an error once', () => {
  const error = new AppError('DATABASE_UNAVAILABLE', 'Connection terminated');
  expect(translated(error)).toBe(error);
});
