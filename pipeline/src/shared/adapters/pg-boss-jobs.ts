import type { PgBoss } from 'pg-boss';
import type { JobFilter, JobInfo, JobState } from '../job-info.ts';
import type { JobName } from '../jobs.ts';
import type { PlainExecutor } from './postgres/plain-executor.ts';

/** Marks the key of a job that was queued without one. */
export const UNKEYED = 'unkeyed ';

const STATES: Readonly<Record<string, JobState>> = {
  created: 'queued',
  retry: 'queued',
  active: 'running',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

type Row = {
  id: string;
  name: JobName;
  data: unknown;
  state: string;
  singleton_key: string | null;
  retry_count: number;
  created_on: Date;
  started_on: Date | null;
  completed_on: Date | null;
  output: { code?: string; message?: string } | null;
};

/** Reads pg-boss's table of jobs, because its own functions read one queue at a time. Newest first. */
export async function listJobs(
  executor: PlainExecutor,
  schema: string,
  names: readonly JobName[],
  { id, name, key, state, retried, after, limit = 100 }: JobFilter = {},
): Promise<JobInfo[]> {
  const states = Object.keys(STATES).filter(
    word =>
      (state === undefined || STATES[word] === state) && (retried === undefined || retried === (word === 'retry')),
  );
  const { rows } = await executor.executeSql(
    `select id, name, data, state::text, singleton_key, retry_count, created_on, started_on, completed_on, output
     from "${schema}".job
     where name = any($1) and state::text = any($2) and ($3::text is null or id::text = $3)
       and ($4::text is null or singleton_key = $4)
       and ($5::text is null or (created_on, id) < (select created_on, id from "${schema}".job where id::text = $5))
     order by created_on desc, id desc limit $6`,
    [name === undefined ? names : [name], states, id ?? null, key ?? null, after ?? null, limit],
  );
  return (rows as Row[]).map(toInfo);
}

export async function cancelJob(executor: PlainExecutor, schema: string, boss: PgBoss, id: string): Promise<boolean> {
  const { rows } = await executor.executeSql(`select name, state::text from "${schema}".job where id::text = $1`, [id]);
  const [row] = rows as Row[];
  if (row === undefined || !['queued', 'running'].includes(STATES[row.state] ?? '')) return false;
  await boss.cancel(row.name, id);
  return true;
}

function toInfo(row: Row): JobInfo {
  const state = STATES[row.state] ?? 'failed';
  const { code = 'INTERNAL', message = '' } = row.output ?? {};
  const hasError = row.output !== null && state !== 'completed';
  return {
    id: row.id,
    name: row.name,
    payload: row.data,
    key: row.singleton_key?.startsWith(UNKEYED) ? null : row.singleton_key,
    state,
    attempts: row.retry_count + (row.started_on === null ? 0 : 1),
    queuedAt: row.created_on.getTime(),
    startedAt: row.started_on?.getTime() ?? null,
    endedAt: row.completed_on?.getTime() ?? null,
    error: hasError ? { code, message } : null,
  };
}
