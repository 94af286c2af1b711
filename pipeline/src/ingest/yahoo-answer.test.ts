import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendar } from '#shared';
import type { RawAnswer } from './provider-port.ts';
import { readAnswer } from './receive.ts';
import { chart, chartEvents } from './testing/yahoo-server.ts';
import { parseYahoo } from './yahoo-answer.ts';

const nyse = calendar('XNYS');
const provider = { parse: parseYahoo };
const answer = (body: string, change: Partial<RawAnswer> = {}): RawAnswer => ({
  provider: 'yahoo',
  request: { symbol: 'TEST' },
  origin: 'yahoo chart TEST',
  mediaType: 'application/json',
  bytes: new TextEncoder().encode(body),
  receivedAt: nyse.close('2024-06-28'),
  ...change,
});
const read = (raw: RawAnswer) => {
  const { bars, rejected, ...rest } = readAnswer(provider, raw, raw.request);
  return { ...rest, bars, rejected: rejected.map(({ row, reason }) => [row.session, reason]) };
};

describe('a chart of Yahoo', () => {
  it('has its days by the zone of the exchange, in summer and in winter', () => {
    const { rows, market } = parseYahoo(
      answer(
        chart([
          ['2024-01-31', 10, 12, 9, 11, 100],
          ['2024-06-27', 10, 12, 9, 11, 100],
        ]),
      ),
    );
    expect(rows.map(({ session }) => session)).toEqual(['2024-01-31', '2024-06-27']);
    expect(market).toEqual({ exchange: 'XNAS', currency: 'USD' });
  });

  it('gives prices, volumes and dividends as traded: splits of the same answer are undone', () => {
    const events = chartEvents(
      [
        ['2024-03-05', 4, 1],
        ['2024-03-07', 1, 10],
      ],
      [
        ['2024-03-04', 0.25],
        ['2024-03-06', 10],
      ],
    );
    const body = chart(
      [
        ['2024-03-04', 250, 275, 225, 262.5, 400],
        ['2024-03-05', 250, 275, 225, 262.5, 100],
        ['2024-03-06', 250, 275, 225, 262.5, 100],
        ['2024-03-07', 250, 275, 225, 262.5, 100],
      ],
      { events },
    );
    const parsed = parseYahoo(answer(body));
    expect(parsed.rows.map(({ close }) => close)).toEqual([105, 26.25, 26.25, 262.5]);
    expect(parsed.rows.map(({ volume }) => volume)).toEqual([1000, 1000, 1000, 100]);
    expect(parsed.events).toEqual([
      { session: '2024-03-04', kind: 'dividend', value: 0.1 },
      { session: '2024-03-05', kind: 'split', value: 4 },
      { session: '2024-03-06', kind: 'dividend', value: 1 },
      { session: '2024-03-07', kind: 'split', value: 0.1 },
    ]);
  });

  it('rejects rows that are null in all columns, and takes the rest', () => {
    const { bars, rejected } = read(
      answer(
        chart([
          ['2024-03-04', 10, 12, 9, 11, 100],
          ['2024-03-05', null],
        ]),
      ),
    );
    expect([bars.length, rejected]).toEqual([1, [['2024-03-05', 'null_value']]]);
  });

  const quote = (receivedAt: number, lastTrade: number) => {
    const rows = [
      ['2024-03-04', 10, 12, 9, 11, 100],
      ['2024-03-05', 10, 12, 9, 11, 50],
    ] as const;
    return read(answer(chart(rows, { meta: { regularMarketTime: lastTrade / 1000 } }), { receivedAt }));
  };
  const close = nyse.close('2024-03-05');
  it.each([
    ['during the session', close - 3_600_000, close - 3_600_000, false],
    ['just after the close, while the last trade shown is older', close + 600_000, close - 900_000, false],
    ['just after the close, with the closing trade', close + 600_000, close, true],
    ['in the evening, of a symbol that trades seldom', close + 7_200_000, close - 9_000_000, true],
    ['the next day', nyse.open('2024-03-06') + 60_000, nyse.open('2024-03-06') + 30_000, true],
  ])('asked %s', (_when, receivedAt, lastTrade, taken) => {
    const { bars, rejected } = quote(receivedAt, lastTrade);
    expect(bars.map(({ session }) => session)).toEqual(taken ? ['2024-03-04', '2024-03-05'] : ['2024-03-04']);
    expect(rejected).toEqual(taken ? [] : [['2024-03-05', 'running_day']]);
  });

  it('of an empty window has no rows', () => {
    const body = JSON.parse(chart([]));
    delete body.chart.result[0].timestamp;
    body.chart.result[0].indicators = { quote: [{}], adjclose: [{}] };
    expect(parseYahoo(answer(JSON.stringify(body)))).toMatchObject({ rows: [], events: [] });
  });

  it('keeps the currency as it is named: none, or pence', () => {
    const currency = (name: unknown) => parseYahoo(answer(chart([], { meta: { currency: name } }))).market.currency;
    expect([currency(null), currency('GBp')]).toEqual([null, 'GBp']);
  });

  it.each([
    ['CCC', 'UTC', '24/7', 1_709_424_000, '2024-03-03'],
    ['CCY', 'Europe/London', '24/5', 1_717_369_200, '2024-06-03'],
    ['PCX', 'America/New_York', 'ARCX', 1_709_562_600, '2024-03-04'],
  ])(
    'of the exchange %s is on the calendar of its market',
    (exchangeName, exchangeTimezoneName, exchange, timestamp, session) => {
      const body = JSON.parse(chart([['2024-03-04', 1, 2, 1, 1, 0]], { meta: { exchangeName, exchangeTimezoneName } }));
      body.chart.result[0].timestamp = [timestamp];
      const { market, bars } = read(answer(JSON.stringify(body)));
      expect([market.exchange, bars.map(bar => bar.session)]).toEqual([exchange, [session]]);
    },
  );

  const failed = (code: string, description: string) =>
    JSON.stringify({ chart: { result: null, error: { code, description } } });
  it.each([
    ['SYMBOL_NOT_FOUND', failed('Not Found', 'No data found, symbol may be delisted')],
    ['SOURCE_REFUSED', failed('Unprocessable Entity', '1h data not available')],
    ['SOURCE_REFUSED', 'Too Many Requests\r\n'],
    ['SOURCE_REFUSED', '{"quoteResponse":{"result":[]}}'],
    ['SOURCE_REFUSED', '{"chart":{"result":[],"error":null}}'],
    ['SOURCE_REFUSED', '[1]'],
    ['SOURCE_REFUSED', chart([], { meta: { dataGranularity: '1m' } })],
    ['SOURCE_REFUSED', chart([], { meta: { exchangeTimezoneName: 'Mars/Olympus' } })],
    ['SOURCE_REFUSED', chart([['2024-03-04', 1, 2, 1, 1, 0]]).replace('"timestamp":[', '"timestamp":[1,')],
    ['INVALID_INPUT', chart([], { meta: { exchangeName: 'JKT' } })],
    ['INVALID_INPUT', chart([], { meta: { exchangeName: null } })],
  ])('is refused as %s: %s', (code, body) => {
    expect(() => parseYahoo(answer(body))).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });
});

