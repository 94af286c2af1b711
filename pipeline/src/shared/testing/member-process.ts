import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./postgres-member.ts', import.meta.url));

export type MemberOptions = {
  readonly dataDir: string;
  readonly systemDir?: string;
  readonly writer?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
};

/** A process of `postgres-member.ts` as seen from the test that may kill it. */
export type Member = {
  readonly process: ChildProcess;
  /** The server's pid, once it has joined; rejects with what it wrote to stderr when it ended before */
  readonly joined: Promise<number>;
  /** The highest row that it said was acknowledged; all lower ones were too */
  acked(): number;
  /** Resolves once `condition` holds, which is looked at with every line it says; rejects when it ends before. */
  until(condition: () => boolean): Promise<void>;
  /** Asks it to leave and waits until it has ended. @returns true when it left cleanly */
  leave(): Promise<boolean>;
  kill(): Promise<void>;
};

export function startMember({ dataDir, systemDir = dataDir, writer, user }: MemberOptions): Member {
  const args = [SCRIPT, dataDir, systemDir, ...(writer === undefined ? [] : [writer])];
  const child = spawn(process.execPath, args, { cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], ...user });
  const state = { acked: 0, server: 0, left: false, errors: '' };
  const waiting = new Set<() => void>();
  child.stderr.on('data', chunk => (state.errors += String(chunk)));
  createInterface({ input: child.stdout }).on('line', line => {
    const [word, value] = line.split(' ');
    if (word === 'acked') state.acked = Number(value);
    if (word === 'joined') state.server = Number(value);
    if (word === 'left') state.left = true;
    for (const look of waiting) look();
  });
  const ended = once(child, 'close');
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      ended.then(
        () => reject(new Error(`the member ended: ${state.errors}`)),
        error => reject(error),
      );
    });
  const joined = until(() => state.server > 0).then(() => state.server);
  joined.catch(() => {});
  return {
    process: child,
    joined,
    acked: () => state.acked,
    until,
    async leave() {
      child.stdin.end();
      await ended;
      return state.left;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}
