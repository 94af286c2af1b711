import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { silentLog } from '#shared';
import { openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { startCli, testFolder } from './testing/cli.ts';

it('a worker fetches what the source has as soon as it starts, and stops when it is asked to', async () => {
  const folder = testFolder();
  const child = startCli(folder, ['worker', '--json'], { NEXTCLOSE_DATA_DIR: 'data', LOG_LEVEL: 'error' });
  await once(child.stderr?.setEncoding('utf8') ?? child, 'data'); // it says that it works
  const database = await openDatabase({ dataDir: join(folder, 'data'), schema: 'nextclose', log: silentLog });
  const bars = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from bar where symbol = 'AAPL'`.execute(
      database.db,
    );
    return rows[0]?.n ?? 0;
  };
  await expect.poll(bars, { timeout: 30_000 }).toBeGreaterThan(1000);
  await database.close();
  child.kill('SIGTERM');
  expect((await once(child, 'close'))[0]).toBe(0);
});
