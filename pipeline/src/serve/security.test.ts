import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertBindable, isLoopbackHost, isLoopbackOrigin } from './security.ts';
import { type TestServer, testServer } from './testing/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const HOSTS: readonly (readonly [string, boolean])[] = [
  ['localhost', true],
  ['localhost:4280', true],
  ['LOCALHOST:4280', true],
  ['127.0.0.1', true],
  ['127.0.0.1:65535', true],
  ['[::1]', true],
  ['[::1]:4280', true],
  ['example.com', false],
  ['localhost.example.com', false],
  ['127.0.0.1.nip.io', false],
  ['localhost@example.com', false],
  ['example.com#localhost', false],
  ['localhost:4280:1', false],
  ['localhost:', false],
  ['0.0.0.0:4280', false],
  ['127.0.0.2', false],
  ['192.168.1.5:4280', false],
  ['2130706433', false],
  ['', false],
];

const ORIGINS: readonly (readonly [string, boolean])[] = [
  ['http://localhost:4280', true],
  ['http://127.0.0.1', true],
  ['https://[::1]:4280', true],
  ['http://LOCALHOST:5173', true],
  ['null', false],
  ['http://example.com', false],
  ['http://localhost.example.com', false],
  ['http://localhost:4280@example.com', false],
  ['http://localhost:4280/path', false],
  ['file://localhost', false],
  ['ftp://localhost', false],
  ['localhost:4280', false],
  ['', false],
];

describe('without API keys', () => {
  it.each(HOSTS)('Host "%s": %s', (host, allowed) => expect(isLoopbackHost(host)).toBe(allowed));
  it.each(ORIGINS)('Origin "%s": %s', (origin, allowed) => expect(isLoopbackOrigin(origin)).toBe(allowed));

  it.each(['/healthz', '/v1/symbols', '/', '/docs', '/openapi.json', '/nothing'])(
    '%s is refused to a foreign Host',
    async url => {
      const { status, body } = await server.request('GET', url, { headers: { host: 'attacker.example:4280' } });
      expect({ status, code: body.code, field: body.field }).toEqual({ status: 403, code: 'FORBIDDEN', field: 'host' });
    },
  );

  it('a write from a foreign page changes nothing', async () => {
    const url = `/v1/models/${server.seeded.challenger.id}/promote`;
    for (const origin of ['https://attacker.example', 'null']) {
      const { status, body } = await server.request('POST', url, { headers: { origin } });
      expect({ status, field: body.field }).toEqual({ status: 403, field: 'origin' });
    }
    expect((await server.deps.models.alias('AAPL', 'champion'))?.revision).toBe(1);
  });

  it('never allows another origin to read', async () => {
    const { headers } = await server.request('GET', '/v1/symbols', { headers: { origin: 'http://localhost:5173' } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', ''])('does not bind to "%s"', host => {
    expect(() => assertBindable(host)).toThrow('there is no API key');
    expect(() => assertBindable(host, 1)).not.toThrow();
  });

  it.each(['127.0.0.1', 'localhost', '::1'])('binds to %s', host => expect(() => assertBindable(host)).not.toThrow());
});
