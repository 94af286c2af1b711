import { type Clock, contentId, type JobName, type Queue } from '#shared';
import type { JobReader, JobRecord } from '../ports.ts';

/** A queue whose jobs wait for ever, and the view of it. */
export function memoryJobs(clock: Clock): { queue: Queue; jobs: JobReader } {
  const all: JobRecord[] = [];
  const keys = new Set<string>();
  const queue: Queue = {
    async enqueue(name, payload, options = {}) {
      const key = options.key === undefined ? undefined : `${name} ${options.key}`;
      if (key !== undefined && keys.has(key)) return false;
      if (key !== undefined) keys.add(key);
      all.unshift(waitingJob(name, payload, clock, all.length));
      return true;
    },
  };
  const jobs: JobReader = {
    get: async id => all.find(job => job.id === id),
    async list({ limit, after, name, state }) {
      const start = after === undefined ? 0 : all.findIndex(job => job.id === after.id) + 1;
      const found = all.slice(start).filter(job => (!name || job.name === name) && (!state || job.state === state));
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return found.length > limit && last ? { items, next: { at: last.createdAt, id: last.id } } : { items };
    },
  };
  return { queue, jobs };
}

const waitingJob = (name: JobName, payload: object, clock: Clock, sequence: number): JobRecord => ({
  id: contentId('job', { name, payload, sequence }),
  name,
  state: 'waiting',
  payload,
  createdAt: clock.now(),
  startedAt: null,
  finishedAt: null,
  attempts: 0,
  failure: null,
});
