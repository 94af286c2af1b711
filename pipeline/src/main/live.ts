import type { JobFilter, JobInfo } from '#shared';
import type { JobReader, JobRecord, JobState } from '../serve/index.ts';
import { type PgBossQueue, pgBossQueue } from '../shared/adapters/pg-boss-queue.ts';
import type { System } from './system.ts';

/** The live queue of a system, in a schema beside the system's own. */
export const liveQueue = ({ database, schema, log }: System): Promise<PgBossQueue> =>
  pgBossQueue({ database, schema: `${schema}_jobs`, log });

/** Jobs as the API lists them. */
export const jobReader = (queue: PgBossQueue): JobReader => ({
  async get(id) {
    const [job] = await queue.jobs({ id });
    return job && toRecord(job);
  },
  async list({ limit, after, name, state }) {
    const jobs = await queue.jobs({
      limit: limit + 1,
      ...(name === undefined ? {} : { name }),
      ...(state === undefined ? {} : FILTERS[state]),
      ...(after === undefined ? {} : { after: after.id }),
    });
    const items = jobs.slice(0, limit).map(toRecord);
    const last = items.at(-1);
    return jobs.length > limit && last ? { items, next: { at: last.createdAt, id: last.id } } : { items };
  },
});

const FILTERS: Readonly<Record<JobState, Pick<JobFilter, 'state' | 'retried'>>> = {
  waiting: { state: 'queued', retried: false },
  retry: { state: 'queued', retried: true },
  active: { state: 'running' },
  completed: { state: 'completed' },
  failed: { state: 'failed' },
  cancelled: { state: 'cancelled' },
};

function toRecord(job: JobInfo): JobRecord {
  return {
    id: job.id,
    name: job.name,
    state: stateOf(job),
    payload: job.payload as object,
    createdAt: job.queuedAt,
    startedAt: job.startedAt,
    finishedAt: job.endedAt,
    attempts: job.attempts,
    failure: job.error === null ? null : `${job.error.code}: ${job.error.message}`,
  };
}

function stateOf({ state, attempts }: JobInfo): JobState {
  if (state === 'running') return 'active';
  if (state === 'queued') return attempts > 0 ? 'retry' : 'waiting';
  return state;
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once, for whoever cannot wait. */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(130);
    asked = true;
    resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return promise;
}
