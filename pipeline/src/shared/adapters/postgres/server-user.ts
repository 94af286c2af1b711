import { appendFileSync, lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

export type Owner = { readonly uid: number; readonly gid: number };

/** True for root, which PostgreSQL refuses to run as. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/** The user of this process. */
export const ownUser = (): Owner => ({ uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 });

/**
 * The unprivileged user that root's server runs as: the owner of what it works on, where that is a known user other than
 * root, so that root and that user can share it; else `nobody`, `daemon`, or any other entry of /etc/passwd. initdb looks its
 * user up by name, so a uid without an entry will not do.
 */
export function unprivilegedUser(passwd: string, owner?: Owner): Owner | undefined {
  const users = passwd
    .split('\n')
    .map(line => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(user => Number.isInteger(user.uid) && Number.isInteger(user.gid) && user.uid > 0);
  const named = (name: string) => users.find(user => user.name === name);
  const found = users.find(user => user.uid === owner?.uid) ?? named('nobody') ?? named('daemon') ?? users[0];
  return found && { uid: found.uid, gid: found.gid };
}

/** Like `unprivilegedUser` of /etc/passwd; a system that knows nobody but root gets the one line that is missing. */
export function serverUserForRoot(owner: Owner | undefined): Owner {
  const found = unprivilegedUser(readPasswd(), owner);
  if (found) return found;
  appendFileSync('/etc/passwd', 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n');
  return { uid: 65_534, gid: 65_534 };
}

/** Whether a user who is not root may enter a folder and every folder above it. Access control lists are not looked at. */
export function canEnter(folder: string, user: Owner): boolean {
  const parent = dirname(folder);
  return mayEnter(statSync(folder), user) && (parent === folder || canEnter(parent, user));
}

function mayEnter(stats: Stats, user: Owner): boolean {
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

/** The owner of what is at a path (a link counts as itself), or undefined where nothing is. */
export function ownerOf(path: string): (Owner & { readonly mode: number }) | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid, mode: stats.mode };
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
