import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../log.ts';
import { temporaryFolder } from '../../testing/data-dir.ts';
import { type Member, startMember } from '../../testing/member-process.ts';
import { privateFolder } from './folders.ts';
import { openDatabase } from './open-database.ts';
import { runningServer } from './pid-file.ts';
import { canEnter, isRoot, type Owner, ownUser } from './server-user.ts';
import { prepareSite } from './site.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const SCRIPTS = new URL('../../testing/', import.meta.url).pathname;
/** A test that starts a process as somebody else needs root, and sources and a Node that this somebody can read. */
const canBeOthers = isRoot() && canEnter(SCRIPTS, NOBODY) && canEnter(join(process.execPath, '..'), NOBODY);

let root: string;
let remove: () => void;
beforeEach(() => {
  ({ path: root, remove } = temporaryFolder());
});
afterEach(async () => {
  for (const member of members.splice(0)) await member.kill();
  remove();
});

const members: Member[] = [];
const memberAs = (user: Owner, dataDir: string): Member => {
  const member = startMember({ dataDir, user });
  members.push(member);
  return member;
};

const folder = (name: string, mode: number, owner = ownUser()): string => {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  chownSync(path, owner.uid, owner.gid);
  return path;
};
const open = (dataDir: string, systemDir = join(root, 'system')) =>
  openDatabase({ dataDir, systemDir, log: silentLog, poolSize: 1 });

/** Opens, runs, closes. */
async function rowsOf(dataDir: string, query: ReturnType<typeof sql>): Promise<unknown[]> {
  const { db, close } = await open(dataDir);
  return (await query.execute(db).finally(close)).rows;
}

it.each([
  ['a path longer than a socket may have', 'long/'.repeat(40)],
  ['spaces, commas and quotes in its path', `a "strange", it's näme `],
])('opens a data directory with %s', async (_what, name) => {
  const dataDir = join(root, name);
  expect(await rowsOf(dataDir, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  const { home, socketDir, runAs } = prepareSite(dataDir, join(root, 'system'));
  expect(Buffer.byteLength(socketDir)).toBeLessThanOrEqual(93);
  for (const path of [home, socketDir]) {
    expect(lstatSync(path)).toMatchObject({ uid: (runAs ?? ownUser()).uid, mode: 0o040700 });
  }
  if (socketDir !== home) rmSync(socketDir, { recursive: true });
});

it('refuses a socket folder that is a link, and makes its own folder private again', () => {
  const target = folder('target', 0o755);
  symlinkSync(target, join(root, 'link'));
  expect(() => privateFolder(join(root, 'link'), ownUser())).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  privateFolder(target, ownUser());
  expect(lstatSync(target).mode & 0o777).toBe(0o700);
});

it.each([
  ['is a file', 'file', /EEXIST/],
  ['is below a file', 'file/data', /ENOTDIR/],
  ['is a link to itself', 'circle/data', /ELOOP/],
  ['has a name that is too long', 'n'.repeat(300), /ENAMETOOLONG/],
  ['has a name that no file can have', 'da\0ta', /null bytes/],
])('names a data directory that %s', (_what, name, said) => {
  writeFileSync(join(root, 'file'), '');
  symlinkSync('circle', join(root, 'circle'));
  const prepare = () => prepareSite(join(root, name));
  expect(prepare).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'NEXTCLOSE_DATA_DIR' }));
  for (const part of [join(root, name), said]) expect(prepare).toThrow(part);
});

describe.skipIf(!isRoot())('as root', () => {
  it('refuses a private folder that belongs to somebody else', () => {
    const path = folder('squatted', 0o700, { uid: 1, gid: 1 });
    expect(() => privateFolder(path, NOBODY)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });

  it('refuses a system folder that others could write to', async () => {
    folder('system', 0o777);
    folder('home', 0o700);
    await expect(open(join(root, 'home', 'data'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps the cluster where the server can enter when the data directory is inside a home of mode 0700', async () => {
    const home = folder('home', 0o700);
    const dataDir = join(home, 'data');
    await rowsOf(dataDir, sql`create table kept as select 7 as n`);
    const [place] = readFileSync(join(dataDir, 'postgres.location'), 'utf8').split('\n');
    expect(place).toMatch(new RegExp(`^${root}/system/[0-9a-f]{16}-[0-9a-f]{8}$`));
    expect(lstatSync(place ?? '').uid).not.toBe(0);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(await rowsOf(dataDir, sql`select n from kept`)).toEqual([{ n: 7 }]);

    chmodSync(home, 0o755); // enterable now; the pointer still counts
    expect(await rowsOf(dataDir, sql`select n from kept`)).toEqual([{ n: 7 }]);
    chmodSync(home, 0o700);

    rmSync(join(place ?? '', 'cluster'), { recursive: true });
    await expect(open(dataDir)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('gone'),
    });
    rmSync(dataDir, { recursive: true });
    expect(await rowsOf(dataDir, sql`select to_regclass('kept') as kept`)).toEqual([{ kept: null }]);
  });
});

describe.skipIf(!canBeOthers)('as an ordinary user', () => {
  it('runs the installed binaries in place, and lets root join', async () => {
    const home = folder('home', 0o700, NOBODY);
    const dataDir = join(home, 'data');
    const member = memberAs(NOBODY, dataDir);
    const server = await member.joined;
    const { db, close } = await open(dataDir);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    expect(runningServer(join(dataDir, 'postgres', 'cluster'))).toBe(server);
    expect(await member.leave()).toBe(true);
    await close();
    expect(runningServer(join(dataDir, 'postgres', 'cluster'))).toBeUndefined();
    expect(lstatSync(join(dataDir, 'postgres')).uid).toBe(NOBODY.uid);
    expect(existsSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'))).toBe(true);
  });

  it('starts what root has started before it', async () => {
    const dataDir = folder('data', 0o755, NOBODY);
    await rowsOf(dataDir, sql`create table kept as select 1 as n`);
    const member = memberAs(NOBODY, dataDir);
    await member.joined;
    expect(await member.leave()).toBe(true);
  });

  it.each([
    ['cannot be made', 'data'],
    ['cannot be written to', ''],
  ])('is told plainly that a data directory %s', async (_what, name) => {
    const dataDir = join(folder('closed', 0o755), name);
    const stranger = memberAs(NOBODY, dataDir);
    await expect(stranger.joined).rejects.toThrow(`the data directory "${dataDir}" cannot be used: EACCES`);
  });

  it('is told plainly that a data directory belongs to somebody else', async () => {
    const dataDir = folder('data', 0o777);
    await rowsOf(dataDir, sql`select 1`);
    const stranger = memberAs({ uid: 1, gid: 1 }, dataDir);
    await expect(stranger.joined).rejects.toThrow(/must be a folder of user 1 and belongs to user \d+/);
  });
});
