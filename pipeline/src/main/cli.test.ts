import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, testFolder } from './testing/cli.ts';
import { offences } from './testing/house-style.ts';
import { inProcess } from './testing/in-process.ts';
import { writeMarket } from './testing/market.ts';

const COMMANDS = [
  'init',
  'up',
  'demo',
  'replay',
  'ingest',
  'features',
  'train',
  'forecast',
  'settle',
  'drift',
  'retrain',
  'models',
  'promote',
  'rollback',
  'explain',
  'serve',
  'worker',
  'migrate',
  'status',
  'doctor',
  'export',
];

const folder = testFolder();
writeMarket(
  join(folder, 'bars'),
  ['UPP', 'DWN'],
  { from: '2020-01-02', to: '2021-06-30' },
  [{ from: '2020-01-02', volatility: 0.01, momentum: 0.2 }],
  11,
);
const csv = ['--source', 'csv:bars'];

async function json<Document>(...args: string[]): Promise<Document> {
  const result = await runCli(folder, [...args, '--json']);
  expect(result, result.stderr).toMatchObject({ code: 0 });
  const document = JSON.parse(result.stdout);
  expect(offences(document)).toEqual([]);
  return document;
}

describe('every command', () => {
  it.each(COMMANDS)('%s --help shows an example and ends with 0', async command => {
    const { code, written } = await inProcess(command, '--help');
    expect(code).toBe(0);
    expect(written).toContain(`$ nextclose ${command}`);
    expect(written).toContain('--json');
  });

  it('is listed by --help', async () => {
    const { stdout, code } = await runCli(folder, ['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });
});

describe('wrong usage ends with 2 and names what was given', () => {
  it.each([
    [['bogus'], 'bogus'],
    [['forecast'], 'symbols'],
    [['forecast', '../../etc/passwd'], 'passwd'],
    [['forecast', 'AAPL', '--horizon', '99'], '99'],
    [['forecast', 'AAPL', '--level', 'high'], 'high'],
    [['ingest', '--from', '2023-02-30'], '2023-02-30'],
    [['ingest', '--source', 'bloomberg'], 'bloomberg'],
    [['replay', '--policy', 'hope'], 'hope'],
    [['export', '--format', 'xlsx'], 'xlsx'],
    [['status', '--colour'], '--colour'],
    [['serve', '--port', '99999'], '99999'],
    [['explain', 'fc_none', '--schema', 'pg_catalog'], 'pg_catalog'],
    [['export', '--schema', 'demo_jobs'], 'demo_jobs'],
  ])('%j', async (args, named) => {
    expect(await inProcess(...args)).toMatchObject({ code: 2, written: expect.stringContaining(named) });
    const { code, stdout } = await inProcess(...args, '--json');
    expect({ code, document: JSON.parse(stdout) }).toEqual({
      code: 2,
      document: { error: expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(named) }) },
    });
  });

  it('as a process: nothing on stdout, the fault on stderr', async () => {
    const result = await runCli(folder, ['forecast', 'AAPL', '--horizon', '99']);
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('99') });
  });
});

