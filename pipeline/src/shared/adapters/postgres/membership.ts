import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { ROLE } from './init-cluster.ts';
import { PORT, runningServer } from './pid-file.ts';
import { type Attempt, startServer } from './postmaster.ts';
import type { Site } from './site.ts';
import { isUnavailable } from './unavailable.ts';

/** Every member holds it shared; whoever gets it exclusively is the last one out. */
const LOCK = [0x6e63, 1];

/** Long, because a server that was killed while it wrote much replays its log before it lets anybody in. */
const JOIN_MS = 120_000;
/** Starts that failed by a fault of the server's own, before its reason is shown. */
const MAX_FAILURES = 3;
/** A server that runs answers at once, if only to say that it is starting. */
const CONNECT_MS = 10_000;
const STOP_MS = 30_000;

export const connectionTo = (site: Site): ClientConfig & { host: string; port: number } => ({
  host: site.socketDir,
  port: PORT,
  user: ROLE,
  database: 'postgres',
});

/**
 * Joins the processes that share the site's server, and starts it where it does not run.
 * @returns the connection that holds the membership: it lasts as long as that connection does
 * @throws AppError DATABASE_UNAVAILABLE when the server does not come up; the message ends with what it said
 */
export async function join(site: Site, log: Log, signal: AbortSignal): Promise<Client> {
  const until = Date.now() + JOIN_MS;
  let attempt: Attempt | undefined;
  let failures = 0;
  let output = '';
  for (let wait = 5; Date.now() < until && !signal.aborted; wait = Math.min(wait * 1.1, 100)) {
    const keeper = await enter(site);
    if (typeof keeper === 'object') return keeper;
    if (attempt?.exited) {
      output = attempt.exited.output;
      if (runningServer(site.cluster) === undefined && !attempt.exited.passing) failures += 1;
      if (failures >= MAX_FAILURES) break;
      attempt = undefined;
    }
    if (keeper === 'absent') attempt ??= startServer(site, log);
    await delay(wait);
  }
  if (signal.aborted) throw new AppError('DATABASE_UNAVAILABLE', 'the database was closed');
  throw new AppError('DATABASE_UNAVAILABLE', `PostgreSQL did not start in "${site.home}": ${output || 'no answer'}`);
}

/** A member's connection; `absent` when nobody listens; `busy` while a server starts, stops, or is about to be stopped. */
async function enter(site: Site): Promise<Client | 'absent' | 'busy'> {
  const client = new Client({
    ...connectionTo(site),
    application_name: 'nextclose keeper',
    connectionTimeoutMillis: CONNECT_MS,
  });
  client.on('error', () => {}); // its end is what counts, and that has an event of its own
  try {
    await client.connect();
    const { rows } = await client.query<{ joined: boolean }>(
      'select pg_try_advisory_lock_shared($1, $2) as joined',
      LOCK,
    );
    if (rows[0]?.joined) return client;
    await client.end(); // the last one out holds it exclusively and is stopping the server
    return 'busy';
  } catch (error) {
    client.end().catch(() => {});
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
    if (isUnavailable(error)) return 'busy';
    throw error;
  }
}

/**
 * Gives the membership up; the last member stops the server and returns once it has ended. It keeps the exclusive lock until
 * the server cuts its session: released earlier, it would let another process join a server that is going down.
 */
export async function leave(site: Site, keeper: Client, log: Log): Promise<void> {
  const cut = new Promise<void>(resolve => keeper.once('end', resolve));
  try {
    const server = (await isLast(keeper)) ? runningServer(site.cluster) : undefined;
    if (server === undefined) return;
    stop(server);
    const until = Date.now() + STOP_MS;
    await Promise.race([cut, delay(STOP_MS, undefined, { ref: false })]);
    while (runningServer(site.cluster) === server && Date.now() < until) await delay(2);
    const inTime = Date.now() < until;
    if (inTime) log.debug({ server }, 'stopped PostgreSQL');
    else log.warn({ server }, 'PostgreSQL does not stop');
  } finally {
    await keeper.end().catch(() => {});
  }
}

/** Fast shutdown: cuts every session, writes a checkpoint, ends. */
function stop(server: number): void {
  try {
    process.kill(server, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isLast(keeper: Client): Promise<boolean> {
  try {
    await keeper.query('select pg_advisory_unlock_shared($1, $2)', LOCK);
    const { rows } = await keeper.query<{ last: boolean }>('select pg_try_advisory_lock($1, $2) as last', LOCK);
    return rows[0]?.last === true;
  } catch (error) {
    if (isUnavailable(error)) return false; // another leaver is stopping the server, or it is gone already
    throw error;
  }
}
