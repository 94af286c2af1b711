import { vi } from 'vitest';
import { execute } from '../cli.ts';

/** What a command writes and how it ends, without the second that a process takes to start. */
export async function inProcess(...args: string[]) {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const text = (stream: typeof stdout): string => stream.mock.calls.map(([chunk]) => String(chunk)).join('');
  try {
    const code = await execute(['node', 'nextclose', ...args]);
    return { code, stdout: text(stdout), stderr: text(stderr), written: text(stdout) + text(stderr) };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