describe('a first day, on files', () => {
  it('writes a configuration that it can read, and does not overwrite it', async () => {
    const { written } = await json<{ written: string }>('init');
    expect(readFileSync(written, 'utf8')).toContain('symbols:');
    expect(await runCli(folder, ['init'])).toMatchObject({ code: 1, stderr: expect.stringContaining('--force') });
    expect(await runCli(folder, ['status', '--json'])).toMatchObject({ code: 0 });
  });

  it('says what is missing before there is anything', async () => {
    expect(await runCli(folder, ['forecast', 'UPP'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nextclose ingest UPP'),
    });
    expect(await runCli(folder, ['promote', 'mv_none'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('mv_none'),
    });
    expect(await runCli(folder, ['explain', 'fc_none'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('fc_none'),
    });
  });

  it('ingests once and then finds nothing new', async () => {
    type Report = { symbols: { symbol: string; new: number; unchanged: number }[] };
    const first = await json<Report>('ingest', 'UPP', 'DWN', ...csv);
    expect(first.symbols.map(row => row.new)).toEqual([377, 377]);
    const again = await json<Report>('ingest', 'UPP', 'DWN', ...csv);
    expect(again.symbols.map(row => [row.new, row.unchanged])).toEqual([
      [0, 5],
      [0, 5],
    ]);
  });

  it('keeps going when one symbol fails, and ends with 1', async () => {
    const { code, stdout } = await runCli(folder, ['ingest', 'UPP', 'GONE', ...csv, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).symbols).toMatchObject([
      { symbol: 'UPP', new: 0 },
      { symbol: 'GONE', error: { code: 'SYMBOL_NOT_FOUND' } },
    ]);
  });

  it('trains, and serves a forecast with the random walk beside it', async () => {
    await json('features', 'UPP', 'DWN');
    const { candidates } = await json<{ candidates: { spec: string; scores: { n: number } | null }[] }>(
      'train',
      'UPP',
      'DWN',
    );
    expect(candidates.map(({ spec }) => spec)).toContain('ridge(core@1)');
    for (const { scores } of candidates) expect(scores?.n).toBe(120);
    type Forecasts = {
      forecasts: { random_walk: number; forecast: { mean: number; lower: number; upper: number }[] }[];
    };
    const { forecasts } = await json<Forecasts>('forecast', 'UPP', 'DWN', '--horizon', '3');
    for (const { forecast, random_walk } of forecasts) {
      expect(forecast).toHaveLength(3);
      for (const { mean, lower, upper } of forecast) {
        expect(mean / random_walk).toBeCloseTo(1, 1);
        expect(lower).toBeLessThan(mean);
        expect(upper).toBeGreaterThan(mean);
      }
    }
  });

  it('logs what it forecast, and makes it again to the same bits', async () => {
    await json('export', '--format', 'csv', '--out', 'exported');
    const [header, row] = readFileSync(join(folder, 'exported', 'forecast.csv'), 'utf8').split('\n');
    const id = row?.split(',')[header?.split(',').indexOf('id') ?? 0] ?? '';
    const explained = await json<{ replayed: { same: boolean } }>('explain', id);
    expect(explained.replayed).toMatchObject({ same: true });
    expect(existsSync(join(folder, 'exported', 'bar.csv'))).toBe(true);
  });

  it('promotes and rolls back, with both on record', async () => {
    type Models = { models: { id: string; aliases: string[] }[] };
    const { models } = await json<Models>('models', 'UPP');
    const champion = models.find(({ aliases }) => aliases.includes('champion'))?.id ?? '';
    const other = models.find(({ id }) => id !== champion)?.id ?? '';
    const moved = { symbol: 'UPP', alias: 'champion', moved_at: expect.stringMatching(/Z$/) };
    expect(await json('promote', other, '--reason', 'a test')).toEqual({ ...moved, version_id: other, revision: 2 });
    expect(await json('rollback', 'UPP')).toEqual({ ...moved, version_id: champion, revision: 3 });
    expect(await runCli(folder, ['rollback', 'UPP'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no earlier champion'),
    });
  });

  it.each(['settle', 'drift', 'retrain', 'migrate', 'doctor', 'status'])(
    '%s gives one JSON document',
    async command => {
      expect(await json(command)).toBeTypeOf('object');
    },
  );

  it('answers an error as JSON too', async () => {
    const { stdout } = await runCli(folder, ['explain', 'fc_none', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'FORECAST_NOT_FOUND', message: expect.stringContaining('fc_none') },
    });
  });

  it('keeps stdout to the document, whatever the configuration writes there', async () => {
    const noisy = testFolder();
    const config = `console.log('loaded'); process.stdout.write('raw');
      process.on('exit', () => console.log('ended')); export default {};`;
    writeFileSync(join(noisy, 'nextclose.config.ts'), config);
    const { code, stdout, stderr } = await runCli(noisy, ['status', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ symbols: [] });
    for (const text of ['loaded', 'raw', 'ended']) expect(stderr).toContain(text);
  });

  it('names every fault of a configuration at once', async () => {
    const broken = testFolder();
    writeFileSync(join(broken, 'nextclose.config.ts'), `export default { source: 'bloomberg', train: { window: 1 } };`);
    const { code, stderr } = await runCli(broken, ['status']);
    expect(code).toBe(1);
    expect(stderr).toContain('bloomberg');
    expect(stderr).toContain('train.window');
  });
});
