import { AppError } from '#shared';
import type { RawAnswer } from './provider-port.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;
type Field = (typeof FIELDS)[number];

/** The parts of a chart answer that bars are made of, with their shape checked. */
export type YahooChart = {
  readonly meta: JsonObject;
  /** Seconds since 1970, one per row */
  readonly timestamps: readonly unknown[];
  readonly columns: Readonly<Record<Field, readonly unknown[]>>;
  readonly splits: readonly JsonObject[];
  readonly dividends: readonly JsonObject[];
};

const refuse = (raw: RawAnswer, what: string, cause?: unknown): AppError =>
  new AppError('SOURCE_REFUSED', `${raw.origin}: ${what}`, { cause });

function readJson(raw: RawAnswer): unknown {
  const text = new TextDecoder().decode(raw.bytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(raw, `the answer is no JSON: "${text.slice(0, 80).trim()}"`, cause);
  }
}

/** What an error object of the answer means. @see README of the recorded answers: `chart.error = {code, description}` */
export function yahooError(symbol: string, error: JsonObject): AppError {
  const description = typeof error['description'] === 'string' ? error['description'] : 'no reason given';
  if (error['code'] === 'Not Found') {
    return new AppError('SYMBOL_NOT_FOUND', `yahoo does not know "${symbol}": ${description}`, { field: 'symbol' });
  }
  return new AppError('SOURCE_REFUSED', `yahoo refused "${symbol}": ${description}`);
}

/** In an empty window there are no timestamps, and nothing may stand in the columns either. */
function columnsOf(raw: RawAnswer, quote: unknown, rows: number): YahooChart['columns'] {
  const columns = isObject(quote) ? quote : {};
  const entries = FIELDS.map(field => {
    const column = list(columns[field]);
    if (column.length !== rows) throw refuse(raw, `${column.length} values of "${field}" for ${rows} timestamps`);
    return [field, column] as const;
  });
  return Object.fromEntries(entries) as Record<Field, readonly unknown[]>;
}

/**
 * Reads the body of `/v8/finance/chart/{symbol}`.
 * @throws AppError SYMBOL_NOT_FOUND or SOURCE_REFUSED
 */
export function yahooChart(raw: RawAnswer): YahooChart {
  const body = readJson(raw);
  const chart = isObject(body) ? body['chart'] : undefined;
  if (!isObject(chart)) throw refuse(raw, 'the answer is no chart');
  if (isObject(chart['error'])) throw yahooError(raw.request.symbol, chart['error']);
  const [result] = list(chart['result']);
  if (!isObject(result) || !isObject(result['meta']) || !isObject(result['indicators'])) {
    throw refuse(raw, 'the chart has no result');
  }
  const meta = result['meta'];
  if (meta['dataGranularity'] !== '1d') throw refuse(raw, `bars of "${String(meta['dataGranularity'])}", not of a day`);
  const timestamps = list(result['timestamp']);
  const events = isObject(result['events']) ? result['events'] : {};
  const objects = (value: unknown) => (isObject(value) ? Object.values(value).filter(isObject) : []);
  return {
    meta,
    timestamps,
    columns: columnsOf(raw, list(result['indicators']['quote'])[0], timestamps.length),
    splits: objects(events['splits']),
    dividends: objects(events['dividends']),
  };
}
