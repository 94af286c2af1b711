import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { DOCS_POLICY } from './security.ts';

const DESCRIPTION = `Forecasts of daily closes with the random walk's beside them, the score of every forecast made, and the loop
that keeps models fresh. Names are snake_case, times ISO 8601 UTC, sessions YYYY-MM-DD of the exchange. Lists are pages:
\`next_cursor\` of one is \`cursor\` of the next. Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`.
Without API keys the server answers this machine only: Host and Origin have to be loopback names.`;

const TAGS = [
  { name: 'forecasts', description: 'Forecasts for clients' },
  { name: 'symbols', description: 'What is known of a symbol' },
  { name: 'models', description: 'The registry: versions, promotion, rollback' },
  { name: 'loop', description: 'Drift, alarms, retrainings, decisions' },
  { name: 'jobs', description: 'The queue' },
  { name: 'operations', description: 'Probes and metrics' },
];

type Operation = {
  requestBody?: { required?: boolean; content?: Record<string, { schema?: { required?: string[] } }> };
};

/** The OpenAPI 3.1 document at `/openapi.json` and its page at `/docs`. Call it before the routes are registered. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nextclose',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json['$id'] ?? `schema-${i}`) },
    transformObject: document => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      for (const path of Object.values(document.openapiObject.paths ?? {})) {
        for (const operation of Object.values(path ?? {})) allowMissingBody(operation as Operation);
      }
      return document.openapiObject;
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  );
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY });
}

/** A body of which nothing is required may be left out whole. */
function allowMissingBody({ requestBody }: Operation): void {
  const schema = requestBody?.content?.['application/json']?.schema;
  if (requestBody && schema && (schema.required ?? []).length === 0) requestBody.required = false;
}
