import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/data-dir.ts';
import { locateBinaries, makeLinks, missingLinks } from './binaries.ts';
import { runnableBinaries } from './binaries-copy.ts';
import { isRoot } from './server-user.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };

let root: string;
let remove: () => void;
beforeEach(() => {
  ({ path: root, remove } = temporaryFolder());
});
afterEach(() => remove());

it.each([
  ['win32', 'x64'],
  ['linux', 'riscv64'],
  ['sunos', 'x64'],
])('says to set DATABASE_URL on %s %s, which has no binaries', (platform, arch) => {
  expect(() => locateBinaries(platform, arch)).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', field: 'DATABASE_URL' }),
  );
});

it('makes the links that npm did not make', () => {
  const native = join(root, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib', 'liba.so.1.2'), 'library');
  const links = [{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' }];
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  expect(missingLinks(native)).toHaveLength(1);
  makeLinks(native);
  makeLinks(native);
  expect(missingLinks(native)).toEqual([]);
  expect(readFileSync(join(native, 'lib', 'liba.so.1'), 'utf8')).toBe('library');
});

it.skipIf(!isRoot())('copies binaries that the server user cannot reach, once, and repairs a damaged copy', () => {
  const installed = locateBinaries();
  // A home of mode 0700 in which an install under a strict umask made no links.
  const native = join(root, 'home', 'native');
  cpSync(installed.native, native, { recursive: true, verbatimSymlinks: true });
  const link = join(native, 'lib', 'libpq.so.5');
  rmSync(link);
  chmodSync(join(native, 'lib', 'libcrypto.so.1.1'), 0o600);
  chmodSync(join(root, 'home'), 0o700);

  const copies = join(root, 'system');
  const copy = runnableBinaries({ ...installed, native }, NOBODY, copies);
  expect(copy.startsWith(copies)).toBe(true);
  const version = () =>
    spawnSync(join(copy, 'bin', 'postgres'), ['--version'], { ...NOBODY, cwd: '/', encoding: 'utf8' });
  expect(version().stdout).toContain(`PostgreSQL) ${installed.major}.`);
  expect(lstatSync(copy)).toMatchObject({ uid: 0, mode: 0o040755 });

  const { ino } = lstatSync(copy);
  expect(runnableBinaries({ ...installed, native }, NOBODY, copies)).toBe(copy);
  expect(lstatSync(copy).ino).toBe(ino);

  writeFileSync(join(copy, 'lib', 'libcrypto.so.1.1'), '');
  expect(version().status).not.toBe(0);
  expect(runnableBinaries({ ...installed, native }, NOBODY, copies)).toBe(copy);
  expect(version().status).toBe(0);
});
