import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runningServer } from '../shared/adapters/postgres/pid-file.ts';
import { prepareSite } from '../shared/adapters/postgres/site.ts';
import { BIN, startCli, testFolder } from './testing/cli.ts';

/** Starts a command, sends the signal as soon as stderr matches, and waits for its end. */
async function interrupted(folder: string, args: readonly string[], when: RegExp, signal: NodeJS.Signals) {
  const child = startCli(folder, args);
  const site = () => prepareSite(join(folder, '.nextclose'));
  let stderr = '';
  let stdout = '';
  let server: number | undefined;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const before = when.test(stderr);
    stderr += text;
    if (before || !when.test(stderr)) return;
    server = existsSync(join(folder, '.nextclose')) ? runningServer(site().cluster) : undefined;
    child.kill(signal);
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  return { code, stdout, stderr, server, left: runningServer(site().cluster) };
}

it.each([
  ['replay', [], 'SIGINT', 130],
  ['replay', [], 'SIGTERM', 143],
  ['demo', ['--exit'], 'SIGINT', 130],
  ['demo', ['--port', '0'], 'SIGTERM', 143],
] as const)(
  '%s %j ends by %s with %i in the middle of the replay, and leaves no PostgreSQL behind',
  async (command, options, signal, code) => {
    const result = await interrupted(testFolder(), [command, ...options, '--json'], /\d+ sessions, \d+ jobs/, signal);
    expect(result).toMatchObject({ code, stderr: expect.stringContaining(`stopped by ${signal}`), left: undefined });
    expect(result.server).toBeTypeOf('number');
    expect(JSON.parse(result.stdout)).toEqual({ error: { code: 'INTERRUPTED', message: `stopped by ${signal}` } });
  },
);

it('leaves no PostgreSQL behind either when it is interrupted while that is being set up', async () => {
  const result = await interrupted(testFolder(), ['replay'], /^Replay 2 symbol/m, 'SIGINT');
  expect(result).toMatchObject({ code: 130, stdout: '', left: undefined });
});

it('passes a signal on to the newer Node that an older one has started', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "20.0.0" })';
  const args = ['--import', older, BIN, 'serve', '--port', '0', '--json'];
  const parent = spawn(process.execPath, args, { cwd: testFolder(), stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise(resolve => parent.on('close', resolve));
  const [text] = await once(parent.stdout.setEncoding('utf8'), 'data');
  const { pid } = JSON.parse(text) as { pid: number };
  expect(pid).not.toBe(parent.pid);
  parent.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
