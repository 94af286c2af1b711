import type { EnqueueOptions, JobName, JobPayload, Queue } from './jobs.ts';
import type { Instant } from './time.ts';

export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** A job as an operator sees it. Its times are the database's, for operation only: no result depends on them. */
export type JobInfo = {
  readonly id: string;
  readonly name: JobName;
  readonly payload: unknown;
  readonly key: string | null;
  /** A job that waits to be tried again is `queued` */
  readonly state: JobState;
  /** Tries that have begun */
  readonly attempts: number;
  readonly queuedAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Why the last try failed */
  readonly error: { readonly code: string; readonly message: string } | null;
};

export type JobFilter = {
  readonly id?: string;
  readonly name?: JobName;
  readonly key?: string;
  readonly state?: JobState;
  /** Only jobs of which a try has failed (true) or none has begun (false); for `queued` ones */
  readonly retried?: boolean;
  /** Only jobs that come after this one in the list: the last id of the page before */
  readonly after?: string;
  /** 100 by default */
  readonly limit?: number;
};

/** A queue whose jobs can be looked at: what `/v1/jobs` needs. */
export interface JobBoard extends Queue {
  /** Like `enqueue`. @returns the job's id, or undefined when a job of that key was already waiting or running */
  submit<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options?: EnqueueOptions,
  ): Promise<string | undefined>;
  /** Newest first. */
  jobs(filter?: JobFilter): Promise<JobInfo[]>;
  /** @returns false for an unknown job and for one that has ended. A running job's signal aborts with its next heartbeat. */
  cancel(id: string): Promise<boolean>;
}
