import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestServer, testServer } from './testing/app.ts';

let server: TestServer;
const parent = mkdtempSync(join(tmpdir(), 'nextclose-page-'));
const directory = join(parent, 'dist');

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'), { recursive: true });
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><script type="module" src="/assets/index-abc.js"></script>',
  );
  writeFileSync(join(directory, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(directory, '.env'), 'SECRET=1');
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  server = await testServer({ pageDirectory: directory });
});
afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true, force: true });
});

it('serves the page and its assets under a policy that allows nothing inline', async () => {
  const page = await server.request('GET', '/');
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('/assets/index-abc.js') });
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  const script = await server.request('GET', '/assets/index-abc.js');
  expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  expect(script.headers['content-type']).toContain('javascript');
});

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/....//secret.txt',
  '/.env',
])('%s is not reachable', async url => {
  const { status, body } = await server.request('GET', url);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(JSON.stringify(body)).not.toContain('SECRET');
});

it('answers unknown paths with a problem, also beside the page', async () => {
  expect((await server.request('GET', '/nothing')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect((await server.request('GET', '/predict')).body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  expect((await server.request('GET', '/v1/symbols')).status).toBe(200);
});
