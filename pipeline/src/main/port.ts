import { createServer } from 'node:http';
import { AppError } from '#shared';
import { assertBindable } from '../serve/index.ts';

export type Where = { readonly host: string; readonly port: number };

/** A port that nobody else can take meanwhile. */
export type ReservedPort = { release(): Promise<void> };

/**
 * Takes the port before long work whose result is to be served there; until then it answers 503. A port of 0 is any free one
 * and needs no reservation.
 * @throws AppError CONFIG_INVALID for an address that must not be bound, INVALID_INPUT for a port that is taken
 */
export async function reservePort(where: Where): Promise<ReservedPort> {
  assertBindable(where.host);
  if (where.port === 0) return { release: async () => {} };
  const server = createServer((_request, response) => {
    const problem = {
      title: 'Service Unavailable',
      status: 503,
      code: 'NOT_READY',
      detail: 'the replay is still running',
    };
    response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '5' });
    response.end(JSON.stringify(problem));
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', error => reject(portFault(where, error)));
  server.listen(where, resolve);
  await promise;
  server.unref(); // it must not keep a process alive whose work has failed
  let released: Promise<void> | undefined;
  const release = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { release: () => (released ??= release()) };
}

/** A listening error in the words of whoever chose the port; any other error as it is. */
export function portFault({ host, port }: Where, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error;
  return new AppError('INVALID_INPUT', `port ${port} on ${host} is taken by another program`, {
    field: 'port',
    accepted: 'another port (--port, or server.port in nextclose.config.ts)',
    cause: error,
  });
}
