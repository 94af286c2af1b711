import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkConfig, loadSettings } from './config.ts';

it('runs without any configuration', () => {
  const config = checkConfig({});
  expect(config.symbols).toEqual(['AAPL', '^GSPC']);
  expect(config.drift).toEqual({ window: 20, ratio: 0.1, consecutive: 3, errors: 'relative' });
  expect(config.server).toEqual({ host: '127.0.0.1', port: 4280 });
});

it('keeps the defaults of what a section leaves out', () => {
  expect(checkConfig({ train: { window: 250 } }).train).toMatchObject({ window: 250, validation: 120, refitEvery: 20 });
});

it('spells symbols as tickers', () => {
  expect(checkConfig({ symbols: [' brk-b ', '^gspc'] }).symbols).toEqual(['BRK-B', '^GSPC']);
});

it('names every fault of the schema at once, with the value', () => {
  const faults = () =>
    checkConfig({ source: 'bloomberg', train: { window: 3.5 }, server: { port: 99999 }, colour: 'red' });
  expect(faults).toThrow(/4 fault\(s\)/);
  for (const part of [
    'source',
    '"bloomberg"',
    'train.window',
    '3.5',
    'server.port',
    '99999',
    'colour: is not a setting, got "red"',
  ])
    expect(faults).toThrow(part);
});

it('names every meaningless value at once, with what would be accepted', () => {
  const faults = () =>
    checkConfig({ symbols: ['../../etc/passwd'], train: { models: ['naive', 'lstm'] }, retrain: { policy: 'hope' } });
  expect(faults).toThrow(/3 fault\(s\)/);
  for (const part of [
    'symbols.0',
    'passwd',
    'train.models.1',
    'lstm',
    'arima(p,d,q)',
    'retrain.policy',
    'hope',
    'brief',
  ]) {
    expect(faults).toThrow(part);
  }
});

it('reads nextclose.config.ts of the folder and lets the command line win', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nextclose-config-'));
  writeFileSync(join(folder, 'nextclose.config.ts'), `export default { symbols: ['KO'], source: 'yahoo' };`);
  const env = { NEXTCLOSE_DATA_DIR: 'elsewhere', DATABASE_URL: '' };
  const settings = await loadSettings(env, folder, { source: 'csv:bars' });
  expect(settings.config).toMatchObject({ symbols: ['KO'], source: 'csv:bars' });
  expect(settings.dataDir).toBe(join(folder, 'elsewhere'));
  expect(settings.databaseUrl).toBeUndefined();
});

it('says which file cannot be read, and why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nextclose-config-'));
  writeFileSync(join(folder, 'nextclose.config.ts'), 'export default { symbols: [ };');
  await expect(loadSettings({}, folder)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('nextclose.config.ts'),
  });
});