const folder = new URL('../../../../shared/data/yahoo/', import.meta.url);
describe.skipIf(!existsSync(folder))('recorded answers, where they are there', () => {
  const recorded = (path: string, receivedAt = Date.parse('2025-02-22T10:01:31Z')): RawAnswer => {
    const file = JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
    const body = file.response ? (file.response.bodyJson ?? file.response.body) : file;
    return answer(typeof body === 'string' ? body : JSON.stringify(body), { receivedAt });
  };
  const chartOf = (name: string) => recorded(`recorded/chart/${name}.json`);

  it("of NVDA's split year: 252 bars, one split, and no jump as traded but the split's own", () => {
    const { bars, rejected, events } = read(chartOf('historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv'));
    expect([bars.length, rejected]).toEqual([252, []]);
    expect(bars.map(({ session }) => session)).toEqual(nyse.sessions('2021-02-01', '2022-01-28'));
    expect(events).toEqual([{ session: '2021-07-20', kind: 'split', value: 4 }]);
    const at = bars.findIndex(({ session }) => session === '2021-07-20');
    expect(bars[at - 1]!.close / bars[at]!.close).toBeCloseTo(4, 0);
    expect(Number.isInteger(bars[0]!.volume)).toBe(true);
  });

  it('of TSLA 2010 to 2023: every session has its bar', () => {
    const { bars, rejected } = read(chartOf('historical-via-chart-dividends-TSLA-no-dividends'));
    expect([bars.length, rejected]).toEqual([3303, []]);
    expect(bars.map(({ session }) => session)).toEqual(nyse.sessions(bars[0]!.session, bars.at(-1)!.session));
  });

  it('of MSFT: its dividends', () => {
    const { events } = read(chartOf('historical-via-chart-MSFT-dividends-2021-02-01-to-2022-01-31.csv'));
    expect(events.map(({ session, value }) => [session, value])).toEqual([
      ['2021-02-17', 0.56],
      ['2021-05-19', 0.56],
      ['2021-08-18', 0.56],
      ['2021-11-17', 0.62],
    ]);
  });

  it('of IBM in 1962, of rupees with a null row, of bitcoin on New Year', () => {
    expect(read(recorded('pricehist/ibm-long-partial.json')).bars[0]?.session).toBe('1962-01-02');
    const rupees = read(recorded('pricehist/inrx-with-null.json'));
    expect([rupees.market, rupees.bars.length, rupees.rejected.map(([, reason]) => reason)]).toEqual([
      { exchange: '24/5', currency: 'INR' },
      3,
      ['null_value'],
    ]);
    const bitcoin = read(chartOf('chart-BTC-USD-2020-01-01-to-2020-01-03'));
    expect(bitcoin.bars.map(({ session }) => session)).toEqual(['2020-01-01', '2020-01-02', '2020-01-03']);
  });

  it('of a window without trading and of a warrant without currency: no bars', () => {
    expect(read(chartOf('chart-LUCYW-null-currency'))).toMatchObject({ bars: [], market: { currency: null } });
  });

  it('all of them are read or refused with a reason', () => {
    const names = readdirSync(new URL('recorded/chart/', folder));
    expect(names.length).toBeGreaterThan(40);
    const refused = names.flatMap(name => {
      try {
        return read(recorded(`recorded/chart/${name}`)).rejected.length > 0 ? [`${name} has rejected rows`] : [];
      } catch (error) {
        return (error as { code?: string }).code === 'INVALID_INPUT' ? [] : [`${name} ${(error as Error).message}`];
      }
    });
    expect(refused).toEqual([
      expect.stringMatching(/AAPL.*interval-1m.*bars of "1m"/),
      expect.stringMatching(/TSLA.*interval-1h.*bars of "1h"/),
      expect.stringMatching(/chart-notimestamp-quotes-length/),
      expect.stringMatching(/chart-notimestamp-weird-quote/),
    ]);
  });
});
