import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { silentLog } from '../../log.ts';
import { temporaryFolder } from '../../testing/data-dir.ts';
import { type Member, startMember } from '../../testing/member-process.ts';
import { openDatabase } from './open-database.ts';
import { runningServer } from './pid-file.ts';

const KILLS = 20;
const WRITERS = 3;
/** Between two kills at most: enough for some of them to hit a process that writes and others one that starts. */
const PAUSE_MS = 400;

const folder = temporaryFolder();
const everybody: { readonly name: string; readonly member: Member }[] = [];
afterAll(async () => {
  for (const { member } of everybody) await member.kill();
  folder.remove();
});

/** mulberry32: a seed makes the same moments again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Kills the server that runs or is next to run, other than the one killed before, which may still be ending. */
async function killServer(cluster: string, before: number | undefined): Promise<number> {
  for (;;) {
    const server = runningServer(cluster);
    if (server !== undefined && server !== before) {
      process.kill(server, 'SIGKILL');
      return server;
    }
    await delay(1);
  }
}

it(`loses no acknowledged row to ${KILLS} kills of Node and ${KILLS} of PostgreSQL at random moments`, async () => {
  const seed = Number(process.env['STORM_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`kill storm: STORM_SEED=${seed}\n`);
  const random = randomOf(seed);
  const cluster = join(folder.path, 'postgres', 'cluster');
  const start = () => {
    const name = `writer-${everybody.length}`;
    const entry = { name, member: startMember({ dataDir: folder.path, writer: name }) };
    everybody.push(entry);
    return entry;
  };
  const running = Array.from({ length: WRITERS }, start);
  await Promise.all(running.map(({ member }) => member.until(() => member.acked() > 0)));

  let killed: number | undefined;
  const victims = [...Array(KILLS).fill('node'), ...Array(KILLS).fill('postgres')] as ('node' | 'postgres')[];
  while (victims.length > 0) {
    await delay(random() * PAUSE_MS); // the moment is the point here, not a condition
    const [victim] = victims.splice(Math.floor(random() * victims.length), 1);
    if (victim === 'postgres') {
      killed = await killServer(cluster, killed);
    } else {
      const i = Math.floor(random() * WRITERS);
      await running[i]?.member.kill();
      running[i] = start();
    }
  }

  const reached = running.map(({ member }) => member.acked());
  await Promise.all(running.map(({ member }, i) => member.until(() => member.acked() > (reached[i] ?? 0))));
  expect(await Promise.all(running.map(({ member }) => member.leave()))).toEqual([true, true, true]);
  expect(runningServer(cluster)).toBeUndefined();

  const { db, close } = await openDatabase({ dataDir: folder.path, log: silentLog, poolSize: 1 });
  const { rows } = await sql<{ writer: string; n: number }>`select writer, n from acked`.execute(db);
  await close();
  const stored = new Set(rows.map(({ writer, n }) => `${writer} ${n}`));
  const acknowledged = everybody.flatMap(({ name, member }) =>
    Array.from({ length: member.acked() }, (_, i) => `${name} ${i + 1}`),
  );
  process.stdout.write(`kill storm: ${acknowledged.length} rows acknowledged by ${everybody.length} writers\n`);
  expect(acknowledged.filter(row => !stored.has(row))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(KILLS);
}, 120_000);
