import {
  checkPayload,
  type EnqueueOptions,
  type JobHandlers,
  type JobName,
  type JobPayload,
  type Queue,
} from '#shared';

/** The queue of a replay: jobs run one after another, in the order in which they were enqueued. */
export interface VirtualQueue extends Queue {
  /** Runs jobs, also those that jobs enqueue, until none waits. Rejects with the first error, as a replay must not go on. */
  drain(handlers: JobHandlers): Promise<number>;
  readonly waiting: number;
}

type Waiting = { readonly name: JobName; readonly payload: JobPayload<JobName>; readonly key: string | undefined };

export function virtualQueue(): VirtualQueue {
  const waiting: Waiting[] = [];
  const keys = new Set<string>();
  const { signal } = new AbortController();
  return {
    get waiting() {
      return waiting.length;
    },
    async enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options: EnqueueOptions = {}) {
      const data = checkPayload(name, payload);
      const key = options.key === undefined ? undefined : `${name} ${options.key}`;
      if (key !== undefined && keys.has(key)) return false;
      if (key !== undefined) keys.add(key);
      waiting.push({ name, payload: structuredClone(data), key });
      return true;
    },
    async drain(handlers) {
      let ran = 0;
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        const handler = handlers[job.name] as (payload: unknown, signal: AbortSignal) => Promise<void>;
        try {
          await handler(job.payload, signal);
        } finally {
          if (job.key !== undefined) keys.delete(job.key);
        }
        ran += 1;
      }
      return ran;
    },
  };
}
