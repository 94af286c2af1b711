import { spawn } from 'node:child_process';
import { closeSync, constants, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { SERVER_ENV } from './init-cluster.ts';
import { PORT, removeStaleLocks } from './pid-file.ts';
import type { Site } from './site.ts';

/** One attempt to start the server. `exited` is set once that process has ended. */
export type Attempt = { exited?: { readonly passing: boolean; readonly output: string } };

/**
 * Given at every start rather than written into postgresql.conf, so that a new version of this list reaches old clusters.
 * A laptop's worth of memory; fsync because an acknowledged row must survive a crash; no parallel query because its shared
 * memory needs more of /dev/shm than a container has, and heavy scans are DuckDB's work here.
 */
const settings = (site: Site): Record<string, string> => ({
  listen_addresses: '',
  port: String(PORT),
  unix_socket_directories: `"${site.socketDir.replaceAll('"', '""')}"`, // a list, in which commas and spaces separate
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
  max_parallel_workers_per_gather: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  client_min_messages: 'warning',
});

/** What passes by itself: a lost race, or a killed server whose last processes still end or whose lock file is empty. */
const CONTENTION =
  /lock file ".*" (already exists|is empty)|pre-existing shared memory block|could not create any Unix-domain sockets/;

/** How somebody else ends a server. Its own faults end it by an exit code or by SIGABRT. */
const OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT']);

/**
 * Starts the server in a session of its own, so that neither Ctrl-C nor the end of this process reaches it. A second server
 * on the same cluster ends by itself at postmaster.pid: the caller has then lost a race, and somebody else's server is up.
 */
export function startServer(site: Site, log: Log): Attempt {
  for (const path of removeStaleLocks(site.cluster, site.socketDir)) log.warn({ path }, 'deleted a stale lock file');
  const output = openLog(site);
  const from = fstatSync(output).size;
  const attempt: Attempt = {};
  const ended = (reason: string, signal: NodeJS.Signals | null): void => {
    const output = reason + tail(site.logFile, from);
    attempt.exited ??= { output, passing: OUTSIDE.has(signal ?? '') || CONTENTION.test(output) };
  };
  const args = Object.entries(settings(site)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(site.native, 'bin', 'postgres'), ['-D', site.cluster, ...args], {
    cwd: '/',
    detached: true,
    env: SERVER_ENV,
    stdio: ['ignore', output, output],
    ...site.runAs,
  });
  closeSync(output);
  child.on('error', error => ended(`${error.message} `, null));
  child.on('exit', (_code, signal) => ended('', signal));
  child.unref();
  return attempt;
}

const LOG_LIMIT_BYTES = 10_000_000;

function openLog({ logFile, runAs }: Site): number {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  // Root opens it in a folder of the unprivileged user's, who must not be able to lead it elsewhere by a link.
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const handle = openSync(logFile, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  if (runAs) fchownSync(handle, runAs.uid, runAs.gid); // that user may start the server later, without root
  return handle;
}

function tail(path: string, from: number): string {
  try {
    return readFileSync(path).subarray(from).toString('utf8').trim().slice(-2000);
  } catch {
    return '';
  }
}
