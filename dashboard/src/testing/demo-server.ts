import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../../pipeline/bin/nextclose.js');

export type DemoServer = { readonly url: string; stop(): Promise<void> };

/** The real server with the real page, on what a replay of two years left in a data directory of its own. */
export async function startDemo(from: string, to: string): Promise<DemoServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nextclose-page-'));
  const args = ['demo', '--json', '--from', from, '--to', to, '--port', '0', '--data-dir', dataDir];
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = async (): Promise<void> => {
    const left = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    await left;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the server names on stderr once it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
    const url = said.match(/page is at (http:\/\/[\w.:[\]]+)/)?.[1];
    if (url) resolve(url);
  });
  child.once('exit', code => reject(new Error(`the demo ended with ${code} before it served:\n${said}`)));
  return promise;
}
