import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AppError, isoInstant, JOBS, type JobName, type Queue } from '#shared';
import { enqueueJobs } from './enqueue.ts';
import { isoOrNull, isTimeKey, pageReply, pageRequest } from './paging.ts';
import type { JobReader, JobRecord } from './ports.ts';
import { problems } from './problem.ts';
import { IdempotencyHeader, Instant, nullable, pageOf, pageQuery, SessionInput, SymbolText } from './schemas.ts';
import { oneOf, strictObject } from './validation.ts';
import type { Versions } from './versions.ts';

type Deps = { readonly jobs: JobReader; readonly queue: Queue; readonly versions: Versions };

/** Jobs by the names that people use; the queue's carry a version. */
const WORK = ['ingest', 'features', 'settle', 'drift', 'gate', 'forecast', 'train', 'retrain'] as const;
const STATES = ['waiting', 'active', 'retry', 'completed', 'failed', 'cancelled'] as const;

const queueName = (work: (typeof WORK)[number]): JobName => `${work}.v1`;

const JobShape = Type.Object(
  {
    id: Type.String(),
    name: oneOf(Object.keys(JOBS) as JobName[]),
    state: oneOf(STATES),
    payload: Type.Record(Type.String(), Type.Unknown()),
    created_at: Instant,
    started_at: nullable(Instant),
    finished_at: nullable(Instant),
    attempts: Type.Integer(),
    failure: nullable(Type.String()),
  },
  { description: 'A job of the queue' },
);

const Body = strictObject(
  {
    name: oneOf(WORK, 'What to do'),
    symbols: Type.Optional(
      Type.Array(SymbolText, {
        minItems: 1,
        maxItems: 10_000,
        description: 'All symbols that are followed, if left out',
      }),
    ),
    from: Type.Optional(SessionInput),
    to: Type.Optional(SessionInput),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  {
    examples: [
      { name: 'ingest', symbols: ['AAPL'] },
      { name: 'retrain', symbols: ['AAPL'], reason: 'new regime' },
    ],
  },
);

const Queued = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        name: oneOf(Object.keys(JOBS) as JobName[]),
        symbols: Type.Array(Type.String()),
        queued: Type.Boolean({ description: 'false: the same job was already waiting or running' }),
      }),
    ),
  },
  { description: 'What was queued' },
);

export const jobsRoutes =
  ({ jobs, queue, versions }: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const list = {
      operationId: 'listJobs',
      tags: ['jobs'],
      summary: 'Jobs, newest first',
      querystring: strictObject({
        name: Type.Optional(oneOf(WORK)),
        state: Type.Optional(oneOf(STATES)),
        ...pageQuery,
      }),
      response: { 200: pageOf(JobShape, 'Jobs'), ...problems(422) },
    } as const;
    app.get('/v1/jobs', { schema: list }, async ({ query }) => {
      const { name, state, ...rest } = query;
      const filter = {
        ...(name === undefined ? {} : { name: queueName(name) }),
        ...(state === undefined ? {} : { state }),
      };
      return pageReply(await jobs.list({ ...pageRequest(rest, isTimeKey), ...filter }), showJob);
    });

    const one = {
      operationId: 'getJob',
      tags: ['jobs'],
      summary: 'One job',
      params: strictObject({ id: Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9:_.-]+$' }) }),
      response: { 200: JobShape, ...problems(404, 422) },
    } as const;
    app.get('/v1/jobs/:id', { schema: one }, async ({ params }) => {
      const job = await jobs.get(params.id);
      if (!job) throw new AppError('NOT_FOUND', `there is no job "${params.id}"`, { field: 'id' });
      return showJob(job);
    });

    const create = {
      operationId: 'createJob',
      tags: ['jobs'],
      summary: 'Queue work; a job that is waiting or running already is not queued twice',
      body: Body,
      headers: IdempotencyHeader,
      response: { 202: Queued, ...problems(404, 413, 415, 422) },
    } as const;
    app.post('/v1/jobs', { schema: create }, async ({ body }, reply) => {
      const items = await enqueueJobs({ queue, versions }, body);
      return await reply.code(202).send({ items });
    });
  };

const showJob = (job: JobRecord) => ({
  id: job.id,
  name: job.name,
  state: job.state,
  payload: { ...job.payload },
  created_at: isoInstant(job.createdAt),
  started_at: isoOrNull(job.startedAt),
  finished_at: isoOrNull(job.finishedAt),
  attempts: job.attempts,
  failure: job.failure,
});
