import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, inject, it } from 'vitest';
import { calendar, silentLog } from '#shared';
import type { PolicySummary } from '../replay/index.ts';
import { parsePolicy } from '../retrain/index.ts';
import { openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { loadSettings } from './config.ts';
import { replayPolicy, spanOf } from './replay-policy.ts';
import { openProvider } from './system.ts';
import { testFolder } from './testing/cli.ts';
import { writeMarket } from './testing/market.ts';

// Files as a folder of one's own has them: a price that never moves, a new listing, holes, and broken rows.
const SPAN = { from: '2020-01-02', to: '2021-09-30' };
const folder = testFolder();
const bars = join(folder, 'bars');
let summary: PolicySummary;

const edit = (symbol: string, change: (lines: string[]) => string[]): void => {
  const path = join(bars, `${symbol}.csv`);
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${[header, ...change(lines)].join('\n')}\n`);
};
const fields = (line: string, change: (fields: string[]) => void): string => {
  const parts = line.split(',');
  change(parts);
  return parts.join();
};

beforeAll(async () => {
  writeMarket(
    bars,
    ['FINE', 'FLAT', 'LATE', 'HOLE', 'SICK'],
    SPAN,
    [{ from: SPAN.from, volatility: 0.01, momentum: 0 }],
    5,
  );
  edit('FLAT', lines => lines.map(line => fields(line, parts => parts.splice(1, 5, '50', '50', '50', '50', '50'))));
  edit('LATE', lines => lines.slice(-60));
  edit('HOLE', lines => lines.filter((_, i) => i % 7 !== 3));
  edit('SICK', lines => lines.map((line, i) => (i % 50 === 7 ? fields(line, parts => parts.splice(2, 1, '1')) : line)));
  const settings = await loadSettings({}, folder, { source: `csv:${bars}`, dataDir: inject('testDataDir') });
  const span = await spanOf(openProvider(settings), [], {});
  summary = await replayPolicy(settings, { policy: parsePolicy('brief'), schema: 'hostile', span }, () => {});
}, 120_000);

const scored = (symbol: string): number => summary.symbols.find(row => row.symbol === symbol)?.n ?? Number.NaN;

it('goes on for the others when a symbol cannot be trained', () => {
  expect(scored('FINE')).toBeGreaterThan(100);
  expect(scored('FLAT')).toBe(0);
  expect(scored('LATE')).toBe(0);
});

it('tries a symbol that cannot be trained again every 20 sessions, not every one', async () => {
  const database = await openDatabase({ dataDir: inject('testDataDir'), schema: 'hostile', log: silentLog });
  const query = sql<{ n: number }>`select count(distinct trained_at)::int as n from training_run where symbol = 'FLAT'`;
  const { rows } = await query.execute(database.db);
  await database.close();
  const sessions = calendar('XNYS').sessions(SPAN.from, SPAN.to).length;
  // The first time with the 300th session, and after every 20 more.
  expect(rows).toEqual([{ n: 1 + Math.floor((sessions - 300) / 20) }]);
});

it('scores a symbol with holes on the sessions that it has', () => {
  expect(scored('HOLE')).toBeGreaterThan(30);
  expect(scored('HOLE')).toBeLessThan(scored('FINE'));
});

it('keeps broken rows out, counts each once, and scores the rest', () => {
  expect(summary.counts.rejected_rows).toBe(9);
  expect(scored('SICK')).toBeGreaterThan(100);
});
