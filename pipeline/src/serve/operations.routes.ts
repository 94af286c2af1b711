import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AppError } from '#shared';
import type { ReadinessCheck } from './ports.ts';
import { problems, sendProblem, toProblem } from './problem.ts';

export type BuildInfo = { readonly version: string; readonly commit: string | null; readonly node: string };

type Deps = {
  readonly readiness: ReadinessCheck;
  readonly build: BuildInfo;
  readonly metrics: () => Promise<{ type: string; text: string }>;
};

export const operationsRoutes =
  ({ readiness, build, metrics }: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const tags = ['operations'];
    const health = {
      operationId: 'healthz',
      tags,
      summary: 'The process is alive',
      response: { 200: Type.Object({ status: Type.Literal('ok') }, { description: 'Alive' }), ...problems() },
    } as const;
    app.get('/healthz', { schema: health }, async () => ({ status: 'ok' as const }));

    const ready = {
      operationId: 'readyz',
      tags,
      summary: 'The server can answer forecasts; 503 says what is missing',
      response: { 200: Type.Object({ status: Type.Literal('ready') }, { description: 'Ready' }), ...problems() },
    } as const;
    app.get('/readyz', { schema: ready }, async (request, reply) => {
      const missing = await readiness.missing();
      if (missing.length === 0) return { status: 'ready' as const };
      const error = new AppError('NOT_READY', `not ready: ${missing.join('; ')}`);
      return sendProblem(reply, toProblem(error, request.id, { missing }));
    });

    const version = {
      operationId: 'version',
      tags,
      summary: 'What is running',
      response: {
        200: Type.Object(
          {
            name: Type.String(),
            version: Type.String(),
            commit: Type.Union([Type.String(), Type.Null()]),
            node: Type.String(),
          },
          { description: 'Version' },
        ),
        ...problems(),
      },
    } as const;
    app.get('/version', { schema: version }, async () => ({ name: 'nextclose', ...build }));

    const scrape = {
      operationId: 'metrics',
      tags,
      summary: 'Metrics in the Prometheus text format',
      response: {
        200: { description: 'Prometheus text format', content: { 'text/plain': { schema: Type.String() } } },
        ...problems(),
      },
    } as const;
    app.get('/metrics', { schema: scrape }, async (_request, reply) => {
      const { type, text } = await metrics();
      return await reply.type(type).serializer(String).send(text);
    });
  };
