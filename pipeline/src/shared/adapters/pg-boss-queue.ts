import { randomUUID } from 'node:crypto';
import { type Job, type JobResult, PgBoss } from 'pg-boss';
import { AppError, ERROR_CODES } from '../errors.ts';
import type { JobBoard } from '../job-info.ts';
import { checkPayload } from '../job-payload.ts';
import { JOBS, type JobHandlers, type JobName } from '../jobs.ts';
import type { Log } from '../log.ts';
import { cancelJob, listJobs, UNKEYED } from './pg-boss-jobs.ts';
import type { OpenDatabase } from './postgres/open-database.ts';
import { plainExecutor } from './postgres/plain-executor.ts';

export type PgBossQueueOptions = {
  readonly database: Pick<OpenDatabase, 'connect'>;
  /** A schema of pg-boss's own; made where it is missing */
  readonly schema: string;
  readonly log: Log;
  /** Spent only on errors whose code says `retry: true`; the delay doubles each time */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number };
  /** How often jobs of killed workers and jobs that ran too long are looked for; every 15 by default */
  readonly superviseSeconds?: number;
  /** How long `stop` waits for running jobs before their signals abort; 30 by default */
  readonly stopTimeoutSeconds?: number;
};

/** The live queue: any number of processes enqueue and work on one database. */
export interface PgBossQueue extends JobBoard {
  /** Runs jobs from now on, `concurrency` of each name at once (1 by default: then in the order they were enqueued). */
  work(handlers: Partial<JobHandlers>, options?: { readonly concurrency?: number }): Promise<void>;
  /** Takes no more jobs, waits for those that run, and ends. */
  stop(): Promise<void>;
}

const NAMES = Object.keys(JOBS) as JobName[];

/** A worker asks this often; jobs that this very process enqueues, and jobs after the first, do not wait for it. */
const POLL_SECONDS = 1;
/** After this a killed worker's job runs again; long, because to take a job from a worker that is only busy is worse. */
const HEARTBEAT_SECONDS = 60;
/** A job that runs longer is given up and tried again. */
const EXPIRE_SECONDS = 3_600;
const DEFAULT_RETRY = { limit: 3, delaySeconds: 30 };

/** Starts pg-boss and makes its tables and queues. */
export async function pgBossQueue(options: PgBossQueueOptions): Promise<PgBossQueue> {
  const { database, schema, log, retry = DEFAULT_RETRY, superviseSeconds = 15 } = options;
  const executor = plainExecutor(database);
  const boss = new PgBoss({
    db: executor,
    schema,
    schedule: false, // schedules are rows compared with the clock
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', error => log.warn({ error: error.message }, 'the job queue met an error'));
  boss.on('warning', warning => log.debug({ warning: warning.message }, 'the job queue gave a warning'));
  await boss.start();
  await Promise.all(NAMES.map(name => prepareQueue(boss, name, retry)));

  const workers = new Map<JobName, string[]>();
  const wake = (name: JobName): void => workers.get(name)?.forEach(id => void boss.notifyWorker(id));
  const submit: PgBossQueue['submit'] = async (name, payload, { key } = {}) => {
    const data = checkPayload(name, payload);
    // An exclusive queue takes jobs without a key for jobs of one key, so each of them gets its own.
    const id = await boss.send(name, data, { singletonKey: key ?? `${UNKEYED}${randomUUID()}` });
    wake(name);
    return id ?? undefined;
  };
  return {
    submit,
    enqueue: async (name, payload, enqueueOptions) => (await submit(name, payload, enqueueOptions)) !== undefined,
    async work(handlers, { concurrency = 1 } = {}) {
      for (const name of NAMES) {
        if (handlers[name] === undefined) continue;
        for (let i = 0; i < concurrency; i++) {
          const run = (jobs: Job<unknown>[]): Promise<JobResult[]> =>
            runAll(jobs, name, handlers, log).finally(() => wake(name)); // the next one at once, not at the next poll
          const id = await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS, perJobResults: true }, run);
          workers.set(name, [...(workers.get(name) ?? []), id]);
        }
      }
    },
    jobs: filter => listJobs(executor, schema, NAMES, filter),
    cancel: id => cancelJob(executor, schema, boss, id),
    stop: () => boss.stop({ graceful: true, timeout: (options.stopTimeoutSeconds ?? 30) * 1000 }),
  };
}

async function prepareQueue(
  boss: PgBoss,
  name: JobName,
  retry: { readonly limit: number; readonly delaySeconds: number },
): Promise<void> {
  const deadLetter = `${name}.dead`;
  const settings = {
    deadLetter,
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: retry.delaySeconds > 0,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
  };
  await boss.createQueue(deadLetter);
  await boss.createQueue(name, { ...settings, policy: 'exclusive' });
  await boss.updateQueue(name, settings); // one that older code has made
}

/** One job at a time is fetched, so that each is settled when it ends; the shape is pg-boss's for batches. */
const runAll = (
  jobs: readonly Job<unknown>[],
  name: JobName,
  handlers: Partial<JobHandlers>,
  log: Log,
): Promise<JobResult[]> => Promise.all(jobs.map(job => runOne(job, name, handlers, log)));

async function runOne(job: Job<unknown>, name: JobName, handlers: Partial<JobHandlers>, log: Log): Promise<JobResult> {
  const handler = handlers[name] as (payload: unknown, signal: AbortSignal) => Promise<void>;
  try {
    await handler(checkPayload(name, job.data), job.signal);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'INTERNAL';
    const message = error instanceof Error ? error.message : String(error);
    const { retry } = ERROR_CODES[code];
    log.warn({ job: job.id, name, code, message, attempt: job.retryCount + 1, retry }, 'a job failed');
    // `deadletter` is pg-boss's word for failed without another try.
    return { id: job.id, status: retry ? 'failed' : 'deadletter', output: { code, message } };
  }
}
