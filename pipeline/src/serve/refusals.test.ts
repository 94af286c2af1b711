import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared';
import { createServer } from './server.ts';
import { type TestServer, testServer } from './testing/app.ts';
import { BUILD } from './testing/served.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const ten = [170.2, 171, 169.8, 170.5, 171.3, 172.1, 171.8, 172.6, 173, 172.4];
const json = (text: string) => ({ text, type: 'application/json' });
const body = (value: object) => json(JSON.stringify(value));
const withPrice = (text: string) => json(`{"recent_prices":[${ten.join()},${text}]}`);
const problem = {
  type: 'about:blank',
  request_id: expect.any(String),
  title: expect.any(String),
  detail: expect.any(String),
};

describe('POST /predict refuses', () => {
  it.each([
    ['NaN, which is no JSON', withPrice('NaN'), 400, 'BAD_REQUEST', 'body'],
    ['Infinity, which is no JSON', withPrice('Infinity'), 400, 'BAD_REQUEST', 'body'],
    ['an unfinished body', json('{"recent_prices":[1,'), 400, 'BAD_REQUEST', 'body'],
    ['an empty body that says it is JSON', json(''), 400, 'BAD_REQUEST', undefined],
    ['a price as text', withPrice('"170.2"'), 422, 'INVALID_INPUT', 'recent_prices.10'],
    ['a price of null', withPrice('null'), 422, 'INVALID_INPUT', 'recent_prices.10'],
    ['a negative price', withPrice('-1'), 422, 'INVALID_INPUT', 'recent_prices.10'],
    ['a price of zero', withPrice('0'), 422, 'INVALID_INPUT', 'recent_prices.10'],
    ['a price that a double cannot hold', withPrice('1e400'), 422, 'INVALID_INPUT', 'recent_prices.10'],
    [
      'prices whose forecast overflows',
      body({ recent_prices: ten.map(() => 1.7e308), horizon: 30, level: 0.999 }),
      422,
      'INVALID_INPUT',
      'recent_prices',
    ],
    ['no prices', body({ recent_prices: [] }), 422, 'INVALID_INPUT', 'recent_prices'],
    ['nine prices', body({ recent_prices: ten.slice(1) }), 422, 'INVALID_INPUT', 'recent_prices'],
    [
      '100,000 prices',
      body({ recent_prices: Array.from({ length: 100_000 }, () => 170) }),
      422,
      'INVALID_INPUT',
      'recent_prices',
    ],
    ['prices that are no list', body({ recent_prices: 'AAPL' }), 422, 'INVALID_INPUT', 'recent_prices'],
    ['an object without prices', body({}), 422, 'INVALID_INPUT', 'recent_prices'],
    ['a list instead of an object', body(ten), 422, 'INVALID_INPUT', 'body'],
    ['null', json('null'), 422, 'INVALID_INPUT', 'body'],
    ['horizon 0', body({ recent_prices: ten, horizon: 0 }), 422, 'INVALID_INPUT', 'horizon'],
    ['horizon 31', body({ recent_prices: ten, horizon: 31 }), 422, 'INVALID_INPUT', 'horizon'],
    ['horizon 1.5', body({ recent_prices: ten, horizon: 1.5 }), 422, 'INVALID_INPUT', 'horizon'],
    ['horizon as text', body({ recent_prices: ten, horizon: '1' }), 422, 'INVALID_INPUT', 'horizon'],
    ['level 0', body({ recent_prices: ten, level: 0 }), 422, 'INVALID_INPUT', 'level'],
    ['level 1', body({ recent_prices: ten, level: 1 }), 422, 'INVALID_INPUT', 'level'],
    ['an unknown field', body({ recent_prices: ten, prices: ten }), 422, 'INVALID_INPUT', 'prices'],
    ['a symbol that is a path', body({ recent_prices: ten, symbol: '../etc/passwd' }), 422, 'INVALID_INPUT', 'symbol'],
    ['a symbol that is not followed', body({ recent_prices: ten, symbol: 'NOPE' }), 404, 'SYMBOL_NOT_FOUND', 'symbol'],
    ['a symbol without a price-only version', body({ recent_prices: ten, symbol: '^GSPC' }), 409, 'NO_MODEL', 'symbol'],
    ['__proto__', json(`{"recent_prices":[${ten}],"__proto__":{"level":0.5}}`), 400, 'BAD_REQUEST', 'body'],
    [
      'constructor.prototype',
      json(`{"recent_prices":[${ten}],"constructor":{"prototype":{"level":0.5}}}`),
      400,
      'BAD_REQUEST',
      'body',
    ],
    [
      '50,000 nested lists',
      json(`{"recent_prices":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      422,
      'INVALID_INPUT',
      'recent_prices.0',
    ],
    ['more than a mebibyte', json(`{"recent_prices":[${'1,'.repeat(600_000)}1]}`), 413, 'PAYLOAD_TOO_LARGE', undefined],
    ['plain text', { text: 'recent_prices=1', type: 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'content-type'],
    [
      'a form',
      { text: 'recent_prices=1', type: 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'content-type',
    ],
  ] as const)('%s', async (_name, { text, type }, status, code, field) => {
    const answer = await server.request('POST', '/predict', { body: text, headers: { 'content-type': type } });
    expect(answer.body).toEqual({ ...problem, status, code, ...optional('field', field), ...optionalAccepted(answer) });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-request-id']).toBe(answer.body.request_id);
    expect(JSON.stringify(answer.body).length).toBeLessThan(1000);
  });

  it('fewer prices than the version needs, and says how many', async () => {
    const openModel = (artifact: object) => ({ ...server.deps.openModel(artifact), minimum: 25 });
    const hungry = await createServer({ ...server.deps, openModel }, { build: BUILD });
    const answer = await hungry.inject({ method: 'POST', url: '/predict', payload: { recent_prices: ten } });
    expect(answer.json()).toMatchObject({ status: 422, code: 'SERIES_TOO_SHORT', field: 'recent_prices' });
    expect(answer.json().detail).toContain('at least 25 prices, got 10');
    await hungry.close();
  });

  it('says what would be accepted', async () => {
    const answer = await server.request('POST', '/predict', { body: { recent_prices: [1] } });
    expect(answer.body.accepted).toBe('an array of 10 to 10000 items, each a finite number greater than 0');
    const unknown = await server.request('POST', '/predict', { body: { recent_prices: ten, x: 1 } });
    expect(unknown.body.accepted).toBe('recent_prices, symbol, horizon, level');
  });
});

const optional = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
const optionalAccepted = (answer: { body: object }) =>
  'accepted' in answer.body ? { accepted: expect.any(String) } : {};

describe('GET refuses', () => {
  it.each([
    ['/v1/symbols/AAPL/forecast?horizon=31', 422, 'horizon'],
    ['/v1/symbols/AAPL/forecast?horizon=1e0&horizon=2', 422, 'horizon'],
    ['/v1/symbols/AAPL/forecast?horizon=0x2', 422, 'horizon'],
    ['/v1/symbols/AAPL/forecast?horizon=', 422, 'horizon'],
    ['/v1/symbols/AAPL/forecast?level=NaN', 422, 'level'],
    ['/v1/symbols/AAPL/forecast?level=1', 422, 'level'],
    ['/v1/symbols/AAPL/forecast?horizn=2', 422, 'horizn'],
    ['/v1/symbols/NOPE/forecast', 404, 'symbol'],
    ['/v1/symbols/..%2F..%2Fetc/forecast', 422, 'symbol'],
    ['/v1/symbols/AAPL/bars?from=2023-02-30', 422, 'from'],
    ['/v1/symbols/AAPL/bars?limit=0', 422, 'limit'],
    ['/v1/symbols/AAPL/bars?limit=1001', 422, 'limit'],
    ['/v1/symbols/AAPL/bars?cursor=bm90IGpzb24', 422, 'cursor'],
    ['/v1/symbols/AAPL/bars?cursor=eyJhdCI6MX0', 422, 'cursor'],
    ['/v1/symbols/AAPL/bars?cursor=ImhlbGxvIg', 422, 'cursor'],
    ['/v1/symbols/AAPL/forecasts?cursor=ImhlbGxvIg', 422, 'cursor'],
    ['/v1/symbols/AAPL/scores?window=0', 422, 'window'],
    ['/v1/alarms?cursor=eyJhdCI6MWU5OSwiaWQiOiJhIn0', 422, 'cursor'],
    ['/v1/models/mv_none', 404, 'id'],
    ['/v1/models/a%20b', 422, 'id'],
    ['/v1/jobs?state=sleeping', 422, 'state'],
    ['/v1/jobs/none', 404, 'id'],
  ])('%s', async (url, status, field) => {
    const answer = await server.request('GET', url);
    expect(answer.body).toMatchObject({ ...problem, status, field });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['GET', '/nothing', 404, 'NOT_FOUND'],
    ['GET', '/v1/symbols/AAPL/nothing', 404, 'NOT_FOUND'],
    ['GET', '/%zz', 400, 'BAD_REQUEST'],
    ['GET', '/predict', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/v1/models/a', 405, 'METHOD_NOT_ALLOWED'],
    ['PUT', '/healthz', 405, 'METHOD_NOT_ALLOWED'],
  ] as const)('%s %s', async (method, url, status, code) => {
    const answer = await server.request(method, url);
    expect(answer.body).toMatchObject({ ...problem, status, code });
    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.headers['allow']).toMatch(/GET|POST/);
  });
});

describe('a fault of the server', () => {
  it('is answered without its message or stack', async () => {
    const broken = await testServer();
    await broken.database.db.schema.dropTable('alarm').execute();
    const answer = await broken.request('GET', '/v1/alarms');
    expect(answer.body).toMatchObject({ ...problem, status: 500, code: 'INTERNAL' });
    expect(JSON.stringify(answer.body)).not.toMatch(/alarm|relation|\.ts/);
    await broken.close();
  });

  it('a database that is away is 503 with Retry-After', async () => {
    const alarms = async () => {
      throw new AppError('DATABASE_UNAVAILABLE', 'the database is not available: connect ECONNREFUSED');
    };
    const away = await createServer({ ...server.deps, loop: { ...server.deps.loop, alarms } }, { build: BUILD });
    const answer = await away.inject({ url: '/v1/alarms' });
    expect(answer.json()).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(answer.headers['retry-after']).toBe('1');
    await away.close();
  });

  it('is not ready, and says why, without tables, without a champion and without a database', async () => {
    const bare = await testServer();
    const { db, close } = bare.database;
    const missing = async () => {
      const { status, body } = await bare.request('GET', '/readyz');
      expect(body).toMatchObject({ ...problem, status, code: 'NOT_READY' });
      return body.missing;
    };
    await db.updateTable('model_alias').set({ version_id: null }).where('alias', '=', 'champion').execute();
    expect(await missing()).toEqual([expect.stringContaining('no symbol has a champion')]);
    await sql`delete from migration where name = '0001-loop'`.execute(db);
    expect(await missing()).toEqual([expect.stringContaining('0001-loop')]);
    await close();
    expect(await missing()).toEqual([expect.stringContaining('the database')]);
    expect((await bare.request('GET', '/healthz')).status).toBe(200);
    await bare.app.close();
    await bare.deps.spool.close();
  });
});
