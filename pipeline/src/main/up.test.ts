import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, startCli, testFolder } from './testing/cli.ts';
import { writeMarket } from './testing/market.ts';

// Two made-up symbols up to last week: `up` fetches them at its start, trains them and serves them.
const folder = testFolder();
let url: string;
let child: ReturnType<typeof startCli>;
let errors = '';

beforeAll(async () => {
  const to = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
  const from = `${Number(to.slice(0, 4)) - 2}${to.slice(4)}`;
  writeMarket(join(folder, 'bars'), ['AAA', 'BBB'], { from, to }, [{ from, volatility: 0.01, momentum: 0.2 }], 3);
  const config = `export default { symbols: ['AAA', 'BBB'], source: 'csv:bars', train: { models: ['naive', 'drift', 'arima(1,1,1)', 'ridge(core@1)'] } };`;
  writeFileSync(join(folder, 'nextclose.config.ts'), config);
  child = startCli(folder, ['up', '--port', '0', '--json']);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const started = Promise.withResolvers<string>();
  child.stdout
    ?.setEncoding('utf8')
    .on('data', (text: string) => started.resolve((JSON.parse(text) as { url: string }).url));
  child.on('close', () => started.reject(new Error(`it ended: ${errors}`)));
  url = await started.promise;
  // Ready means: bars are in, and a symbol has a champion. A condition, not a sleep: the answer changes when it is true.
  await until(async () => (await fetch(`${url}/readyz`)).status === 200);
  await until(async () => (await get('/v1/symbols/BBB/forecast')).status === 200);
}, 120_000);

afterAll(async () => {
  if (child.exitCode === null) child.kill('SIGKILL');
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    if (child.exitCode !== null) throw new Error(`nextclose up ended: ${errors}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const get = (path: string, init?: RequestInit) => fetch(url + path, init);
const post = (path: string, body: object) =>
  get(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const PRICES = [170.2, 171.0, 169.8, 170.5, 171.3, 172.1, 171.8, 172.6, 173.0, 172.4];

it.each([
  '/healthz',
  '/readyz',
  '/version',
  '/v1/symbols',
  '/v1/symbols/AAA',
  '/v1/symbols/AAA/bars?limit=5',
  '/v1/symbols/AAA/features',
  '/v1/symbols/AAA/forecasts?limit=5',
  '/v1/symbols/AAA/scores',
  '/v1/symbols/AAA/models',
  '/v1/symbols/AAA/forecast?horizon=3&level=0.8',
  '/v1/models',
  '/v1/drift',
  '/v1/alarms',
  '/v1/decisions',
  '/v1/retrainings',
  '/v1/jobs',
  '/openapi.json',
])('answers GET %s with JSON', async path => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(await response.json()).toBeTypeOf('object');
});

it('serves the page, the documentation and metrics', async () => {
  for (const path of ['/', '/docs/']) expect(await (await get(path)).text()).toContain('<html');
  expect(await (await get('/metrics')).text()).toContain('nextclose_http_request_duration_seconds_count');
});

it('predicts from prices alone, with and without a symbol, and logs both', async () => {
  for (const body of [{ recent_prices: PRICES }, { recent_prices: PRICES, symbol: 'AAA', horizon: 3, level: 0.5 }]) {
    await until(async () => (await post('/predict', body)).status === 200); // the pool is trained after the symbols
    const answer = (await (await post('/predict', body)).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({
      random_walk: 172.4,
      forecast_id: expect.stringMatching(/^fc_/),
      model: { id: expect.stringMatching(/^mv_/) },
    });
    expect(Number(answer['prediction']) / 172.4).toBeCloseTo(1, 1);
  }
});

it('runs a job that was posted, and lists it', async () => {
  expect((await post('/v1/jobs', { name: 'forecast', symbols: ['AAA'] })).status).toBeLessThan(300);
  await until(async () => {
    const { items } = (await (await get('/v1/jobs')).json()) as { items: { name: string; state: string }[] };
    return items.some(({ name, state }) => name === 'forecast.v1' && state === 'completed');
  });
});

it('promotes another version without a restart, and rolls back', async () => {
  type Models = { items: { id: string; aliases: string[] }[] };
  const champion = async () =>
    ((await (await get('/v1/symbols/AAA/forecast')).json()) as { model: { id: string } }).model.id;
  const before = await champion();
  const { items } = (await (await get('/v1/symbols/AAA/models')).json()) as Models;
  const other = items.find(({ id }) => id !== before)?.id ?? '';
  expect((await post(`/v1/models/${other}/promote`, {})).status).toBe(200);
  await until(async () => (await champion()) === other);
  expect((await post('/v1/symbols/AAA/rollback', {})).status).toBe(200);
  await until(async () => (await champion()) === before);
});

it('is what commands talk to when NEXTCLOSE_URL names it', async () => {
  const env = { NEXTCLOSE_URL: url };
  const elsewhere = testFolder();
  const { forecasts } = JSON.parse(
    (await runCli(elsewhere, ['forecast', 'AAA', '--horizon', '2', '--json'], env)).stdout,
  ) as {
    forecasts: { forecast: unknown[] }[];
  };
  expect(forecasts[0]?.forecast).toHaveLength(2);
  for (const args of [['forecast', 'AAA', 'BBB'], ['models'], ['models', 'AAA']]) {
    const [there, here] = [
      await runCli(elsewhere, [...args, '--json'], env),
      await runCli(folder, [...args, '--json']),
    ];
    expect(JSON.parse(here.stdout), args.join(' ')).toEqual(JSON.parse(there.stdout));
  }
  const [unlogged] = (
    JSON.parse((await runCli(folder, ['forecast', 'AAA', '--horizon', '2', '--json'])).stdout) as {
      forecasts: object[];
    }
  ).forecasts;
  expect(unlogged).toMatchObject({ origin: 'client', forecast_id: null });
  expect(Object.keys(unlogged ?? {})).toEqual(Object.keys(forecasts[0] ?? {}));
  const queued = await runCli(elsewhere, ['retrain', 'BBB', '--reason', 'a test', '--json'], env);
  expect(JSON.parse(queued.stdout)).toMatchObject({ items: [{ name: 'retrain.v1', queued: true }] });
  expect(await runCli(elsewhere, ['forecast', 'NONE'], env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('NONE'),
  });
  expect(await runCli(elsewhere, ['explain', 'fc_x'], env)).toMatchObject({ code: 2 });
  expect(await runCli(elsewhere, ['status'], { NEXTCLOSE_URL: 'http://127.0.0.1:1' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('127.0.0.1:1'),
  });
  expect(existsSync(join(elsewhere, '.nextclose'))).toBe(false);
});

it('stops cleanly when it is asked to', async () => {
  const closed = new Promise(resolve => child.on('close', resolve));
  child.kill('SIGINT');
  expect(await closed).toBe(0);
});
