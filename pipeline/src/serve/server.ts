import type { IncomingMessage } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyError, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Clock, Log, Queue } from '#shared';
import type { BarReader } from '../ingest/index.ts';
import type { ModelStore } from '../registry/index.ts';
import type { FittedModel } from '../train/index.ts';
import { answerClientError } from './client-error.ts';
import { forecastRoutes } from './forecast.routes.ts';
import { historyRoutes } from './history.routes.ts';
import { honourIdempotencyKeys } from './idempotency.ts';
import { jobsRoutes } from './jobs.routes.ts';
import { loopRoutes } from './loop.routes.ts';
import { serveMetrics } from './metrics.ts';
import { answerUnknownRoutes } from './not-found.ts';
import { describeApi } from './openapi.ts';
import { type BuildInfo, operationsRoutes } from './operations.routes.ts';
import { servePage } from './page.ts';
import type {
  FeatureReader,
  JobReader,
  LoopReader,
  PredictorSource,
  ReadinessCheck,
  ScoreReader,
  Spool,
  TotalsReader,
} from './ports.ts';
import { predictRoutes } from './predict.routes.ts';
import { errorHandler, Problem } from './problem.ts';
import { registryRoutes } from './registry.routes.ts';
import { frameworkLog, logRequests } from './request-log.ts';
import { addSecurityHeaders, requireLoopback } from './security.ts';
import { symbolForecasts } from './symbol-forecast.ts';
import { symbolsRoutes } from './symbols.routes.ts';
import { requestValidator } from './validation.ts';
import { openVersions } from './versions.ts';

export type ServeDeps = {
  readonly clock: Clock;
  /** Milliseconds that only grow, for the age of caches; `performance.now` */
  readonly monotonic: () => number;
  /** 1 to 64 of A-Z a-z 0-9 . _ -, different at every call and in every process: makes equal requests different forecasts */
  readonly nonce: () => string;
  readonly log: Log;
  readonly bars: BarReader;
  readonly features: FeatureReader;
  readonly models: ModelStore;
  readonly openModel: (artifact: object) => FittedModel;
  readonly predictors: PredictorSource;
  readonly loop: LoopReader;
  readonly scores: ScoreReader;
  readonly totals: TotalsReader;
  readonly queue: Queue;
  readonly jobs: JobReader;
  readonly spool: Spool;
  readonly readiness: ReadinessCheck;
};

export type ServeConfig = {
  readonly build: BuildInfo;
  /** Folder of the built page; without it, or while it is empty, `/` says how to build it */
  readonly pageDirectory?: string;
  /** How old an alias, or a symbol's newest bar, may be when an answer is made from it; 250 ms */
  readonly refreshMs?: number;
  /** Model versions that are kept open; 256 */
  readonly openedVersions?: number;
};

const BODY_LIMIT = 1_048_576;
const REQUEST_TIMEOUT_MS = 30_000;
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The HTTP server with every route of the API; nothing listens yet. Bind it only where `assertBindable` agrees. */
export async function createServer(deps: ServeDeps, config: ServeConfig) {
  const app = fastify({
    loggerInstance: frameworkLog(deps.log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    genReqId: raw => requestId(raw, deps.nonce),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      void errorHandler(error, request, reply),
    ajv: { customOptions: { strict: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(requestValidator);
  app.setErrorHandler(errorHandler);
  answerUnknownRoutes(app);
  logRequests(app, deps.log);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  requireLoopback(app);
  addSecurityHeaders(app);
  honourIdempotencyKeys(app);
  app.addSchema(Problem);
  await describeApi(app, config.build.version);
  await registerRoutes(app, deps, config);
  await servePage(app, config.pageDirectory);
  return app;
}

type App = Awaited<ReturnType<typeof createServer>>;

async function registerRoutes(app: App, deps: ServeDeps, config: ServeConfig): Promise<void> {
  const refreshMs = config.refreshMs ?? 250;
  const versions = openVersions(deps, { refreshMs, opened: config.openedVersions ?? 256 });
  const forecast = symbolForecasts({ ...deps, versions, refreshMs });
  await app.register(predictRoutes({ ...deps, versions }));
  await app.register(forecastRoutes({ forecast, clock: deps.clock }));
  await app.register(symbolsRoutes({ ...deps, versions }));
  await app.register(historyRoutes({ ...deps, versions }));
  await app.register(registryRoutes({ ...deps, versions }));
  await app.register(loopRoutes(deps.loop));
  await app.register(jobsRoutes({ ...deps, versions }));
  const metrics = serveMetrics(app, { ...deps, versions });
  await app.register(operationsRoutes({ readiness: deps.readiness, build: config.build, metrics }));
}

/** A caller's request id is kept where it is harmless in a log; else the request gets one. */
function requestId(raw: IncomingMessage, nonce: () => string): string {
  const given = raw.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : nonce();
}
