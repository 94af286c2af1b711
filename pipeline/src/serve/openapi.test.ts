import { expect, it } from 'vitest';
import { openApiDocument } from './openapi-document.ts';

type Response = { description?: string; content?: Record<string, { schema?: { $ref?: string } }> };
type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  requestBody?: { required: boolean };
  parameters?: { in: string; name: string; required?: boolean }[];
  responses: Record<string, Response>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

const document = (await openApiDocument('1.2.3')) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
);

it('is OpenAPI 3.1 and names every route', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations.map(one => one.route).sort()).toEqual([
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'GET /v1/alarms',
    'GET /v1/decisions',
    'GET /v1/drift',
    'GET /v1/jobs',
    'GET /v1/jobs/{id}',
    'GET /v1/models',
    'GET /v1/models/{id}',
    'GET /v1/retrainings',
    'GET /v1/symbols',
    'GET /v1/symbols/{symbol}',
    'GET /v1/symbols/{symbol}/bars',
    'GET /v1/symbols/{symbol}/features',
    'GET /v1/symbols/{symbol}/forecast',
    'GET /v1/symbols/{symbol}/forecasts',
    'GET /v1/symbols/{symbol}/models',
    'GET /v1/symbols/{symbol}/scores',
    'GET /version',
    'POST /predict',
    'POST /v1/jobs',
    'POST /v1/models/{id}/promote',
    'POST /v1/symbols/{symbol}/rollback',
  ]);
});

it.each(operations)('$route says what it is and which errors it can answer', ({ operation }) => {
  expect(operation).toMatchObject({
    operationId: expect.any(String),
    summary: expect.any(String),
    tags: [expect.any(String)],
  });
  const statuses = Object.keys(operation.responses);
  expect(statuses).toEqual(expect.arrayContaining(['400', '403', '500', '503']));
  if ((operation.parameters ?? []).some(one => one.in !== 'header')) expect(statuses).toContain('422');
  for (const [status, response] of Object.entries(operation.responses)) {
    expect(response.description).toBeTruthy();
    if (Number(status) < 400) continue;
    const schema = response.content?.['application/problem+json']?.schema;
    expect({ status, schema }).toEqual({ status, schema: { $ref: '#/components/schemas/Problem' } });
  }
});

it('has unique operation ids, no dangling reference, and bodies that are required only where they are', () => {
  const ids = operations.map(one => one.operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect([...new Set(references)]).toEqual(['"$ref":"#/components/schemas/Problem"']);
  expect(document.components.schemas).toHaveProperty('Problem');
  const required = Object.fromEntries(
    operations.flatMap(({ operation }) =>
      operation.requestBody ? [[operation.operationId, operation.requestBody.required]] : [],
    ),
  );
  expect(required).toEqual({ predict: true, createJob: true, promoteModel: false, rollbackSymbol: false });
});

it('lets a query leave out what has a default', () => {
  const forecast = document.paths['/v1/symbols/{symbol}/forecast']?.['get'];
  const optional = forecast?.parameters
    ?.filter(one => one.in === 'query')
    .map(one => [one.name, one.required ?? false]);
  expect(optional).toEqual([
    ['horizon', false],
    ['level', false],
  ]);
});
