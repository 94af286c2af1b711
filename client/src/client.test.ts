import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type TestServer, testServer } from '../../pipeline/src/serve/testing/app.ts';
import { type Answer, createClient, type NextcloseClient } from './index.ts';
import { retryingFetch } from './retry.ts';

let server: TestServer;
let client: NextcloseClient;
beforeAll(async () => {
  server = await testServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  client = createClient({ baseUrl: `http://127.0.0.1:${port}/`, retries: 0 });
});
afterAll(() => server.close());

describe('against a running server', () => {
  it('reads a forecast, typed', async () => {
    const { data, error } = await client.GET('/v1/symbols/{symbol}/forecast', {
      params: { path: { symbol: '^GSPC' }, query: { horizon: 2 } },
    });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ status: 409, code: 'NO_MODEL' });
    const found = await client.GET('/v1/symbols/{symbol}/forecast', { params: { path: { symbol: 'AAPL' } } });
    expect(found.data?.model.id).toBe(server.seeded.champion.id);
    expectTypeOf(found.data).toEqualTypeOf<Answer<'/v1/symbols/{symbol}/forecast'> | undefined>();
    expectTypeOf<Answer<'/v1/symbols/{symbol}/forecast'>['prediction']>().toEqualTypeOf<number>();
  });

  it('posts prices, and gets a refusal as a value', async () => {
    const recent_prices = Array.from({ length: 12 }, (_, i) => 100 + i);
    const { data } = await client.POST('/predict', { body: { recent_prices } });
    expect(data).toMatchObject({ random_walk: 111, horizon: 1, level: 0.9 });
    const { error } = await client.POST('/predict', { body: { recent_prices: [1] } });
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field: 'recent_prices' });
  });

  it('promotes with If-Match and without a body', async () => {
    const id = server.seeded.challenger.id;
    const { response } = await client.GET('/v1/models/{id}', { params: { path: { id } } });
    const header = { 'if-match': response.headers.get('etag') ?? '' };
    const { data } = await client.POST('/v1/models/{id}/promote', { params: { path: { id }, header } });
    expect(data).toMatchObject({ version_id: id, revision: 2 });
  });

  it('walks a list by its cursor', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: 1, ...(cursor ? { cursor } : {}) };
      const { data } = await client.GET('/v1/symbols', { params: { query } });
      seen.push(...(data?.items.map(item => item.symbol) ?? []));
      cursor = data?.next_cursor;
    } while (cursor);
    expect(seen).toEqual(['AAPL', '^GSPC']);
  });
});

describe('retries', () => {
  const attempts = (outcomes: (number | 'lost')[]) => {
    const sent: Request[] = [];
    const fetch = async (request: Request) => {
      sent.push(request);
      const outcome = outcomes[sent.length - 1] ?? 200;
      if (outcome === 'lost') throw new TypeError('fetch failed');
      return new Response('{}', { status: outcome, headers: outcome === 503 ? { 'retry-after': '0' } : {} });
    };
    return { sent, fetch: retryingFetch(fetch, { retries: 3, firstDelayMs: 1, random: () => 0.5 }) };
  };

  it.each([
    { name: 'a GET that was lost', method: 'GET', outcomes: ['lost', 'lost', 200], sent: 3, status: 200 },
    { name: 'a GET answered 503', method: 'GET', outcomes: [503, 200], sent: 2, status: 200 },
    { name: 'a GET that stays 503', method: 'GET', outcomes: [503, 503, 503, 503, 200], sent: 4, status: 503 },
    { name: 'a GET answered 500', method: 'GET', outcomes: [500, 200], sent: 1, status: 500 },
    { name: 'a POST answered 503', method: 'POST', outcomes: [503, 200], sent: 1, status: 503 },
  ] as const)('$name is sent $sent times', async ({ method, outcomes, sent, status }) => {
    const tried = attempts([...outcomes]);
    expect((await tried.fetch(new Request('http://127.0.0.1/x', { method }))).status).toBe(status);
    expect(tried.sent).toHaveLength(sent);
  });

  it('says why when nothing helps', async () => {
    const lost = attempts(['lost', 'lost', 'lost', 'lost', 'lost']);
    await expect(lost.fetch(new Request('http://127.0.0.1/x'))).rejects.toThrow('fetch failed');
    expect(lost.sent).toHaveLength(4);
  });

  it('gives up at once when the caller does, while it sends and while it pauses', async () => {
    for (const turns of [0, 10]) {
      const controller = new AbortController();
      const fetch = retryingFetch(async () => Promise.reject(new TypeError('fetch failed')), { firstDelayMs: 60_000 });
      const request = fetch(new Request('http://127.0.0.1/x', { signal: controller.signal }));
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort(new Error('enough'));
      await expect(request).rejects.toThrow('enough');
    }
  });

  it('sends the key of the caller', async () => {
    const seen: (string | null)[] = [];
    const fetch = async (request: Request) => {
      seen.push(request.headers.get('authorization'));
      return Response.json({ items: [], next_cursor: null });
    };
    await createClient({ baseUrl: 'http://127.0.0.1', apiKey: 'k1', fetch }).GET('/v1/alarms');
    await createClient({ baseUrl: 'http://127.0.0.1', fetch }).GET('/v1/alarms');
    expect(seen).toEqual(['Bearer k1', null]);
  });
});
