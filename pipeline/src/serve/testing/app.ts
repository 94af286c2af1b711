import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { virtualClock } from '#shared';
import { type TestDatabase, testDatabase } from '../../shared/testing/database.ts';
import { createServer, type ServeConfig } from '../server.ts';
import { type Seeded, seed } from './seed.ts';
import { BUILD, type Served, served } from './served.ts';

export type TestServer = {
  readonly app: Awaited<ReturnType<typeof createServer>>;
  readonly deps: Served;
  readonly seeded: Seeded;
  readonly database: TestDatabase;
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
  close(): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON was answered
type TestAnswer = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: any };

/** A server on a seeded database of its own; nothing listens. */
export async function testServer(config: Partial<ServeConfig> = {}): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'nextclose-serve-'));
  const database = await testDatabase();
  const seeded = await seed(database.db);
  const deps = served(database.db, directory, virtualClock(seeded.now));
  const app = await createServer(deps, { build: BUILD, ...config });
  return {
    app,
    deps,
    seeded,
    database,
    async request(method, url, { body, headers = {} } = {}) {
      const payload = body === undefined ? {} : { payload: body as string | object };
      const answer = await app.inject({ method, url, headers, ...payload });
      const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== '';
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body };
    },
    async close() {
      await app.close();
      await deps.spool.close();
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
