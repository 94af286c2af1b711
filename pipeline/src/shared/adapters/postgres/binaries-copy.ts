import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors.ts';
import { type Binaries, makeLinks, missingLinks } from './binaries.ts';
import { systemFolder } from './folders.ts';
import { canEnter, isRoot, type Owner, ownerOf, ownUser } from './server-user.ts';

/**
 * Binaries that `user` can run: the installed ones in place where that is possible, else a copy under `copies`, named after
 * the version and used again by later runs.
 * @returns the folder with bin/, lib/ and share/
 */
export function runnableBinaries(binaries: Binaries, user: Owner, copies: string): string {
  if (isUsableBy(binaries.native, user) && completed(binaries.native)) return binaries.native;
  if (isRoot()) systemFolder(copies, user);
  return copied(binaries, join(copies, `postgresql-${binaries.version}-${process.arch}`));
}

/** Left in a folder that their user cannot enter, they would fail with a misleading "libssl.so: cannot open". */
function isUsableBy(native: string, user: Owner): boolean {
  if (!isRoot()) return isExecutable(join(native, 'bin', 'postgres'));
  const server = statSync(join(native, 'bin', 'postgres'));
  const executable = (server.mode & (server.uid === user.uid ? 0o100 : 0o001)) !== 0;
  return executable && ['bin', 'lib', 'share'].every(folder => canEnter(join(native, folder), user));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function completed(native: string): boolean {
  try {
    makeLinks(native);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function copied({ native }: Binaries, target: string): string {
  const wanted = fingerprint(native);
  if (isWhole(target, wanted)) return checkedOwner(target);
  const temporary = `${target}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    // Links stay as they are: resolved ones would point back into the folder that the user cannot enter.
    cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
    makeLinks(temporary);
    openToAll(temporary);
    replace(temporary, target, wanted);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return checkedOwner(target);
}

/** Two processes may copy at once; the second finds the first one's copy. A damaged copy (power failure) makes room. */
function replace(temporary: string, target: string, wanted: string): void {
  if (!isWhole(target, wanted)) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** What root runs must not have been put there by anybody else; that the folder around it is root's is checked before. */
function checkedOwner(target: string): string {
  const { uid } = lstatSync(target);
  if (uid !== ownUser().uid) throw new AppError('FORBIDDEN', `"${target}" belongs to user ${uid}; delete it`);
  return target;
}

const isWhole = (copy: string, wanted: string): boolean =>
  ownerOf(copy) !== undefined && fingerprint(copy) === wanted && missingLinks(copy).length === 0;

/** Names and sizes of all files: tells a whole copy from one that lost data in a power failure. */
function fingerprint(folder: string): string {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile());
  const lines = files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return `${path.slice(folder.length)} ${statSync(path).size}`;
  });
  return lines.sort().join('\n');
}

/** An install under a strict umask has files that only their owner reads. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    chmodSync(path, entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
