import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { AppError, calendar, type Instant, type Session, sha256, silentLog, systemClock, virtualClock } from '#shared';
import { materialise } from '../features/index.ts';
import type { Provider } from '../ingest/index.ts';
import { scoredSessions } from '../monitor/index.ts';
import {
  noteOn,
  type PolicySummary,
  pool,
  type ReplayProgress,
  replay,
  summariseSymbol,
  virtualQueue,
  virtualSchedules,
} from '../replay/index.ts';
import type { Policy } from '../retrain/index.ts';
import type { Settings } from './config.ts';
import { jobHandlers } from './handlers.ts';
import { closing } from './interruption.ts';
import { buildLoop, buildSchedules } from './loop.ts';
import { openServer } from './schema.ts';
import { openSystem, type System } from './system.ts';

/** The part of a source's history that is replayed. */
export type Span = { readonly symbols: readonly string[]; readonly from: Session; readonly to: Session };

/** What a source has: asked with the machine's clock, before the virtual one starts. */
export async function spanOf(
  provider: Provider,
  configured: readonly string[],
  wanted: { readonly from?: string; readonly to?: string },
): Promise<Span> {
  const symbols = (await provider.symbols?.()) ?? configured;
  const sessions: Session[] = [];
  for (const symbol of symbols) {
    const { rows } = provider.parse(await provider.fetch({ symbol }, { clock: systemClock }));
    const found = rows.map(row => row.session).sort();
    sessions.push(...found.slice(0, 1), ...found.slice(-1));
  }
  sessions.sort();
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined)
    throw new AppError('INVALID_INPUT', `the source "${provider.name}" has no bars`);
  const from = wanted.from !== undefined && wanted.from > first ? wanted.from : first;
  const to = wanted.to !== undefined && wanted.to < last ? wanted.to : last;
  if (from > to) {
    throw new AppError('INVALID_INPUT', `nothing to replay from ${wanted.from ?? first} to ${wanted.to ?? last}`, {
      field: 'from',
      accepted: `sessions from ${first} to ${last}`,
    });
  }
  return { symbols, from, to };
}

/** A schema per policy and history, so that replays stand side by side and the same one replaces itself. */
export const replaySchema = (policy: Policy, source: string, span: Span): string =>
  `replay_${policy.name}_${sha256([source, span.from, span.to, ...span.symbols].join()).slice(0, 8)}`;

/**
 * Replays the loop over a span on a virtual clock in a schema that is made anew, and sums it up. The caller holds the schema
 * (`holdSchema`), where somebody else might replay into it too.
 */
export async function replayPolicy(
  settings: Settings,
  request: { readonly policy: Policy; readonly schema: string; readonly span: Span },
  onTick: (progress: ReplayProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<PolicySummary> {
  const { policy, schema, span } = request;
  await dropSchema(settings, schema);
  const sessions = calendar(settings.config.exchange);
  const delay = settings.config.ingest.delayMinutes * 60_000;
  const due = (session: Session): Instant => sessions.close(session) + delay;
  const firstSession = sessions.isSession(span.from) ? span.from : sessions.next(span.from);
  const lastSession = sessions.isSession(span.to) ? span.to : sessions.previous(span.to);
  const clock = virtualClock(due(firstSession) - 1);
  const started = { wall: systemClock.now(), cpu: process.cpuUsage() };

  const system = await openSystem(settings, { schema, clock, log: silentLog, replay: true });
  return await closing(system, signal, async () => {
    const queue = virtualQueue();
    const loop = buildLoop(system, policy);
    const schedules = await buildSchedules(system, loop, queue, span.symbols);
    const deps = {
      clock,
      queue,
      schedules,
      scheduleStore: virtualSchedules(),
      handlers: jobHandlers(loop, queue),
      refreshStatistics: async () =>
        void (await sql`analyze bar, forecast, settlement, symbol`.execute(system.database.db)),
    };
    await replay(deps, due(lastSession), onTick);
    await materialise(system, span.symbols);
    const cpu = process.cpuUsage(started.cpu);
    return {
      ...(await summarise(system, policy, span)),
      seconds: (systemClock.now() - started.wall) / 1000,
      cpu_seconds: (cpu.user + cpu.system) / 1e6,
    };
  });
}

async function summarise(system: System, policy: Policy, span: Span) {
  const symbols = [];
  for (const symbol of span.symbols) symbols.push(summariseSymbol(symbol, await scoredSessions(system, symbol)));
  const counts = await system.audit.counts();
  return {
    policy: policy.name,
    schema: system.schema,
    counts,
    ...pool(symbols),
    level: system.settings.config.forecast.level,
    symbols,
    note: noteOn(counts),
    digest: await system.audit.digest(),
  };
}

async function dropSchema(settings: Settings, schema: string): Promise<void> {
  const database = await openServer(settings);
  try {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(database.db);
  } finally {
    await database.close();
  }
  await rm(join(settings.dataDir, schema), { recursive: true, force: true });
}
