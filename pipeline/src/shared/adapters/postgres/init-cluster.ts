import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../errors.ts';
import { processExists } from './process-info.ts';
import { confirmPointer, type Site } from './site.ts';

/** The role that owns the cluster; the only one. */
export const ROLE = 'nextclose';

/** What PostgreSQL's programs see of the environment: no PG* variable, no locale of the user's. */
export const SERVER_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster where there is none yet: `initdb` beside its place, then a rename, so that a killed process leaves no
 * half cluster and of several at once exactly one wins.
 * @throws AppError DATABASE_TOO_NEW or CONFIG_INVALID when the cluster is of another major version of PostgreSQL
 */
export async function ensureCluster(site: Site): Promise<void> {
  confirmPointer(site);
  if (!existsSync(join(site.cluster, 'PG_VERSION'))) await makeCluster(site);
  confirmPointer(site);
  const major = readFileSync(join(site.cluster, 'PG_VERSION'), 'utf8').trim();
  if (major === site.major) return;
  throw new AppError(
    Number(major) > Number(site.major) ? 'DATABASE_TOO_NEW' : 'CONFIG_INVALID',
    `"${site.cluster}" was made by PostgreSQL ${major}, and this is PostgreSQL ${site.major}`,
  );
}

async function makeCluster(site: Site): Promise<void> {
  sweep(site);
  const temporary = `${site.cluster}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await initdb(site, temporary);
    renameSync(temporary, site.cluster);
    syncFolder(dirname(site.cluster));
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Removes what killed processes left of their attempts. */
function sweep(site: Site): void {
  const prefix = `${basename(site.cluster)}.tmp-`;
  for (const name of readdirSync(site.home)) {
    if (!name.startsWith(prefix) || processExists(Number.parseInt(name.slice(prefix.length), 10))) continue;
    rmSync(join(site.home, name), { recursive: true, force: true });
  }
}

/** Strings sort by code point everywhere (the builtin C.UTF-8), so that no answer depends on the machine's locale. */
function initdb(site: Site, folder: string): Promise<void> {
  const args = ['-D', folder, '-U', ROLE, '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
  return new Promise((resolve, reject) => {
    const child = spawn(join(site.native, 'bin', 'initdb'), [...args, ...locale], {
      cwd: '/', // the current folder may be one that the server's user cannot enter
      env: SERVER_ENV,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...site.runAs,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) return resolve();
      reject(new AppError('CONFIG_INVALID', `initdb failed in "${folder}": ${output.trim().slice(-1000)}`));
    });
  });
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
