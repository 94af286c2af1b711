import { silentLog } from '#shared';
import { createServer, type ServeDeps } from './server.ts';

/** Stands for whatever a document needs not: it may be handed on, and fails when it is used. */
const unused = (name: string): never =>
  new Proxy(() => {}, {
    get: (_target, member) => unused(`${name}.${String(member)}`),
    apply: () => {
      throw new Error(`${name} was called while the API was only being described`);
    },
  }) as never;

/** The OpenAPI document of the server, without a database, a model or a port. */
export async function openApiDocument(version: string): Promise<object> {
  const names = [
    'clock',
    'monotonic',
    'nonce',
    'bars',
    'features',
    'models',
    'openModel',
    'predictors',
    'loop',
    'scores',
  ];
  const more = ['totals', 'queue', 'jobs', 'spool', 'readiness'];
  const stubs = Object.fromEntries([...names, ...more].map(name => [name, unused(name)]));
  const deps = { ...stubs, log: silentLog } as unknown as ServeDeps;
  const app = await createServer(deps, { build: { version, commit: null, node: '' } });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}
