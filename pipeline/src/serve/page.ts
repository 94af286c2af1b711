import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nextclose</title></head>
<body><h1>Nextclose</h1>
<p>The server is up; the page is not built yet. In a checkout: <code>npm run build --workspace dashboard</code>, then reload.</p>
<p>The API is described at <a href="/docs">/docs</a>.</p></body></html>
`;

/** The built page at `/`, or one that says how to build it. */
export async function servePage(app: FastifyInstance, directory: string | undefined): Promise<void> {
  if (directory !== undefined && existsSync(join(directory, 'index.html'))) {
    await app.register(fastifyStatic, {
      root: directory,
      decorateReply: false,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (reply, path) => {
        // Vite names everything under assets/ by its content.
        const forever = path.startsWith(join(directory, 'assets'));
        void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    return;
  }
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(NOT_BUILT),
  );
}
