import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/data-dir.ts';
import { canEnter, ownUser, unprivilegedUser } from './server-user.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

const line = (name: string, uid: number) => `${name}:x:${uid}:${uid}::/:/bin/sh`;

it.each([
  ['nobody', [line('root', 0), line('daemon', 1), line('nobody', 65_534)], 65_534],
  ['daemon where there is no nobody', [line('root', 0), line('bin', 2), line('daemon', 1)], 1],
  ['any other where there is neither', [line('root', 0), line('toor', 0), line('www', 33)], 33],
  ['nobody known', [line('root', 0), ''], undefined],
  ['nobody known from broken lines', ['root', 'x:y:z', '#'], undefined],
])('picks %s', (_what, lines, uid) => {
  expect(unprivilegedUser(lines.join('\n'))?.uid).toBe(uid);
});

it.each([
  ['the owner when it is a known user', 1000, 1000],
  ['nobody when the owner has no entry, because initdb looks it up', 1234, 65_534],
  ['nobody when the owner is root', 0, 65_534],
])('picks %s', (_what, owner, uid) => {
  const passwd = [line('root', 0), line('nobody', 65_534), line('ann', 1000)].join('\n');
  expect(unprivilegedUser(passwd, { uid: owner, gid: owner })?.uid).toBe(uid);
});

const me = ownUser();
const other = { uid: me.uid + 4321, gid: me.gid + 4321 };

it.each([
  { mode: 0o700, user: me, enters: true },
  { mode: 0o700, user: other, enters: false },
  { mode: 0o077, user: me, enters: false },
  { mode: 0o750, user: { uid: other.uid, gid: me.gid }, enters: true },
  { mode: 0o705, user: { uid: other.uid, gid: me.gid }, enters: false },
  { mode: 0o701, user: other, enters: true },
  { mode: 0o744, user: other, enters: false },
])('reads from mode $mode whether $user may enter: $enters', ({ mode, user, enters }) => {
  const outer = join(root.path, `${mode}-${user.uid}-${user.gid}`);
  mkdirSync(join(outer, 'inner'), { recursive: true });
  chmodSync(join(outer, 'inner'), 0o777);
  chmodSync(outer, mode);
  expect([canEnter(outer, user), canEnter(join(outer, 'inner'), user)]).toEqual([enters, enters]);
  chmodSync(outer, 0o700);
});
