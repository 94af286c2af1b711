import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, type Instant, type Session, virtualClock } from '#shared';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { insertBars } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { parquetOfflineStore } from './adapters/parquet-offline-store.ts';
import { pgBarKnowledge } from './adapters/pg-bar-knowledge.ts';
import { pgOnlineStore } from './adapters/pg-online-store.ts';
import { computeFeatures, featureSet, materialise, updateFeatures } from './index.ts';
import { walk } from './testing/bars.ts';

const set = featureSet('core@1');
const sessionAt = (t: number): Session => addDays('2020-01-01', t);
const closeOf = (t: number): Instant => Date.parse(`${sessionAt(t)}T21:00:00Z`);

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'nextclose-features-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const insert = (symbol: string, closes: readonly number[]) =>
  insertBars(
    database.db,
    symbol,
    closes.map((close, t) => ({ session: sessionAt(t), close, knownAt: closeOf(t) })),
  );
const depsAt = (t: number) => ({
  reader: pgBarReader(database.db),
  store: pgOnlineStore(database.db),
  offline: parquetOfflineStore({ folder }),
  knowledge: pgBarKnowledge(database.db),
  clock: virtualClock(closeOf(t) + 1),
});

it('the offline rows are the batch, and the last of them the online row, to the bit', async () => {
  await insert('SAME', walk(60));
  const deps = depsAt(59);
  await updateFeatures(deps, ['SAME']);
  expect(await materialise(deps, ['SAME', 'NOBODY', 'SAME'])).toEqual([
    { symbol: 'SAME', feature_set: 'core@1', rows: 60, complete: 27, from: '2020-01-01', to: '2020-02-29' },
    { symbol: 'NOBODY', feature_set: 'core@1', rows: 0, complete: 0, from: null, to: null },
  ]);
  const offline = await deps.offline.rows(set.name, 'SAME');
  const batch = computeFeatures(set, await deps.reader.bars('SAME', { asOf: deps.clock.now() }));
  expect(offline.names).toEqual(set.names);
  expect(offline.sessions).toEqual(batch.sessions);
  expect(offline.data).toEqual(batch.data);
  const online = (await deps.store.latest(['SAME'], set.name)).get('SAME');
  expect(offline.data.slice(-batch.columns)).toEqual(online?.values);
  expect(offline.sessions.at(-1)).toBe(online?.session);
});

it('an as-of read gives the rows that were known then, with the values of then', async () => {
  await insert('ASOF', walk(40));
  await materialise(depsAt(39), ['ASOF']);
  const { reader, offline } = depsAt(20);
  const known = await offline.rows(set.name, 'ASOF', { asOf: closeOf(20) });
  const batch = computeFeatures(set, await reader.bars('ASOF', { asOf: closeOf(20) }));
  expect(known.sessions).toEqual(batch.sessions);
  expect(known.data).toEqual(batch.data);
  expect(Array.from(known.knownAt)).toEqual(Array.from({ length: 21 }, (_, t) => closeOf(t)));
});

it('rows after a bar that was revised later were not known before the revision', async () => {
  await insert('LATER', walk(40));
  const revisedAt = closeOf(35) + 5;
  await insertBars(database.db, 'LATER', [{ session: sessionAt(30), close: 77, knownAt: revisedAt, vintage: 2 }]);
  await sql`update symbol set revision = revision + 1 where symbol = 'LATER'`.execute(database.db);
  await materialise(depsAt(39), ['LATER']);
  const { offline } = depsAt(39);
  expect((await offline.rows(set.name, 'LATER', { asOf: revisedAt - 1 })).sessions.at(-1)).toBe(sessionAt(29));
  expect((await offline.rows(set.name, 'LATER', { asOf: revisedAt })).sessions.at(-1)).toBe(sessionAt(35));
  expect((await offline.rows(set.name, 'LATER')).sessions).toHaveLength(40);
});

it('without the bars’ knowledge times no row counts as known before it was computed', async () => {
  await insert('BLIND', walk(5));
  const { knowledge: _knowledge, ...deps } = depsAt(4);
  await materialise(deps, ['BLIND']);
  expect((await deps.offline.rows(set.name, 'BLIND', { asOf: deps.clock.now() - 1 })).sessions).toEqual([]);
  expect((await deps.offline.rows(set.name, 'BLIND', { asOf: deps.clock.now() })).sessions).toHaveLength(5);
});

it('a second run replaces the rows by the same ones, or by more', async () => {
  await insert('AGAIN', walk(36));
  await materialise(depsAt(33), ['AGAIN']);
  const { offline } = depsAt(33);
  const first = await offline.rows(set.name, 'AGAIN');
  await materialise(depsAt(33), ['AGAIN']);
  expect(await offline.rows(set.name, 'AGAIN')).toEqual(first);
  await materialise(depsAt(35), ['AGAIN']);
  expect((await offline.rows(set.name, 'AGAIN')).data.slice(0, first.data.length)).toEqual(first.data);
});
