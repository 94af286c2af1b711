import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './testing/app.ts';
import type { Seeded } from './testing/seed.ts';
import { BUILD } from './testing/served.ts';

let server: TestServer;
let seeded: Seeded;
beforeAll(async () => {
  server = await testServer();
  seeded = server.seeded;
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) => server.request('GET', url, { headers });
const post = async (body: object) => (await server.request('POST', '/predict', { body })).body;
const prices = (count: number) => seeded.closes.slice(0, count);
type Listed = { id: string; session: string; horizon: number; actual: number | null; mean: number; error: number };
const everything = async <Item>(url: string): Promise<Item[]> => {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; next_cursor: string | null } = (await get(`${url}${cursor && `&cursor=${cursor}`}`))
      .body;
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
};
const logged = async (id: string) => {
  await server.deps.spool.flush();
  return await server.database.db.selectFrom('forecast').selectAll().where('id', '=', id).executeTakeFirst();
};

describe('POST /predict', () => {
  it('answers by the pooled version, has the interval round the mean, and is logged under its id', async () => {
    const payload = { recent_prices: prices(12) };
    const body = await post(payload);
    expect(Object.keys(body).sort()).toEqual(
      ['forecast', 'forecast_id', 'horizon', 'level', 'lower', 'model', 'prediction', 'random_walk', 'upper'].sort(),
    );
    expect(body).toMatchObject({ level: 0.9, horizon: 1, random_walk: payload.recent_prices[11] });
    expect(body.model).toEqual({ id: seeded.pooled.id, name: 'drift', version: 1 });
    expect(body.forecast).toEqual([{ step: 1, mean: body.prediction, lower: body.lower, upper: body.upper }]);
    expect(body.lower).toBeLessThan(body.prediction);
    expect(body.prediction).toBeLessThan(body.upper);
    const row = await logged(body.forecast_id);
    expect(row).toMatchObject({ origin: 'client', symbol: null, version_id: seeded.pooled.id, mean: body.prediction });
    expect(row?.inputs).toMatchObject({ route: 'predict', recent_prices: payload.recent_prices });
  });

  it("uses the symbol's price-only version, whatever the case, over a horizon and at a level", async () => {
    const payload = { recent_prices: prices(60), symbol: 'aapl', horizon: 5, level: 0.5 };
    const body = await post(payload);
    expect(body.model.id).toBe(seeded.champion.id);
    expect(body.forecast.map((one: { step: number }) => one.step)).toEqual([1, 2, 3, 4, 5]);
    expect(body.prediction).toBe(body.forecast[0].mean);
    const wider = await post({ ...payload, level: 0.99 });
    expect(wider.upper - wider.lower).toBeGreaterThan(body.upper - body.lower);
    expect(await logged(body.forecast_id)).toMatchObject({ symbol: 'AAPL', horizon: 5, mean: body.forecast[4].mean });
  });

  it('gives two equal requests two forecasts', async () => {
    const payload = { recent_prices: prices(12) };
    const ids = await Promise.all([1, 2].map(async () => (await post(payload)).forecast_id));
    expect(new Set(ids).size).toBe(2);
  });

  it('logs a long list by its hash', async () => {
    const payload = { recent_prices: Array.from({ length: 10_000 }, (_, i) => 100 + (i % 7)) };
    const body = await post(payload);
    expect((await logged(body.forecast_id))?.inputs).toMatchObject({ recent_prices_count: 10_000 });
  });
});

describe('GET /v1/symbols/{symbol}/forecast', () => {
  it('is the canonical forecast, with its id, where that was written', async () => {
    const { body, headers } = await get('/v1/symbols/AAPL/forecast?horizon=3');
    const session = seeded.sessions.at(-1) ?? '';
    const rows = await server.deps.loop.canonical('AAPL', seeded.champion.id, session, 3);
    expect(body).toMatchObject({
      symbol: 'AAPL',
      currency: 'USD',
      origin: 'canonical',
      forecast_id: rows[2]?.id,
      prediction: rows[0]?.mean,
      random_walk: seeded.closes.at(-1),
      as_of: { session: '2023-12-29', instant: '2023-12-29T21:00:00.000Z' },
      model: { id: seeded.champion.id, name: 'arima(1,1,1)', version: 1 },
    });
    expect(body.forecast.map((one: { target_session: string }) => one.target_session)).toEqual([
      '2024-01-02',
      '2024-01-03',
      '2024-01-04',
    ]);
    // Friday 22:00 UTC to Tuesday's close, 21:00 UTC: Monday is New Year's Day.
    expect(headers['cache-control']).toBe(`public, max-age=${(3 * 24 + 23) * 3600}`);
  });

  it('computes another level or a longer horizon at once, logs it once, and repeats it', async () => {
    const first = (await get('/v1/symbols/AAPL/forecast?horizon=8&level=0.8')).body;
    const again = (await get('/v1/symbols/AAPL/forecast?horizon=8&level=0.8')).body;
    expect(first).toMatchObject({ origin: 'client', horizon: 8, level: 0.8 });
    expect(again).toEqual(first);
    const canonical = (await get('/v1/symbols/AAPL/forecast')).body;
    expect(first.prediction).toBe(canonical.prediction);
    const row = await logged(first.forecast_id);
    expect(row).toMatchObject({ origin: 'client', session: '2023-12-29', target_session: '2024-01-11', horizon: 8 });
  });

  it('answers 304 to its own ETag', async () => {
    const { headers } = await get('/v1/symbols/AAPL/forecast');
    const etag = String(headers.etag);
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, body, headers: kept } = await get('/v1/symbols/AAPL/forecast', { 'if-none-match': given });
      expect({ given, status, body, etag: kept.etag }).toEqual({ given, status: 304, body: '', etag });
    }
    expect((await get('/v1/symbols/AAPL/forecast', { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get('/v1/symbols/AAPL/forecast?horizon=2', { 'if-none-match': etag })).status).toBe(200);
  });

  it('says that a symbol has no champion yet', async () => {
    const { status, body } = await get('/v1/symbols/%5EGSPC/forecast');
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'NO_MODEL' });
  });
});

