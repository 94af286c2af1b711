import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, testFolder } from '../testing/cli.ts';
import { offences } from '../testing/house-style.ts';
import { inProcess } from '../testing/in-process.ts';
import { writeMarket } from '../testing/market.ts';

const folder = testFolder();
writeMarket(
  join(folder, 'bars'),
  ['UPP', 'BAD'],
  { from: '2020-01-02', to: '2020-12-31' },
  [{ from: '2020-01-02', volatility: 0.01, momentum: 0.2 }],
  11,
);

/** Prices of one day in another unit. */
function spoil(file: string, session: string): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  const spoiled = lines.map(line => {
    const [day, open, high, low, close, ...rest] = line.split(',');
    if (day !== session) return line;
    return [day, ...[open, high, low, close].map(price => Number(price) * 100), ...rest].join(',');
  });
  expect(spoiled).not.toEqual(lines);
  writeFileSync(file, spoiled.join('\n'));
}

describe('doctor data', () => {
  it('tells what is on record and what is wrong with it', async () => {
    spoil(join(folder, 'bars', 'BAD.csv'), '2020-06-15');
    const ingested = await runCli(folder, ['ingest', 'UPP', 'BAD', '--source', 'csv:bars', '--json']);
    expect(ingested, ingested.stderr).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await runCli(folder, ['doctor', 'data', '--json']);
    expect(code, stderr).toBe(0);
    const document = JSON.parse(stdout);
    expect(offences(document)).toEqual([]);
    expect(document.symbols).toMatchObject([
      {
        ...{ symbol: 'BAD', completeness: 1, revisions: 0, repairable: 1 },
        findings: [{ rule: 'block-hundredfold', sessions: ['2020-06-15'], action: 'repaired' }],
      },
      { symbol: 'UPP', completeness: 1, repairable: 0, quarantinable: 0, findings: [] },
    ]);
    const text = await runCli(folder, ['doctor', 'data', 'BAD']);
    expect(text.stdout).toMatch(/BAD +block-hundredfold +2020-06-15/);
    expect(text.stdout).not.toContain('UPP');
    const unknown = await runCli(folder, ['doctor', 'data', 'NONE', '--json']);
    expect(unknown.code).toBe(1);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: 'SYMBOL_NOT_FOUND' } });
  }, 120_000);

  it('has help of its own, and leaves the other checks of doctor as they are', async () => {
    const { code, written } = await inProcess('doctor', 'data', '--help');
    expect(code).toBe(0);
    expect(written).toContain('$ nextclose doctor data AAPL --json');
    expect((await inProcess('doctor', '--help')).written).toContain('data [options] [symbols...]');
  });
});
