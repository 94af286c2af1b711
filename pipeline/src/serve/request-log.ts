import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Log } from '#shared';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** Our log as the framework needs it; what a request logs carries the request's id. */
export function frameworkLog(log: Log, bindings: object = {}): FastifyBaseLogger {
  const write = (level: Level) => (fields: unknown, message?: unknown) => {
    if (typeof fields === 'string') log[level](bindings, fields);
    else log[level]({ ...bindings, ...describe(fields) }, String(message ?? ''));
  };
  const error = write('error');
  return {
    level: 'info',
    debug: write('debug'),
    trace: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error,
    fatal: error,
    silent() {},
    child: (more: object) => frameworkLog(log, { ...bindings, ...pickId(more) }),
  } as unknown as FastifyBaseLogger;
}

/** The framework's own `req` and `res` objects hold headers; headers may hold secrets, so none of them is logged. */
function describe(fields: unknown): object {
  if (fields instanceof Error) return { err: fields };
  if (typeof fields !== 'object' || fields === null) return {};
  const { req: _req, res: _res, ...rest } = fields as Record<string, unknown>;
  return rest;
}

const pickId = (bindings: object): object => {
  const { reqId } = bindings as { reqId?: unknown };
  return reqId === undefined ? {} : { request_id: reqId };
};

const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** One line per request. The query is left out: it is the caller's data. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?')[0];
    const level = PROBES.has(path ?? '') ? 'debug' : 'info';
    const ms = Math.round(reply.elapsedTime * 1000) / 1000;
    const fields = { request_id: request.id, method: request.method, path, status: reply.statusCode, ms };
    log[level](fields, 'request');
  });
}
