import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { silentLog } from '../../log.ts';
import { temporaryFolder } from '../../testing/data-dir.ts';
import { type Member, startMember } from '../../testing/member-process.ts';
import { openEmbedded } from './embedded.ts';
import { ensureCluster } from './init-cluster.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { runningServer } from './pid-file.ts';
import { isServerOf } from './process-info.ts';
import { prepareSite } from './site.ts';

// One cluster for all tests here: each of them ends with the server stopped, which is checked.
const folder = temporaryFolder();
const dataDir = folder.path;
let members: Member[] = [];
let databases: OpenDatabase[] = [];

afterEach(async () => {
  for (const database of databases) await database.close();
  for (const member of members) await member.kill();
  members = [];
  databases = [];
  // Joining and leaving as the last one stops what a killed member left behind.
  await (await openEmbedded({ dataDir, log: silentLog })).leave();
  expect(runningServer(cluster())).toBeUndefined();
});

afterAll(() => folder.remove());

const cluster = (): string => join(dataDir, 'postgres', 'cluster');
const open = async (): Promise<OpenDatabase> => {
  const database = await openDatabase({ dataDir, log: silentLog, poolSize: 2 });
  databases.push(database);
  return database;
};
/** Ample, because a busy machine may take seconds over what is a matter of milliseconds. */
const ample = { timeout: 30_000, interval: 5 };
const member = (writer?: string): Member => {
  const started = startMember({ dataDir, ...(writer === undefined ? {} : { writer }) });
  members.push(started);
  return started;
};

it('makes one cluster when several processes start at once in an empty folder', async () => {
  const racing = [member('a'), member('b'), member('c'), member('d')];
  const servers = await Promise.all(racing.map(one => one.joined));
  expect(new Set(servers).size).toBe(1);
  await Promise.all(racing.map(one => one.until(() => one.acked() >= 5)));
  expect(readdirSync(join(dataDir, 'postgres')).filter(name => name.startsWith('cluster'))).toEqual(['cluster']);
  const { db, close } = await open();
  const { rows } = await sql<{ writer: string }>`select distinct writer from acked order by writer`.execute(db);
  expect(rows.map(row => row.writer)).toEqual(['a', 'b', 'c', 'd']);
  await close();
});

it('is started by the first, joined by the others and stopped by the last', async () => {
  const first = member();
  const server = await first.joined;
  const others = [member(), member()];
  expect(await Promise.all(others.map(other => other.joined))).toEqual([server, server]);

  expect(await first.leave()).toBe(true);
  expect(runningServer(cluster())).toBe(server);
  expect(await Promise.all(others.map(other => other.leave()))).toEqual([true, true]);
  expect(isServerOf(server, cluster())).toBe('no');
  expect(existsSync(join(cluster(), 'postmaster.pid'))).toBe(false);
});

it.each(['starter', 'joiner'])('outlives a killed %s and is stopped by whoever is left', async killed => {
  const starter = member();
  const server = await starter.joined;
  const joiner = member();
  await joiner.joined;
  const [victim, survivor] = killed === 'starter' ? [starter, joiner] : [joiner, starter];
  await victim.kill();
  expect(isServerOf(server, cluster())).toBe('yes');
  expect(await survivor.leave()).toBe(true);
  expect(isServerOf(server, cluster())).toBe('no');
});

it('is adopted and stopped by the next process when all members were killed', async () => {
  const only = member();
  const server = await only.joined;
  await only.kill();
  expect(isServerOf(server, cluster())).toBe('yes');
  const next = member();
  expect(await next.joined).toBe(server);
  expect(await next.leave()).toBe(true);
  expect(isServerOf(server, cluster())).toBe('no');
});

it('fails queries in flight when the server is killed, then answers again on a new server', async () => {
  const database = await open();
  const { db } = database;
  const server = runningServer(cluster());
  await sql`create table if not exists kept as select 1 as n`.execute(db);
  const inFlight = sql`select pg_sleep(60)`.execute(db);
  const failed = expect(inFlight).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await vi.waitFor(async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where wait_event = 'PgSleep'`.execute(db);
    expect(rows).toHaveLength(1);
  }, ample);
  process.kill(server ?? 0, 'SIGKILL');
  await failed;
  // One that leaves before the loss is noticed fails in the same way; the server is back for the one after it.
  const read = () => sql<{ n: number }>`select n from kept`.execute(db);
  const { rows } = await read().catch(error => {
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    return read();
  });
  expect(rows).toEqual([{ n: 1 }]);
  expect(runningServer(cluster())).not.toBe(server);
  await database.close();
});

it('is joined again by every member after it was stopped from outside', async () => {
  const writers = [member('a'), member('b')];
  await Promise.all(writers.map(writer => writer.until(() => writer.acked() > 0)));
  const server = runningServer(cluster()) ?? 0;
  process.kill(server, 'SIGINT');
  await vi.waitFor(() => expect(isServerOf(server, cluster())).toBe('no'), ample);
  const before = writers.map(writer => writer.acked());
  await Promise.all(writers.map((writer, i) => writer.until(() => writer.acked() > (before[i] ?? 0) + 5)));
  expect(await Promise.all(writers.map(writer => writer.leave()))).toEqual([true, true]);
  expect(runningServer(cluster())).toBeUndefined();
});

it.each(['names a live process that is no server of it', 'is empty since a crash'])(
  'starts when its pid file %s',
  async how => {
    const site = prepareSite(dataDir);
    await ensureCluster(site);
    const foreign = spawn('sleep', ['600'], { ...site.runAs, cwd: '/', stdio: 'ignore' });
    await once(foreign, 'spawn');
    const pidFile = join(site.cluster, 'postmaster.pid');
    if (how.startsWith('names'))
      writeFileSync(pidFile, `${foreign.pid}\n${site.cluster}\n1\n5432\n${site.socketDir}\n\n`);
    else writeFileSync(pidFile, '');
    const { db, close } = await open();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await close();
    expect(foreign.exitCode ?? foreign.signalCode).toBeNull();
    foreign.kill();
  },
);

it('starts again however often the server is killed while it starts', async () => {
  const opening = open();
  const killed = new Set<number>();
  await vi.waitFor(
    () => {
      const server = runningServer(cluster());
      if (server !== undefined && !killed.has(server)) {
        process.kill(server, 'SIGKILL');
        killed.add(server);
      }
      expect(killed.size).toBeGreaterThanOrEqual(6);
    },
    { ...ample, interval: 1 },
  );
  const { db, close } = await opening;
  await vi.waitFor(async () => expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]), ample);
  await close();
});

it('says what the server said when it cannot start', async () => {
  const site = prepareSite(dataDir);
  await ensureCluster(site);
  const control = join(site.cluster, 'global', 'pg_control');
  const good = readFileSync(control);
  writeFileSync(control, good.subarray(0, 100));
  await expect(open()).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('pg_control'),
  });
  writeFileSync(control, good);
});