describe('what is known', () => {
  it('lists symbols page by page', async () => {
    const first = (await get('/v1/symbols?limit=1')).body;
    expect(first.items).toMatchObject([{ symbol: 'AAPL', exchange: 'XNYS', last_session: '2023-12-29' }]);
    const champion = first.items[0].aliases.find((one: { alias: string }) => one.alias === 'champion');
    expect(champion).toMatchObject({ revision: 1, model: { id: seeded.champion.id } });
    const second = (await get(`/v1/symbols?limit=1&cursor=${first.next_cursor}`)).body;
    expect(second).toMatchObject({ items: [{ symbol: '^GSPC', aliases: [] }], next_cursor: null });
    expect((await get('/v1/symbols/aapl')).body).toEqual(first.items[0]);
  });

  it('pages through all bars once, and cuts by session', async () => {
    const bars = await everything<{ session: string }>('/v1/symbols/AAPL/bars?limit=70');
    expect(bars.map(bar => bar.session)).toEqual(seeded.sessions);
    const cut = (await get('/v1/symbols/AAPL/bars?from=2023-12-27&to=2023-12-28')).body;
    expect(cut.items.map((bar: { session: string }) => bar.session)).toEqual(['2023-12-27', '2023-12-28']);
    expect(cut.items[1].close).toBe(seeded.closes.at(-2));
  });

  it('shows features by name, with null for one that warms up', async () => {
    expect((await get('/v1/symbols/AAPL/features')).body.items).toMatchObject([
      { feature_set: 'core@1', values: { rsi14: 55.5, sma200: null } },
    ]);
  });

  it('lists canonical forecasts with their outcomes, newest first, each once', async () => {
    const seen = await everything<Listed>(`/v1/symbols/AAPL/forecasts?version=${seeded.champion.id}&limit=64`);
    expect(seen).toHaveLength(31 * 5);
    expect(new Set(seen.map(one => one.id)).size).toBe(31 * 5);
    expect(seen.map(one => one.session)).toEqual(
      seen
        .map(one => one.session)
        .sort()
        .reverse(),
    );
    const settled = seen.filter(one => one.horizon === 1 && one.actual !== null);
    expect(settled).toHaveLength(30);
    for (const one of settled) expect(one.error).toBe((one.actual ?? 0) - one.mean);
    expect(seen.filter(one => one.session === '2023-12-29' && one.actual !== null)).toEqual([]);
  });

  it('scores champion, challenger and random walk on the same sessions', async () => {
    const { body } = await get('/v1/symbols/AAPL/scores?window=20');
    expect(body).toMatchObject({ symbol: 'AAPL', window: 20, to: '2023-12-29' });
    for (const one of [body.champion, body.challenger, body.random_walk]) expect(one.n).toBe(20);
    expect(body.random_walk).toMatchObject({ directional_accuracy: null, directional_n: 0 });
    expect(body.series).toHaveLength(30);
    expect(body.series.at(-1)).toEqual({
      session: '2023-12-29',
      n: 20,
      rmse: expect.closeTo(body.champion.rmse, 12),
      random_walk_rmse: expect.closeTo(body.random_walk.rmse, 12),
    });
    expect((await get('/v1/symbols/%5EGSPC/scores')).body).toMatchObject({ champion: null, series: [] });
  });
});

describe('operations', () => {
  it('is alive, and ready once a champion exists', async () => {
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await get('/readyz')).body).toEqual({ status: 'ready' });
    expect((await get('/version')).body).toEqual({ name: 'nextclose', ...BUILD });
  });

  it('shows requests by route pattern, the spool and the loop in the Prometheus format', async () => {
    await get('/v1/symbols/AAPL');
    await get('/no/such/path');
    const { body, headers } = await get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain(
      'nextclose_http_request_duration_seconds_count{method="GET",route="/v1/symbols/:symbol",status="200"}',
    );
    expect(body).toContain('route="unknown",status="404"');
    expect(body).not.toContain('such');
    expect(body).toMatch(/nextclose_forecasts\{origin="canonical"\} 465\n/);
    expect(body).toMatch(/nextclose_rolling_rmse\{symbol="AAPL",model="random_walk"\} \d+\.\d+/);
    expect(body).toContain('nextclose_spool_bytes 0');
    expect(body).toContain('process_cpu_seconds_total');
  });

  it('says how to build the page while it is not built, under a strict policy', async () => {
    const { body, headers } = await get('/');
    expect(body).toContain('npm run build');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/docs')).headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('keeps a harmless request id and replaces any other', async () => {
    expect((await get('/healthz', { 'x-request-id': 'abc-1' })).headers['x-request-id']).toBe('abc-1');
    expect((await get('/healthz', { 'x-request-id': 'a b"' })).headers['x-request-id']).toMatch(/^[\d.-]+$/);
  });
});
