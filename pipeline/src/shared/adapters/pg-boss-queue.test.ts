import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { AppError } from '../errors.ts';
import type { JobHandlers } from '../jobs.ts';
import { silentLog } from '../log.ts';
import { noting, queueContract } from '../testing/queue.contract.ts';
import { type PgBossQueue, pgBossQueue } from './pg-boss-queue.ts';
import { type OpenDatabase, openDatabase } from './postgres/open-database.ts';

const RETRIES = 2;

let database: OpenDatabase;
let counter = 0;
let schema: string;
const opened: PgBossQueue[] = [];

beforeAll(async () => {
  database = await openDatabase({ dataDir: inject('testDataDir'), log: silentLog });
});
afterAll(async () => database.close());
afterEach(async () => {
  for (const queue of opened.splice(0)) await queue.stop();
  await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(database.db);
});

const open = async (): Promise<PgBossQueue> => {
  const retry = { limit: RETRIES, delaySeconds: 0 };
  const queue = await pgBossQueue({
    database,
    schema,
    log: silentLog,
    retry,
    superviseSeconds: 1,
    stopTimeoutSeconds: 10,
  });
  opened.push(queue);
  return queue;
};
const fresh = (): Promise<PgBossQueue> => {
  schema = `jobs_${process.pid}_${counter++}`;
  return open();
};
const settled = async (queue: PgBossQueue): Promise<void> =>
  vi.waitFor(
    async () => {
      // One read: of two, a job could change from one state to the other in between.
      const left = (await queue.jobs()).filter(({ state }) => state === 'queued' || state === 'running');
      expect(left).toEqual([]);
    },
    { timeout: 20_000, interval: 20 },
  );

queueContract('pg-boss', async () => {
  const queue = await fresh();
  let current: JobHandlers | undefined;
  const dispatch = Object.fromEntries(
    Object.keys(noting().handlers).map(name => [
      name,
      (payload: never, signal: AbortSignal) => current?.[name as keyof JobHandlers](payload, signal),
    ]),
  ) as JobHandlers;
  return {
    queue,
    retryLimit: RETRIES,
    async drain(handlers) {
      const first = current === undefined;
      current = handlers;
      if (first) await queue.work(dispatch);
      await settled(queue);
    },
    close: () => queue.stop(),
  };
});

it('runs many more jobs a second than it polls', async () => {
  const queue = await fresh();
  for (let i = 0; i < 50; i++) await queue.enqueue('train.v1', { symbol: `S${i}` });
  const { handlers, ran } = noting();
  const start = performance.now();
  await queue.work(handlers);
  await vi.waitFor(() => expect(ran).toHaveLength(50), { timeout: 20_000, interval: 5 });
  expect(performance.now() - start).toBeLessThan(10_000); // 50 s at one per poll
});

it('runs as many jobs of a name at once as it is told to', async () => {
  const queue = await fresh();
  const release = Promise.withResolvers<void>();
  let running = 0;
  const handlers = {
    async 'train.v1'() {
      running += 1;
      await release.promise;
    },
  };
  await queue.work(handlers, { concurrency: 3 });
  for (const symbol of ['A', 'B', 'C', 'D']) await queue.enqueue('train.v1', { symbol });
  await vi.waitFor(() => expect(running).toBe(3), { timeout: 10_000 });
  expect(await queue.jobs({ state: 'running' })).toHaveLength(3);
  release.resolve();
  await settled(queue);
  expect(running).toBe(4);
});

it('waits for a running job when it stops, and leaves what waits to others', async () => {
  const queue = await fresh();
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let finished = false;
  await queue.work({
    async 'train.v1'() {
      started.resolve();
      await release.promise;
      finished = true;
    },
  });
  await queue.enqueue('train.v1', { symbol: 'A' });
  await started.promise;
  await queue.enqueue('train.v1', { symbol: 'B' });
  const stopped = queue.stop().then(() => finished);
  release.resolve();
  expect(await stopped).toBe(true);
  const other = await open();
  expect((await other.jobs()).map(({ payload, state }) => [payload, state])).toEqual([
    [{ symbol: 'B' }, 'queued'],
    [{ symbol: 'A' }, 'completed'],
  ]);
});

