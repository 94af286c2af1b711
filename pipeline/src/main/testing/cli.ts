import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../../bin/nextclose.js', import.meta.url));

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A folder of its own for one test's data and configuration. */
export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'nextclose-cli-'));

/** Starts the CLI as a user would, in a folder of its own, with nothing of the environment that could change what it does. */
export function startCli(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const clean = Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined);
  return spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(clean), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the CLI to its end. */
export function runCli(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  const child = startCli(folder, args, env);
  const { promise, resolve, reject } = Promise.withResolvers<CliResult>();
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.on('error', reject);
  child.on('close', code => resolve({ code, stdout, stderr }));
  return promise;
}
