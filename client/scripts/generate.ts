// Writes openapi.json from the server's own routes, and the types made from it. Run: node client/scripts/generate.ts
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTs, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../../pipeline/src/serve/index.ts';

const HEADER = '// Made from openapi.json by client/scripts/generate.ts: change the routes, not this file.\n\n';

const DOCUMENT = new URL('../openapi.json', import.meta.url);
const TYPES = new URL('../src/generated/openapi.d.ts', import.meta.url);

export type Generated = { readonly document: unknown; readonly types: string };

/** What the two generated files should hold now. */
export async function generate(): Promise<Generated> {
  const manifest = new URL('../../pipeline/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const document = JSON.parse(JSON.stringify(await openApiDocument(version))) as unknown;
  const types = HEADER + astToString(await openapiTs(document as OpenAPI3, { defaultNonNullable: false }));
  return { document, types };
}

export const committed = (): Generated => ({
  document: JSON.parse(readFileSync(DOCUMENT, 'utf8')) as unknown,
  types: readFileSync(TYPES, 'utf8'),
});

if (import.meta.main) {
  const { document, types } = await generate();
  writeFileSync(DOCUMENT, `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync(TYPES, types);
}
