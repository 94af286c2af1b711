import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../errors.ts';
import { locateBinaries } from './binaries.ts';
import { runnableBinaries } from './binaries-copy.ts';
import { canEnter, isRoot, type Owner, ownerOf, ownUser, serverUserForRoot } from './server-user.ts';

/** Where the embedded server of a data directory lives, and as whom it runs. */
export type Site = {
  /** Mode 0700, of the server's user; holds the cluster, the server's log and, unless its path is too long, the socket */
  readonly home: string;
  readonly cluster: string;
  readonly socketDir: string;
  readonly logFile: string;
  /** The folder with bin/, lib/ and share/ */
  readonly native: string;
  readonly major: string;
  /** Another user than this process's: only root has one */
  readonly runAs: Owner | undefined;
};

/** For root: binaries that an unprivileged user can enter, and clusters of data directories that it cannot. */
export const SYSTEM_DIR = '/var/lib/nextclose';

/** Names the home of a cluster that does not fit inside its data directory. */
const POINTER = 'postgres.location';

/**
 * Finds or makes the folders of a data directory's server; makes no cluster and starts nothing. PostgreSQL refuses to run as
 * root, so for root it runs as the owner of an existing cluster, else as an unprivileged user; where that user cannot enter
 * the data directory (a home of mode 0700), the cluster lives under `systemDir` and a pointer file names it.
 * @throws AppError CONFIG_INVALID where the embedded server cannot run, FORBIDDEN where a folder belongs to somebody else
 */
export function prepareSite(dataDir: string, systemDir: string = SYSTEM_DIR): Site {
  mkdirSync(dataDir, { recursive: true });
  const real = realpathSync(dataDir);
  const user = isRoot() ? userForRoot(real) : ownUser();
  const home = homeOf(real, user, systemDir);
  own(home, user);
  const binaries = locateBinaries();
  return {
    home,
    cluster: join(home, 'cluster'),
    socketDir: socketDirOf(home, user),
    logFile: join(home, 'server.log'),
    native: runnableBinaries(binaries, user, isRoot() ? systemDir : home),
    major: binaries.major,
    runAs: isRoot() ? user : undefined,
  };
}

function userForRoot(real: string): Owner {
  const owner = ownerOf(pointedHome(real) ?? join(real, 'postgres'));
  return owner !== undefined && owner.uid !== 0 ? owner : serverUserForRoot();
}

function homeOf(real: string, user: Owner, systemDir: string): string {
  const inside = join(real, 'postgres');
  const pointed = pointedHome(real);
  if (pointed !== undefined) return pointed;
  if (!isRoot() || canEnter(real, user)) return inside;
  if (existsSync(join(inside, 'cluster'))) {
    throw new AppError('FORBIDDEN', `user ${user.uid}, who owns the database in "${inside}", cannot enter that folder`);
  }
  // Random, so that a data directory that was deleted and made again starts empty. Of two processes the first pointer wins.
  const made = join(systemDir, `${hash(real)}-${randomBytes(4).toString('hex')}`);
  try {
    writeFileSync(join(real, POINTER), `${made}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return pointedHome(real) ?? made;
  }
  mkdirSync(systemDir, { recursive: true, mode: 0o755 });
  return made;
}

function pointedHome(real: string): string | undefined {
  const pointer = join(real, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
}

/**
 * Where the socket goes. Its path may have 107 bytes, so a longer home gets a short folder under /tmp (not $TMPDIR: every
 * process has to find the same one), named after the home's path.
 */
function socketDirOf(home: string, user: Owner): string {
  if (Buffer.byteLength(home) <= 93) return home;
  const shared = existsSync('/tmp') && (statSync('/tmp').mode & 0o1002) === 0o1002 ? '/tmp' : tmpdir();
  const folder = join(shared, `nextclose-${hash(home)}`);
  own(folder, user);
  return folder;
}

/**
 * Makes a folder private to the server's user. Its mode is what keeps other users of the machine out: the server has no TCP
 * port and trusts whoever reaches its socket, which are this user and root.
 */
function own(folder: string, user: Owner): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (isRoot()) chownSync(folder, user.uid, user.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = ownerOf(folder);
  if (isRoot() && owner?.uid === 0) chownSync(folder, user.uid, user.gid); // its maker was killed in between
  const mine = owner !== undefined && (owner.uid === user.uid || (isRoot() && owner.uid === 0));
  if (!mine || (owner.mode & 0o170000) !== 0o040000 || (owner.mode & 0o077) !== 0) {
    throw new AppError('FORBIDDEN', `"${folder}" must be a folder of user ${user.uid} with mode 0700`, {
      accepted: `a data directory of your own, or the same user as before (${dirname(folder)})`,
    });
  }
}

const hash = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);
