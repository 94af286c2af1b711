import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli, testFolder } from './testing/cli.ts';
import { writeMarket } from './testing/market.ts';

const SPAN = { from: '2021-01-04', to: '2021-03-31' };

function folderWithBars(): string {
  const folder = testFolder();
  writeMarket(join(folder, 'bars'), ['AAA'], SPAN, [{ from: SPAN.from, volatility: 0.01, momentum: 0 }], 1);
  return folder;
}

it('lands live answers where NEXTCLOSE_LANDING says, and those of a replay beside the replay', async () => {
  const folder = folderWithBars();
  const env = { NEXTCLOSE_LANDING: 'file:answers' };
  expect(await runCli(folder, ['ingest', 'AAA', '--source', 'csv:bars'], env)).toMatchObject({ code: 0 });
  const landed = readdirSync(join(folder, 'answers'), { recursive: true });
  expect(landed.some(path => /[0-9a-f]{64}$/.test(String(path)))).toBe(true);
  expect(existsSync(join(folder, '.nextclose', 'nextclose', 'landing'))).toBe(false);

  const replayed = await runCli(folder, ['replay', '--source', 'csv:bars', '--policy', 'never', '--json'], env);
  const [policy] = (JSON.parse(replayed.stdout) as { policies: { schema: string }[] }).policies;
  expect(existsSync(join(folder, '.nextclose', policy?.schema ?? '', 'landing.journal'))).toBe(true);
  expect(readdirSync(join(folder, 'answers'), { recursive: true })).toEqual(landed);
}, 60_000);

it.each([
  [{ NEXTCLOSE_LANDING: 's3://bucket/prefix' }, 's3://bucket/prefix'],
  [{ LOG_LEVEL: 'loud' }, 'loud'],
])('ends with 1 on %j before it makes anything', async (env, named) => {
  const folder = testFolder();
  const result = await runCli(folder, ['status', '--json'], env);
  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining(named) });
  expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'CONFIG_INVALID' } });
  expect(existsSync(join(folder, '.nextclose'))).toBe(false);
});

it('fetches a symbol once that is given twice', async () => {
  const folder = folderWithBars();
  writeFileSync(join(folder, 'nextclose.config.ts'), `export default { source: 'csv:bars', symbols: ['aaa', 'AAA'] };`);
  for (const args of [[], ['aaa', 'AAA', 'Aaa']]) {
    const { stdout } = await runCli(folder, ['features', ...args, '--json']);
    expect((JSON.parse(stdout) as { online: unknown[] }).online).toHaveLength(1);
  }
}, 60_000);
