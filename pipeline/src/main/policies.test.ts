import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { silentLog } from '#shared';
import type { PolicySummary } from '../replay/index.ts';
import { parsePolicy } from '../retrain/index.ts';
import { openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { loadSettings } from './config.ts';
import { replayPolicy, spanOf } from './replay-policy.ts';
import { openProvider } from './system.ts';
import { testFolder } from './testing/cli.ts';
import { writeMarket } from './testing/market.ts';

// Calm, then three times as volatile from 2021-07-01 on: the briefs' rule must notice, and never before.
const SPAN = { from: '2020-01-02', to: '2021-12-31' };
const BREAK = '2021-07-01';
const folder = testFolder();
const summaries = new Map<string, PolicySummary>();

async function settings(dataDir: string) {
  const source = join(folder, 'bars');
  mkdirSync(source, { recursive: true });
  writeMarket(
    source,
    ['CALM', 'WILD'],
    SPAN,
    [
      { from: SPAN.from, volatility: 0.01, momentum: 0.3 },
      { from: BREAK, volatility: 0.03, momentum: 0.3 },
    ],
    7,
  );
  return await loadSettings({}, folder, { source: `csv:${source}`, dataDir });
}

async function run(name: string): Promise<PolicySummary> {
  const known = summaries.get(name);
  if (known) return known;
  const given = await settings(inject('testDataDir'));
  const span = await spanOf(openProvider(given), [], {});
  const summary = await replayPolicy(given, { policy: parsePolicy(name), schema: `policies_${name}`, span }, () => {});
  summaries.set(name, summary);
  return summary;
}

beforeAll(async () => {
  for (const name of ['brief', 'monthly', 'never']) await run(name);
}, 180_000);

async function rows<Row>(name: string, query: string): Promise<Row[]> {
  const { sql } = await import('kysely');
  const database = await openDatabase({ dataDir: inject('testDataDir'), schema: `policies_${name}`, log: silentLog });
  try {
    return (await sql.raw<Row>(query).execute(database.db)).rows;
  } finally {
    await database.close();
  }
}

it('raises an alarm within a month of the break', async () => {
  const alarms = await rows<{ symbol: string; session: string }>(
    'brief',
    'select symbol, min(session) as session from alarm group by symbol',
  );
  expect(alarms.map(({ symbol }) => symbol).sort()).toEqual(['CALM', 'WILD']);
  const after = await rows<{ n: number }>(
    'brief',
    `select count(distinct symbol) as n from alarm where session between '${BREAK}' and '2021-08-01'`,
  );
  expect(after).toEqual([{ n: 2 }]);
});

it('starts at most one retraining per cause: none while a challenger shadows or the symbol cools down', async () => {
  const close = await rows<{ days: number }>(
    'brief',
    `select extract(epoch from requested_at - lag(requested_at) over (partition by symbol order by requested_at)) / 86400 as days from retraining`,
  );
  expect(close.length).toBeGreaterThan(0);
  for (const { days } of close) if (days !== null) expect(Number(days)).toBeGreaterThanOrEqual(30);
});

it('keeps the first champion under "never", alarms or not', async () => {
  const { counts } = await run('never');
  expect(counts.alarms).toBeGreaterThan(0);
  expect(counts).toMatchObject({ retrainings: 0, promotions: 0, rejections: 0 });
});

it('retrains on the calendar under "monthly", whatever the detectors say', async () => {
  const reasons = await rows<{ reason: string; n: number }>(
    'monthly',
    'select reason, count(*) as n from retraining group by reason',
  );
  expect(reasons).toEqual([{ reason: 'monthly', n: expect.any(Number) }]);
  expect(reasons[0]?.n).toBeGreaterThanOrEqual(8);
});

it('gives all policies the same bars and the same forecasts until the first of them retrains', async () => {
  const [brief, never] = [await run('brief'), await run('never')];
  expect(brief.counts.bars).toBe(never.counts.bars);
  const [first] = await rows<{ at: string }>(
    'brief',
    `select to_char(min(requested_at), 'YYYY-MM-DD') as at from retraining`,
  );
  const before = `select id, mean, lower, upper from forecast where session < '${first?.at}' order by id`;
  const early = await rows<object>('brief', before);
  expect(early.length).toBeGreaterThan(10);
  expect(early).toEqual(await rows('never', before));
});

it('finds the momentum that is there: the champion beats the random walk', async () => {
  const { skill, n } = await run('never');
  expect(n).toBeGreaterThan(200);
  expect(skill).toBeGreaterThan(0.02);
});
