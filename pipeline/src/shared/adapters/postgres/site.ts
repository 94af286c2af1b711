import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../errors.ts';
import { locateBinaries } from './binaries.ts';
import { runnableBinaries } from './binaries-copy.ts';
import { privateFolder, systemFolder } from './folders.ts';
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
  /** The file in the data directory that names a home outside it */
  readonly pointer: string | undefined;
};

/** For root: binaries that an unprivileged user can enter, and clusters of data directories that it cannot. */
const SYSTEM_DIR = '/var/lib/nextclose';

/**
 * Finds or makes the folders of a data directory's server; makes no cluster and starts nothing. PostgreSQL refuses to run as
 * root, so for root it runs as the owner of an existing cluster or data directory, else as an unprivileged user; where that
 * user cannot enter the data directory (a home of mode 0700), the cluster lives under `systemDir` and a pointer file names it.
 * @throws AppError CONFIG_INVALID where the embedded server cannot run, FORBIDDEN where a folder belongs to somebody else
 */
export function prepareSite(dataDir: string, systemDir: string = SYSTEM_DIR): Site {
  try {
    return siteOf(dataDir, systemDir);
  } catch (error) {
    if (!UNUSABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const { message } = error as Error;
    throw new AppError('CONFIG_INVALID', `the data directory "${dataDir}" cannot be used: ${message}`, {
      field: 'NEXTCLOSE_DATA_DIR',
      accepted: 'a folder that this user can make and write to (NEXTCLOSE_DATA_DIR, --data-dir)',
      cause: error,
    });
  }
}

/** What the file system says of a place where no folder can be made or entered. */
const UNUSABLE = new Set(
  'EACCES EPERM EROFS EEXIST ENOTDIR ENOENT ELOOP ENAMETOOLONG ERR_INVALID_ARG_VALUE'.split(' '),
);

function siteOf(dataDir: string, systemDir: string): Site {
  const binaries = locateBinaries();
  mkdirSync(dataDir, { recursive: true });
  const real = realpathSync(dataDir);
  const pointer = join(real, 'postgres.location');
  const user = isRoot() ? userForRoot(real, pointer) : ownUser();
  const home = readPointer(pointer) ?? newHome(real, pointer, user, systemDir);
  const socketDir = socketDirOf(home);
  for (const folder of new Set([home, socketDir])) privateFolder(folder, user);
  return {
    home,
    cluster: join(home, 'cluster'),
    socketDir,
    logFile: join(home, 'server.log'),
    native: runnableBinaries(binaries, user, isRoot() ? systemDir : home),
    major: binaries.major,
    runAs: isRoot() ? user : undefined,
    pointer: existsSync(pointer) ? pointer : undefined,
  };
}

const IN_USE = 'in use';

/**
 * Notes that the cluster a pointer names was made, so that a later loss of it is told from a first start.
 * @throws AppError CONFIG_INVALID when it was made before and is gone
 */
export function confirmPointer({ pointer, cluster }: Site): void {
  if (pointer === undefined) return;
  const used = readFileSync(pointer, 'utf8').split('\n').includes(IN_USE);
  const there = existsSync(cluster);
  if (there && !used) appendFileSync(pointer, `${IN_USE}\n`);
  if (there || !used) return;
  throw new AppError('CONFIG_INVALID', `"${pointer}" names the database "${cluster}", which is gone`, {
    accepted: 'the folder restored from a backup, or the pointer deleted to start with an empty database',
  });
}

function userForRoot(real: string, pointer: string): Owner {
  const owner = ownerOf(readPointer(pointer) ?? join(real, 'postgres'));
  return owner !== undefined && owner.uid !== 0 ? owner : serverUserForRoot(ownerOf(real));
}

const readPointer = (pointer: string): string | undefined =>
  existsSync(pointer) ? readFileSync(pointer, 'utf8').split('\n')[0] : undefined;

function newHome(real: string, pointer: string, user: Owner, systemDir: string): string {
  const inside = join(real, 'postgres');
  if (!isRoot() || canEnter(real, user)) return inside;
  if (existsSync(join(inside, 'cluster'))) {
    throw new AppError('FORBIDDEN', `user ${user.uid}, who owns the database in "${inside}", cannot enter that folder`);
  }
  systemFolder(systemDir, user);
  // Random, so that a data directory that was deleted and made again starts empty. Of two processes the first pointer wins.
  const made = join(systemDir, `${hash(real)}-${randomBytes(4).toString('hex')}`);
  try {
    writeFileSync(pointer, `${made}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readPointer(pointer) ?? made;
}

/** The path of a socket may have 107 bytes, `/.s.PGSQL.5432` included. */
const SOCKET_DIR_BYTES = 93;

/**
 * The home itself, or for a longer one a short folder named after its path: under /tmp rather than $TMPDIR, because every
 * process has to find the same one.
 */
function socketDirOf(home: string): string {
  if (Buffer.byteLength(home) <= SOCKET_DIR_BYTES) return home;
  const isShared = (statSync('/tmp', { throwIfNoEntry: false })?.mode ?? 0) & 0o1000;
  return join(isShared ? '/tmp' : tmpdir(), `nextclose-${hash(home)}`);
}

const hash = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);
