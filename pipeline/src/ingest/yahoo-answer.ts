import { AppError, calendar, isTimeZone, localDay, type Session } from '#shared';
import type { CandidateRow, Market, ParsedAnswer, PriceEvent, RawAnswer } from './provider-port.ts';
import { mergeEvents, unadjust } from './raw-prices.ts';
import { type JsonObject, type YahooChart, yahooChart } from './yahoo-body.ts';
import { yahooMarket } from './yahoo-market.ts';

/** The last moment a Date can show, in seconds. */
const LAST_SECOND = 8.64e12;
/** Prices come up to this long after the trade that made them. */
const DELAY = 30 * 60_000;

type Clockwork = { readonly timeZone: string };

/** The day of a bar or event at its exchange; a daily stamp is the open of its session. Empty where it is no time. */
function sessionOf({ timeZone }: Clockwork, seconds: unknown): Session {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= LAST_SECOND)) return '';
  const day = localDay(timeZone, seconds * 1000);
  return /^\d{4}-/.test(day) ? day : '';
}

const value = (cell: unknown): number | null => {
  if (cell === null || cell === undefined) return null;
  return typeof cell === 'number' ? cell : Number.NaN;
};

/** `meta.gmtoffset` is today's, so days are told by the zone's name. */
function clockworkOf(raw: RawAnswer, { meta }: YahooChart): Clockwork {
  const name = meta['exchangeTimezoneName'];
  if (typeof name === 'string' && isTimeZone(name)) return { timeZone: name };
  throw new AppError('SOURCE_REFUSED', `${raw.origin}: "${String(name)}" is no time zone`);
}

/**
 * The session that may still be changing: that of the last trade, as long as the trade was before the close and the answer
 * came no later than prices are delayed.
 */
function runningSession(
  raw: RawAnswer,
  { meta }: YahooChart,
  clockwork: Clockwork,
  market: Market,
): Session | undefined {
  const seconds = meta['regularMarketTime'];
  const session = sessionOf(clockwork, seconds);
  const exchange = calendar(market.exchange);
  if (typeof seconds !== 'number' || !exchange.isSession(session)) return undefined;
  const close = exchange.close(session);
  return seconds * 1000 < close && raw.receivedAt < close + DELAY ? session : undefined;
}

function rowsOf(raw: RawAnswer, chart: YahooChart, clockwork: Clockwork, market: Market): CandidateRow[] {
  const { timestamps, columns } = chart;
  const running = runningSession(raw, chart, clockwork, market);
  return timestamps.map((timestamp, i) => {
    const cells = {
      open: columns.open[i],
      high: columns.high[i],
      low: columns.low[i],
      close: columns.close[i],
      volume: columns.volume[i],
    };
    const session = sessionOf(clockwork, timestamp);
    return {
      session,
      open: value(cells.open),
      high: value(cells.high),
      low: value(cells.low),
      close: value(cells.close),
      volume: value(cells.volume),
      source: { timestamp, ...cells },
      ...(session === running ? { running: true } : {}),
    };
  });
}

function eventsOf({ splits, dividends }: YahooChart, clockwork: Clockwork): PriceEvent[] {
  const number = (object: JsonObject, name: string) => value(object[name]) ?? Number.NaN;
  const all = [
    ...splits.map(split => ({
      session: sessionOf(clockwork, split['date']),
      kind: 'split' as const,
      value: number(split, 'numerator') / number(split, 'denominator'),
    })),
    ...dividends.map(dividend => ({
      session: sessionOf(clockwork, dividend['date']),
      kind: 'dividend' as const,
      value: number(dividend, 'amount'),
    })),
  ];
  return mergeEvents(all).filter(event => event.kind !== 'split' || event.value !== 1);
}

/**
 * Reads a chart of Yahoo. Its prices, volumes and dividends are divided by every split of the answer that came after them;
 * that is undone, so that what comes out is as traded and a new split revises nothing. The answer starts before the first
 * session asked for, because the exchange's zone is not known when it is asked: rows before it are passed over.
 * @throws AppError SYMBOL_NOT_FOUND, SOURCE_REFUSED, or INVALID_INPUT for an exchange without a calendar
 */
export function parseYahoo(raw: RawAnswer): ParsedAnswer {
  const chart = yahooChart(raw);
  const market = yahooMarket(raw.request.symbol, chart.meta['exchangeName'], chart.meta['currency']);
  const clockwork = clockworkOf(raw, chart);
  const events = eventsOf(chart, clockwork);
  const splits = events.flatMap(({ kind, session, value: ratio }) => (kind === 'split' ? [{ session, ratio }] : []));
  const { from = '' } = raw.request;
  const rows = rowsOf(raw, chart, clockwork, market).filter(({ session }) => session === '' || session >= from);
  return unadjust({ market, rows, events }, splits);
}
