import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calendar } from '#shared';

export type Reply = {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
  readonly headers?: object;
};
export type Handler = (response: ServerResponse) => void;

/** A local server in Yahoo's place: answers `/v8/finance/chart/{symbol}` as told and keeps the addresses it was asked for. */
export async function yahooServer(replies: Readonly<Record<string, Reply | Handler>>) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url);
    const symbol = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    const reply = replies[symbol] ?? notFound;
    if (typeof reply === 'function') return reply(response);
    const { status = 200, type = 'application/json;charset=utf-8', body, headers = {} } = reply;
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  return { base: `http://127.0.0.1:${port}`, asked, close };
}

const error = { code: 'Not Found', description: 'No data found, symbol may be delisted' };
export const notFound: Reply = { status: 404, body: JSON.stringify({ chart: { result: null, error } }) };

type Row = readonly [session: string, open: number, high: number, low: number, close: number, volume: number];

const seconds = (session: string): number => calendar('XNYS').open(session) / 1000;

/** A chart answer in the documented shape, stamped with the opens of New York. */
export function chart(
  rows: readonly (Row | readonly [string, null])[],
  options: { meta?: object; events?: object } = {},
) {
  const column = (i: number) => rows.map(row => (row[1] === null ? null : row[i]));
  const [open, high, low, close, volume] = [1, 2, 3, 4, 5].map(column);
  const meta = {
    currency: 'USD',
    symbol: 'TEST',
    exchangeName: 'NMS',
    instrumentType: 'EQUITY',
    gmtoffset: -18_000,
    exchangeTimezoneName: 'America/New_York',
    dataGranularity: '1d',
    ...options.meta,
  };
  const result = {
    meta,
    timestamp: rows.map(([session]) => seconds(session)),
    ...(options.events ? { events: options.events } : {}),
    indicators: { quote: [{ open, high, low, close, volume }], adjclose: [{ adjclose: close }] },
  };
  return JSON.stringify({ chart: { result: [result], error: null } });
}

/** Events of a chart: `splits` as `[session, numerator, denominator]`, `dividends` as `[session, amount]`. */
export const chartEvents = (
  splits: readonly (readonly [string, number, number])[],
  dividends: readonly (readonly [string, number])[] = [],
) => ({
  splits: Object.fromEntries(
    splits.map(([session, numerator, denominator]) => {
      const date = seconds(session);
      return [date, { date, numerator, denominator, splitRatio: `${numerator}:${denominator}` }];
    }),
  ),
  dividends: Object.fromEntries(
    dividends.map(([session, amount]) => [seconds(session), { date: seconds(session), amount }]),
  ),
});
