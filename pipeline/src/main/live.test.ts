import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AppError, type JobName, silentLog } from '#shared';
import { type PgBossQueue, pgBossQueue } from '../shared/adapters/pg-boss-queue.ts';
import { type OpenDatabase, openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { jobReader } from './live.ts';

let database: OpenDatabase;
let queue: PgBossQueue;
beforeAll(async () => {
  database = await openDatabase({ dataDir: inject('testDataDir'), schema: 'live_jobs', log: silentLog });
  // A second try is far away, so that the failed job stays one that waits for it.
  const retry = { limit: 3, delaySeconds: 3_600 };
  queue = await pgBossQueue({ database, schema: 'live_jobs', log: silentLog, retry });
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

it('pages through jobs, newest first, and tells those that wait from those that wait to be tried again', async () => {
  const failing = await queue.submit('settle.v1', { symbols: ['A'] });
  const done = await queue.submit('features.v1', { symbols: ['A'] });
  const ended = { failed: Promise.withResolvers<void>(), done: Promise.withResolvers<void>() };
  await queue.work({
    async 'settle.v1'() {
      ended.failed.resolve();
      throw new AppError('SOURCE_UNAVAILABLE', 'away');
    },
    async 'features.v1'() {
      ended.done.resolve();
    },
  });
  await Promise.all([ended.failed.promise, ended.done.promise]);
  const waiting: (string | undefined)[] = [];
  for (const symbol of ['A', 'B', 'C']) waiting.unshift(await queue.submit('train.v1', { symbol }));

  const reader = jobReader(queue);
  const ids = async (state: 'waiting' | 'retry' | 'completed') =>
    (await reader.list({ limit: 10, state })).items.map(({ id }) => id);
  await expect.poll(() => ids('retry')).toEqual([failing]);
  await expect.poll(() => ids('completed')).toEqual([done]);
  expect(await ids('waiting')).toEqual(waiting);

  const pages: string[][] = [];
  let after: { at: number; id: string } | undefined;
  do {
    const page = await reader.list({ limit: 2, name: 'train.v1' as JobName, ...(after ? { after } : {}) });
    pages.push(page.items.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(pages).toEqual([waiting.slice(0, 2), waiting.slice(2)]);
});
