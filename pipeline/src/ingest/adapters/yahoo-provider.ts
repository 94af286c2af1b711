import YahooFinance from 'yahoo-finance2';
import { type Instant, parseSymbol, type Session } from '#shared';
import type { FetchContext, FetchRequest, Provider, RawAnswer } from '../provider-port.ts';
import { parseYahoo } from '../yahoo-answer.ts';
import { capturingFetch, type Fetch, networkError } from './yahoo-fetch.ts';

export type YahooOptions = {
  /** In place of the global one */
  readonly fetch?: Fetch;
  /** Where to ask instead of Yahoo, such as `http://127.0.0.1:8080` */
  readonly base?: string;
  /** Longest wait for an answer; 30,000 by default */
  readonly timeoutMs?: number;
};

const quiet = () => {};
const HALF_A_DAY = 12 * 3_600_000;

/** Half a day early: east of Greenwich a session opens on the day before in UTC. */
const start = (from: Session | undefined): Instant =>
  from === undefined ? 0 : Date.parse(`${from}T00:00:00Z`) - HALF_A_DAY;

/**
 * Daily bars, splits and dividends of Yahoo's chart. It always asks up to the clock's now, whatever `to` says: only then
 * does the answer name every split that its prices are divided by. Meant for the live clock; Yahoo knows no as-of.
 */
export function yahooProvider({ fetch = globalThis.fetch, base, timeoutMs = 30_000 }: YahooOptions = {}): Provider {
  const yahoo = new YahooFinance({
    logger: { info: quiet, warn: quiet, error: quiet, debug: quiet, dir: quiet },
    validation: { logErrors: false, logOptionsErrors: false },
    versionCheck: false,
  });
  return {
    name: 'yahoo',
    parse: parseYahoo,
    async fetch(request: FetchRequest, { clock, signal }: FetchContext): Promise<RawAnswer> {
      signal?.throwIfAborted();
      const symbol = parseSymbol(request.symbol);
      const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
      const captured = capturingFetch(symbol, fetch, base, AbortSignal.any(limits));
      const window = { period1: new Date(start(request.from)), period2: new Date(clock.now()) };
      const query = {
        ...window,
        interval: '1d',
        events: 'div|split',
        includePrePost: false,
        return: 'object',
      } as const;
      try {
        await yahoo.chart(symbol, query, { fetch: captured.fetch, validateResult: false });
      } catch (error) {
        // The library is only asked to ask: what it makes of a good answer does not matter, `parse` reads the bytes itself.
        if (captured.body() === undefined) throw networkError(error, signal);
      }
      const body = captured.body();
      if (body === undefined) throw networkError(new Error('nothing was fetched'), signal);
      return {
        provider: 'yahoo',
        request: { ...request, symbol },
        origin: `yahoo chart ${symbol}`,
        ...body,
        receivedAt: clock.now(),
      };
    },
  };
}
