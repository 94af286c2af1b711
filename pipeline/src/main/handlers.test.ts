import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  AppError,
  calendar,
  type EnqueueOptions,
  type ErrorCode,
  type JobName,
  silentLog,
  virtualClock,
} from '#shared';
import type { Provider } from '../ingest/index.ts';
import { parsePolicy } from '../retrain/index.ts';
import { loadSettings } from './config.ts';
import { jobHandlers } from './handlers.ts';
import { buildLoop } from './loop.ts';
import { openSystem, type System } from './system.ts';
import { testFolder } from './testing/cli.ts';

const NOW = calendar('XNYS').close('2024-03-05') + 1;
const failures = new Map<string, ErrorCode>();
let system: System;

/** Answers of one bar, or the failure that is set for the symbol. */
const provider: Provider = {
  name: 'failing',
  async fetch(request, { clock }) {
    const code = failures.get(request.symbol);
    if (code !== undefined) throw new AppError(code, `${code} for ${request.symbol}`);
    const bytes = new TextEncoder().encode('2024-03-05');
    return { provider: 'failing', request, origin: '', mediaType: 'text/plain', bytes, receivedAt: clock.now() };
  },
  parse() {
    const row = { session: '2024-03-05', open: 1, high: 1, low: 1, close: 1, volume: 1, source: [] };
    return { market: { exchange: 'XNYS', currency: 'USD' }, rows: [row], events: [] };
  },
};

beforeAll(async () => {
  const settings = await loadSettings({}, testFolder(), { dataDir: `${testFolder()}/data` });
  system = await openSystem(settings, { schema: 'handlers', clock: virtualClock(NOW), log: silentLog });
});
afterAll(() => system.close());

async function ingestJob(symbols: string[], broken: Record<string, ErrorCode>) {
  failures.clear();
  for (const [symbol, code] of Object.entries(broken)) failures.set(symbol, code);
  const loop = buildLoop(system, parsePolicy('brief'));
  const queued: [JobName, object][] = [];
  const keys: (string | undefined)[] = [];
  const queue = {
    async enqueue(name: JobName, payload: object, { key }: EnqueueOptions = {}) {
      keys.push(key);
      return queued.push([name, payload]) > 0;
    },
  };
  const handlers = jobHandlers({ ...loop, ingest: { ...loop.ingest, provider } }, queue);
  const outcome = handlers['ingest.v1']({ symbols }, new AbortController().signal);
  return {
    queued,
    keys,
    error: await outcome.then(
      () => undefined,
      (error: AppError) => error,
    ),
  };
}

it('goes on with the symbols that came, and asks again, on their own, for those that may recover', async () => {
  const { queued, error } = await ingestJob(['A', 'B', 'C', 'D'], {
    B: 'SOURCE_UNAVAILABLE',
    C: 'SYMBOL_NOT_FOUND',
    D: 'SOURCE_UNAVAILABLE',
  });
  expect(error).toBeUndefined();
  expect(queued).toEqual([
    ['features.v1', { symbols: ['A'] }],
    ['ingest.v1', { symbols: ['B', 'D'] }],
  ]);
});

it('asks again for thousands under a key that an index takes', async () => {
  const symbols = Array.from({ length: 1000 }, (_, i) => `SYMBOL${i}`);
  const { keys } = await ingestJob(['A', ...symbols], Object.fromEntries(symbols.map(s => [s, 'SOURCE_UNAVAILABLE'])));
  expect(keys[1]?.length).toBeLessThan(200);
});

it('fails a job that got nothing, with the code by which the queue decides on another try', async () => {
  const outage = await ingestJob(['A', 'B'], { A: 'SYMBOL_NOT_FOUND', B: 'SOURCE_UNAVAILABLE' });
  expect(outage.error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining('and 1 more') });
  const unknown = await ingestJob(['A'], { A: 'SYMBOL_NOT_FOUND' });
  expect(unknown.error).toMatchObject({ code: 'SYMBOL_NOT_FOUND', message: 'A: SYMBOL_NOT_FOUND for A' });
  expect([...outage.queued, ...unknown.queued]).toEqual([]);
});
