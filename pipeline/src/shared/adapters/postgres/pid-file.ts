import { linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isServerOf, processExists } from './process-info.ts';

/** Every socket of ours is named after this port, which nothing listens on: there is no TCP. */
export const PORT = 5432;

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid');
const socketLock = (socketDir: string): string => join(socketDir, `.s.PGSQL.${PORT}.lock`);

/** The pid of the server that runs on the cluster, or undefined; what a killed server left behind does not count. */
export function runningServer(cluster: string): number | undefined {
  const file = read(pidFile(cluster));
  return file && file.pid > 0 && isServerOf(file.pid, cluster) !== 'no' ? file.pid : undefined;
}

/**
 * Deletes lock files that PostgreSQL would respect by mistake: those that name a live process which is no server of this
 * cluster (after a crash or a reboot the pid went to somebody else), and those that a crash left empty. A file that names a
 * dead process stays: PostgreSQL itself knows what to do with it.
 * @returns the paths it deleted
 */
export const removeStaleLocks = (cluster: string, socketDir: string): string[] =>
  [pidFile(cluster), socketLock(socketDir)].filter(path => removeStale(path, cluster));

/** How long a lock file may stay empty: its writer needs microseconds, so an older one was left by a crash. */
const EMPTY_FOR_MS = 2_000;

function removeStale(path: string, cluster: string): boolean {
  const file = read(path);
  if (file === undefined) return false;
  const stale = Number.isNaN(file.pid)
    ? ageMs(path) > EMPTY_FOR_MS
    : processExists(file.pid) && isServerOf(file.pid, cluster) === 'no';
  if (!stale) return false;
  // Taken aside first and compared, because a server may have started and replaced the file since it was read.
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== file.text) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  rmSync(aside, { force: true });
  return true;
}

/** The pid in the first line: NaN when there is none, made positive for a standalone backend's. */
function read(path: string): { readonly pid: number; readonly text: string } | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return { pid: Math.abs(Number.parseInt(text, 10)), text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ageMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : 0;
}
