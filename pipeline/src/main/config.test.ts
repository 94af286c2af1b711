import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

it('follows a symbol once however it is spelt', () => {
  expect(checkConfig({ symbols: ['aapl', 'AAPL', ' Aapl '] }).symbols).toEqual(['AAPL']);
});

const itself: Record<string, unknown> = { window: 250 };
itself['again'] = itself;
it.each([
  [{ symbols: () => ['AAPL'] }, ['symbols', 'a function']],
  [{ train: { window: 500n } }, ['train.window', 'a bigint']],
  [{ server: { port: Symbol('port') } }, ['server.port', 'a symbol']],
  [{ symbols: new Set(['AAPL']) }, ['symbols', 'a Set']],
  [{ symbols: ['AAPL', new Date(0)], source: () => 'yahoo' }, ['2 fault(s)', 'symbols.1', 'a Date', 'source']],
  [{ train: itself }, ['train.again', 'holds itself']],
  [{ drift: { ratio: Number.NaN } }, ['drift.ratio', 'NaN']],
])('names the setting of %o, which is no plain data', (written, named) => {
  for (const part of named) {
    expect(() => checkConfig(written)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(part) }),
    );
  }
});

it('lets two settings share one object', () => {
  const shared = { horizon: 2 };
  expect(checkConfig({ forecast: shared }).forecast).toMatchObject({ horizon: 2 });
});

const folderWith = (config: string, manifest?: object): string => {
  const folder = mkdtempSync(join(tmpdir(), 'nextclose-config-'));
  if (manifest) writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'nextclose.config.ts'), config);
  return folder;
};

/** The symbols that the configuration gives, or the error, as Node itself loads it: the test runner has a loader of its own. */
function loadedByNode(folder: string): unknown {
  const config = new URL('./config.ts', import.meta.url).href;
  const script = `const { loadSettings } = await import(${JSON.stringify(config)});
    const told = ({ code, message, accepted }) => ({ code, message, accepted });
    console.log(JSON.stringify(await loadSettings({}, ${JSON.stringify(folder)}).then(({ config }) => config.symbols, told)));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

it.each([
  ['CommonJS', `module.exports = { symbols: ['KO'] };`, undefined],
  ['CommonJS that was compiled', `exports.__esModule = true; exports.default = { symbols: ['KO'] };`, undefined],
  ['CommonJS by its package.json', `module.exports = { symbols: ['KO'] };`, { type: 'commonjs' }],
  ['a module by its package.json', `export default { symbols: ['KO'] };`, { type: 'module' }],
])('reads a configuration that is %s', (_what, text, manifest) => {
  expect(loadedByNode(folderWith(text, manifest))).toEqual(['KO']);
});

it.each([
  [`module.exports = { symbols: ['KO'] };`, { type: 'module' }],
  [`export default { symbols: ['KO'] };`, { type: 'commonjs' }],
  [`export const symbols = ['KO'];`, undefined],
  ['export default null;', undefined],
])('says what a configuration like %j must export', (text, manifest) => {
  expect(loadedByNode(folderWith(text, manifest))).toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('nextclose.config.ts cannot be read'),
    accepted: expect.stringContaining('module.exports'),
  });
});

it.each(['/answers', 'answers', '../answers'])('takes file:%s as the landing zone', async dir => {
  const folder = folderWith('export default {};');
  expect((await loadSettings({ NEXTCLOSE_LANDING: `file:${dir}` }, folder)).landing).toBe(resolve(folder, dir));
});

it('leaves the landing zone in the data directory where none is named', async () => {
  expect((await loadSettings({ NEXTCLOSE_LANDING: '' }, folderWith('export default {};'))).landing).toBeUndefined();
});

it.each([
  [{ NEXTCLOSE_LANDING: 's3://bucket/prefix' }, ['NEXTCLOSE_LANDING', 's3://bucket/prefix', 'file:DIR']],
  [{ NEXTCLOSE_LANDING: 'answers' }, ['"answers"', 'file:DIR']],
  [{ NEXTCLOSE_LANDING: 'file:' }, ['"file:"', 'file:DIR']],
  [{ LOG_LEVEL: 'loud' }, ['LOG_LEVEL', '"loud"', 'trace, debug, info, warn, error, fatal, silent']],
  [{ LOG_LEVEL: 'loud', NEXTCLOSE_LANDING: 'answers' }, ['3 fault(s)', '"loud"', '"answers"', 'source']],
])('names what is wrong in the environment %o, together with the faults of the file', async (env, named) => {
  const loading = loadSettings(env, folderWith(`export default { source: 'bloomberg' };`));
  for (const part of named) {
    await expect(loading).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(part) });
  }
});
