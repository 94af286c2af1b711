import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { seed } from './testing/seed.ts';

let database: TestDatabase;
const directory = mkdtempSync(join(tmpdir(), 'nextclose-kill-'));
const children: ChildProcess[] = [];
const CHILD = fileURLToPath(new URL('./testing/serve-child.ts', import.meta.url));
const prices = Array.from({ length: 20 }, (_, i) => 100 + Math.sin(i));

beforeAll(async () => {
  database = await testDatabase();
  await seed(database.db);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [CHILD, inject('testDataDir'), database.schema, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [port] = await once(lines, 'line');
  return { child, url: `http://127.0.0.1:${port}/predict` };
}

/** Posts from several connections until the server is gone; every id in the list was in a whole answer. */
async function load(url: string, answered: string[]): Promise<void> {
  const body = JSON.stringify({ recent_prices: prices });
  const worker = async () => {
    for (;;) {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        .then(async response => (await response.json()) as { forecast_id: string })
        .catch(() => undefined);
      if (!answer) return;
      answered.push(answer.forecast_id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

const segments = () => readdirSync(directory).filter(name => name.endsWith('.ndjson'));
const missing = async (ids: readonly string[]) => {
  const rows = await database.db.selectFrom('forecast').select('id').where('origin', '=', 'client').execute();
  const known = new Set(rows.map(row => row.id));
  return ids.filter(id => !known.has(id));
};

it('loses no answered forecast when the server is killed under load, twice', async () => {
  const answered: string[] = [];
  for (const enough of [200, 500]) {
    const { child, url } = await startServer();
    const finished = load(url, answered);
    while (answered.length < enough) await new Promise(resolve => setImmediate(resolve));
    child.kill('SIGKILL');
    await finished;
  }
  expect(answered.length).toBeGreaterThanOrEqual(500);
  expect(new Set(answered).size).toBe(answered.length);

  await startServer();
  // A file goes after its rows are in, so both are waited for.
  const deadline = performance.now() + 20_000;
  while (((await missing(answered)).length > 0 || segments().length > 0) && performance.now() < deadline);
  expect(await missing(answered)).toEqual([]);
  expect(segments()).toEqual([]);
});
