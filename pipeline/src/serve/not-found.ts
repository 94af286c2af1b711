import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#shared';
import { sendProblem, toProblem } from './problem.ts';

/** Answers what no route takes: 405 with `Allow` where the path exists with other methods, else 404. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly method: string; readonly path: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return;
    const pattern = url.split('/').map(part => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')));
    for (const one of [method].flat()) routes.push({ method: one, path: new RegExp(`^${pattern.join('/')}$`) });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    const allowed = routes.filter(route => route.path.test(path)).map(route => route.method);
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', [...new Set(allowed)].sort().join(', '));
      const error = new AppError('METHOD_NOT_ALLOWED', `${request.method} is not for this path`, {
        accepted: allowed.join(', '),
      });
      return sendProblem(reply, toProblem(error, request.id));
    }
    const error = new AppError('NOT_FOUND', 'there is nothing at this path', { accepted: 'a path of /openapi.json' });
    return sendProblem(reply, toProblem(error, request.id));
  });
}
