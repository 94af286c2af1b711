import { spawnSync } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** True while a process of that id exists, whoever owns it. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether a process is the PostgreSQL server of a cluster: the postmaster's executable is `postgres` and its working
 * directory is the cluster (it changes into it before it writes its pid file). `unknown` where the system does not say.
 */
export function isServerOf(pid: number, cluster: string): 'yes' | 'no' | 'unknown' {
  if (!processExists(pid)) return 'no';
  if (!existsSync('/proc/self/exe')) return byName(pid);
  try {
    // "postgres (deleted)" is a server whose binaries were replaced by an update while it ran.
    const executable = basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
    return executable === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster ? 'yes' : 'no';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no' : 'unknown';
  }
}

/** macOS and other systems without /proc: the name alone, which keeps a reused pid from passing as a server. */
function byName(pid: number): 'yes' | 'no' | 'unknown' {
  const { status, stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  if (status !== 0 || stdout.trim() === '') return processExists(pid) ? 'unknown' : 'no';
  return basename(stdout.trim()) === 'postgres' ? 'yes' : 'no';
}
