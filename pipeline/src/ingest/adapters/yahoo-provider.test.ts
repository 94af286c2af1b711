import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { calendar, virtualClock } from '#shared';
import { type TestDatabase, testDatabase } from '../../shared/testing/database.ts';
import { ingest } from '../ingest.ts';
import { providerContract } from '../provider.contract.ts';
import { ingestStage } from '../testing/fixture.ts';
import { chart, chartEvents, type Handler, notFound, type Reply, yahooServer } from '../testing/yahoo-server.ts';
import { yahooProvider } from './yahoo-provider.ts';

const nyse = calendar('XNYS');
const clock = virtualClock(nyse.close('2024-03-28') + 1_800_000);
const sessions = nyse.sessions('2024-03-01', '2024-03-28');
type Row = [string, number, number, number, number, number];
const rows = sessions.map((session, i): Row => [session, 100 + i, 102 + i, 99 + i, 101 + i, 1000]);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(replies: Record<string, Reply | Handler>, timeoutMs?: number) {
  const server = await yahooServer(replies);
  closers.push(server.close);
  return { ...server, provider: yahooProvider({ base: server.base, ...(timeoutMs ? { timeoutMs } : {}) }) };
}

describe('the Yahoo provider', () => {
  it('lands the body byte for byte as it was received', async () => {
    const body = ` ${chart(rows)}\n`;
    const { provider, asked } = await serve({ TEST: { body } });
    const raw = await provider.fetch({ symbol: 'test' }, { clock });
    expect(new TextDecoder().decode(raw.bytes)).toBe(body);
    expect(raw).toMatchObject({ request: { symbol: 'TEST' }, mediaType: 'application/json;charset=utf-8' });
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/v8/finance/chart/TEST']);
  });

  it('asks for days, splits and dividends, from before the first session up to now whatever the last one is', async () => {
    const { provider, asked } = await serve({ '^TEST': { body: chart(rows) } });
    await provider.fetch({ symbol: '^TEST', from: '2024-03-04', to: '2024-03-05' }, { clock });
    const query = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect(query).toMatchObject({ interval: '1d', events: 'div|split', includePrePost: 'false' });
    expect(Number(query['period1'])).toBe(Date.parse('2024-03-03T12:00:00Z') / 1000);
    expect(Number(query['period2'])).toBe(clock.now() / 1000);
  });

  it.each([
    ['SYMBOL_NOT_FOUND', notFound, 'symbol may be delisted'],
    ['SYMBOL_NOT_FOUND', { status: 404, type: 'text/html', body: '<html>' }, 'status 404'],
    [
      'SOURCE_UNAVAILABLE',
      { status: 429, type: 'text/html', body: 'Too Many Requests\r\n', headers: { 'retry-after': '60' } },
      'asked again after "60"',
    ],
    ['SOURCE_UNAVAILABLE', { status: 200, type: 'text/plain', body: 'Too Many Requests\r\n' }, 'too many requests'],
    ['SOURCE_UNAVAILABLE', { status: 503, type: 'text/html', body: 'oops' }, 'status 503'],
    [
      'SOURCE_REFUSED',
      {
        status: 401,
        body: '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}',
      },
      'Invalid Crumb',
    ],
    [
      'SOURCE_REFUSED',
      {
        status: 422,
        body: '{"chart":{"result":null,"error":{"code":"Unprocessable Entity","description":"out of range"}}}',
      },
      'out of range',
    ],
    [
      'SOURCE_REFUSED',
      { status: 400, type: 'text/csv', body: "400 Bad Request: Data doesn't exist" },
      "Data doesn't exist",
    ],
  ] as const)('turns a refusal into %s: %o', async (code, reply, message) => {
    const printed = vi.spyOn(console, 'error');
    const { provider } = await serve({ TEST: reply });
    const fetched = provider.fetch({ symbol: 'TEST' }, { clock });
    await expect(fetched).rejects.toMatchObject({ name: 'AppError', code, message: expect.stringContaining(message) });
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('works on after a 429: nothing of it was kept', async () => {
    const replies: Record<string, Reply> = { TEST: { status: 429, type: 'text/html', body: 'Too Many Requests\r\n' } };
    const { provider, asked } = await serve(replies);
    await expect(provider.fetch({ symbol: 'TEST' }, { clock })).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    replies['TEST'] = { body: chart(rows) };
    const raw = await provider.fetch({ symbol: 'TEST' }, { clock });
    expect(provider.parse(raw).rows).toHaveLength(sessions.length);
    expect(
      asked.every(({ pathname, searchParams }) => pathname.includes('/chart/') && !searchParams.has('crumb')),
    ).toBe(true);
  });

  it('calls a time-out, a cut connection and a dead server unavailable', async () => {
    const half: Handler = response => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"chart":');
      response.socket?.destroySoon();
    };
    const { provider } = await serve({ SLOW: () => {}, CUT: half }, 150);
    const gone = await yahooServer({});
    await gone.close();
    const dead = yahooProvider({ base: gone.base });
    const unavailable = { name: 'AppError', code: 'SOURCE_UNAVAILABLE' };
    await expect(provider.fetch({ symbol: 'SLOW' }, { clock })).rejects.toMatchObject(unavailable);
    await expect(provider.fetch({ symbol: 'CUT' }, { clock })).rejects.toMatchObject(unavailable);
    await expect(dead.fetch({ symbol: 'TEST' }, { clock })).rejects.toMatchObject(unavailable);
  });

  it('stops a request on its way', async () => {
    const stop = new AbortController();
    const { provider } = await serve({ SLOW: () => stop.abort(new Error('enough')) });
    await expect(provider.fetch({ symbol: 'SLOW' }, { clock, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('takes an answer that the library does not understand', async () => {
    const odd = chart(rows, { meta: { currency: null, firstTradeDate: 'never', priceHint: 'x' } });
    const { provider } = await serve({ TEST: { body: odd } });
    expect(provider.parse(await provider.fetch({ symbol: 'TEST' }, { clock })).rows).toHaveLength(sessions.length);
  });
});

describe('ingested day by day', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  /** The answer of a day: all prices divided by the splits so far, through float32, and asked from `period1` on. */
  const dayAnswer = (day: string, from: number): string => {
    const splitDay = '2024-03-13';
    const past = rows.filter(([session]) => session <= day && nyse.open(session) / 1000 >= from);
    const divided = past.map(([session, ...values]): Row => {
      const factor = day >= splitDay && session < splitDay ? 7 : 1;
      const [open = 0, high = 0, low = 0, close = 0] = values.map(value => Math.fround(value / factor));
      return [session, open, high, low, close, 1000 * factor];
    });
    const known = day >= splitDay && nyse.open(splitDay) / 1000 >= from;
    return chart(divided, known ? { events: chartEvents([[splitDay, 7, 1]], [[splitDay, 0.5]]) } : {});
  };

  it('a split revises no bar: raw prices stay as traded, and one event is added', async () => {
    const stage = await ingestStage(database.db, '2024-03-08');
    const { provider, asked } = await serve({
      TEST: response => {
        const from = Number(asked.at(-1)?.searchParams.get('period1'));
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(dayAnswer(nyse.lastClosed(stage.clock.now()), from));
      },
    });
    const deps = { ...stage.deps, provider };
    const totals = { new: 0, revised: 0, events: 0, rejected: 0 };
    for (const session of nyse.sessions('2024-03-08', '2024-03-28')) {
      stage.clock.set(nyse.close(session) + 1_800_000);
      const [report] = await ingest(deps, { symbols: ['TEST'] });
      expect(report).toMatchObject({ missing: [], lastSession: session });
      totals.new += report?.new ?? 0;
      totals.revised += report?.revised ?? 0;
      totals.events += report?.events ?? 0;
      totals.rejected += report?.rejectedNew ?? 0;
    }
    expect(totals).toEqual({ new: sessions.length, revised: 0, events: 2, rejected: 0 });
    const stored = await stage.db.selectFrom('bar').select(['session', 'close']).orderBy('session').execute();
    expect(stored.map(({ close }) => close)).toEqual(rows.map(([, , , , close]) => close));
    const before = await stage.reader.bars('TEST', { asOf: nyse.close('2024-03-12') + 1_800_000 });
    expect(before.close.at(-1)).toBe(rows.find(([session]) => session === '2024-03-12')?.[4]);
    const after = await stage.reader.bars('TEST', { asOf: stage.clock.now() });
    expect(after.close[0]).toBeCloseTo(101 / 7, 12);
    expect(after.revision).toBe(1);
    stage.close();
  });
});

const recording = new URL(
  '../../../../../shared/data/yahoo/recorded/chart/historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json',
  import.meta.url,
);
describe.skipIf(!existsSync(recording))('a recorded answer, where it is there', () => {
  it("comes through the library and the landing zone whole: NVDA's split year gives 252 bars and the split", async () => {
    const body = JSON.stringify(JSON.parse(readFileSync(recording, 'utf8')).response.bodyJson);
    const { provider } = await serve({ NVDA: { body } });
    const database = await testDatabase();
    const stage = await ingestStage(database.db, '2022-01-31');
    const reports = await ingest(
      { ...stage.deps, provider },
      { symbols: ['NVDA'], from: '2021-02-01', to: '2022-01-28' },
    );
    expect(reports).toMatchObject([{ new: 252, events: 1, rejected: {}, missing: [] }]);
    const bars = await stage.reader.bars('NVDA', { asOf: stage.clock.now() });
    const move = (i: number) => bars.close[i]! / bars.close[i - 1]!;
    expect(Math.max(...bars.sessions.slice(1).map((_, i) => Math.abs(Math.log(move(i + 1)))))).toBeLessThan(0.15);
    stage.close();
    await database.close();
  });
});

providerContract('yahoo', async () => {
  const body = chart(rows, { events: chartEvents([['2024-03-13', 4, 1]], [['2024-03-20', 0.25]]) });
  const server = await yahooServer({ TEST: { body } });
  return {
    provider: yahooProvider({ base: server.base }),
    clock,
    symbol: 'TEST',
    unknown: 'NOSUCH',
    close: server.close,
  };
});
