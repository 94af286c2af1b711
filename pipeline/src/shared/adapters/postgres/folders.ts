import { chmodSync, lchownSync, lstatSync, mkdirSync } from 'node:fs';
import { AppError } from '../../errors.ts';
import { canEnter, isRoot, type Owner } from './server-user.ts';

/**
 * Makes a folder that only the server's user (and root) can enter. That is what keeps other users of the machine out: the
 * server has no TCP port and trusts whoever reaches its socket.
 * @throws AppError FORBIDDEN for a folder that belongs to somebody else, and for what is no folder
 */
export function privateFolder(folder: string, user: Owner): void {
  makeFolder(folder, 0o700);
  const stats = lstatSync(folder);
  if (stats.isDirectory() && stats.uid === 0 && isRoot()) lchownSync(folder, user.uid, user.gid);
  const { uid, mode } = lstatSync(folder);
  if (!stats.isDirectory() || uid !== user.uid) {
    throw new AppError('FORBIDDEN', `"${folder}" must be a folder of user ${user.uid} and belongs to user ${uid}`, {
      accepted: 'a data directory of your own',
    });
  }
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/**
 * Makes root's folder for what the server's user must reach.
 * @throws AppError FORBIDDEN when anybody but root could put something there, or when the server's user cannot enter it
 */
export function systemFolder(folder: string, user: Owner): void {
  if (makeFolder(folder, 0o755)) chmodSync(folder, 0o755); // whatever the umask
  const { uid, mode } = lstatSync(folder);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new AppError('FORBIDDEN', `"${folder}" must belong to root and be writable by root alone`);
  }
  if (!canEnter(folder, user)) throw new AppError('FORBIDDEN', `user ${user.uid} cannot enter "${folder}"`);
}

/** @returns true when it was not there before */
function makeFolder(folder: string, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}