it('gives the job of a killed worker to another once its heartbeat is overdue', async () => {
  const queue = await fresh();
  const id = await queue.submit('train.v1', { symbol: 'A' }, { key: 'A' });
  // What a worker that was killed leaves behind: a claimed job and no more heartbeats.
  const jobs = sql.table(`${schema}.job`);
  await sql`update ${jobs} set state = 'active', started_on = created_on, heartbeat_on = created_on - interval '1 hour'
    where id::text = ${id}`.execute(database.db);
  const { handlers, ran } = noting();
  await queue.work(handlers);
  await vi.waitFor(() => expect(ran).toEqual(['train {"symbol":"A"}']), { timeout: 40_000, interval: 100 });
  await settled(queue);
  expect(await queue.jobs({ ...(id === undefined ? {} : { id }) })).toMatchObject([
    { state: 'completed', attempts: 2 },
  ]);
});

it('fails a payload that other code has queued and this one does not take', async () => {
  const queue = await fresh();
  const id = await queue.submit('train.v1', { symbol: 'A' });
  await sql`update ${sql.table(`${schema}.job`)} set data = '{"ticker": "A"}' where id::text = ${id}`.execute(
    database.db,
  );
  const { handlers, ran } = noting();
  await queue.work(handlers);
  await settled(queue);
  expect(ran).toEqual([]);
  expect(await queue.jobs()).toMatchObject([{ state: 'failed', attempts: 1, error: { code: 'INVALID_INPUT' } }]);
});

it('lists jobs by id, name, key and state, newest first, and keeps the failed ones as dead letters', async () => {
  const queue = await fresh();
  const first = await queue.submit('train.v1', { symbol: 'A' }, { key: 'A' });
  const second = await queue.submit('settle.v1', { symbols: ['B'] });
  expect((await queue.jobs()).map(job => job.id)).toEqual([second, first]);
  expect(await queue.jobs({ name: 'settle.v1' })).toMatchObject([
    { id: second, key: null, payload: { symbols: ['B'] }, state: 'queued', attempts: 0, startedAt: null, error: null },
  ]);
  expect((await queue.jobs({ key: 'A' })).map(job => job.id)).toEqual([first]);
  expect(await queue.jobs({ id: 'no-such-job' })).toEqual([]);
  expect((await queue.jobs({ limit: 1 })).map(job => job.id)).toEqual([second]);
  expect((await queue.jobs({ after: second ?? '' })).map(job => job.id)).toEqual([first]);
  expect(await queue.jobs({ after: first ?? '' })).toEqual([]);
  await queue.work({
    async 'train.v1'() {
      throw new AppError('SERIES_TOO_SHORT', '"A" needs 60 closes');
    },
    async 'settle.v1'() {},
  });
  await settled(queue);
  expect(await queue.jobs({ state: 'failed' })).toMatchObject([
    { id: first, attempts: 1, error: { code: 'SERIES_TOO_SHORT', message: '"A" needs 60 closes' } },
  ]);
  const [done] = await queue.jobs({ state: 'completed' });
  expect(done?.id).toBe(second);
  expect(done?.endedAt).toBeGreaterThanOrEqual(done?.startedAt ?? Number.POSITIVE_INFINITY);
  const dead = await sql`select data from ${sql.table(`${schema}.job`)} where name = 'train.v1.dead'`.execute(
    database.db,
  );
  expect(dead.rows).toEqual([{ data: { symbol: 'A' } }]);
});

it('cancels a job that waits, once', async () => {
  const queue = await fresh();
  const id = (await queue.submit('train.v1', { symbol: 'A' }, { key: 'A' })) ?? '';
  expect(await queue.cancel(id)).toBe(true);
  expect(await queue.cancel(id)).toBe(false);
  expect(await queue.cancel('no-such-job')).toBe(false);
  expect(await queue.jobs()).toMatchObject([{ id, state: 'cancelled' }]);
  expect(await queue.enqueue('train.v1', { symbol: 'A' }, { key: 'A' })).toBe(true);
});
