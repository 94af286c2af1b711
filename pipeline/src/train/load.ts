import { AppError, type Instant, sha256 } from '#shared';
import { computeFeatures, featureSet } from '../features/index.ts';
import type { BarColumns, BarReader } from '../ingest/index.ts';
import { type FeatureRows, slice, type TrainingData } from './data.ts';

/** The training data of a symbol and the hash of all bars that it rests on. */
export type Loaded = { readonly data: TrainingData; readonly vintage: string };

/**
 * Reads what was known at `asOf`: features are computed from the first bar on, by the definition that serving uses, and
 * only then cut to the newest `sessions`, so that a training sees the rows that were served.
 * @throws AppError SYMBOL_NOT_FOUND when there is no bar
 */
export async function loadTrainingData(
  reader: BarReader,
  query: { symbol: string; asOf: Instant; featureSets: readonly string[]; sessions: number },
): Promise<Loaded> {
  const columns = await reader.bars(query.symbol, { asOf: query.asOf });
  const n = columns.sessions.length;
  if (n === 0) throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${query.symbol}" is known`, { field: 'symbol' });
  const features = new Map<string, FeatureRows>();
  for (const name of query.featureSets) {
    const { data, columns: width } = computeFeatures(featureSet(name), columns);
    features.set(name, { columns: width, data });
  }
  const whole: TrainingData = { symbol: query.symbol, sessions: columns.sessions, close: columns.close, features };
  return { data: slice(whole, Math.max(0, n - query.sessions), n), vintage: vintageOf([columns]) };
}

/** Closes of a symbol that the pool takes at least: fewer would tell more about the joints than about the symbols. */
const POOLED_SESSIONS = 60;

/**
 * One price-only series for the pooled model: the log returns of the symbols, each divided by its standard deviation and
 * brought to their root mean square volatility, chained in alphabetical order into one synthetic series of closes. Where
 * `sessions` closes are too few for 60 of each symbol, a fixed sample of the symbols stands for all of them.
 */
export async function loadPooledData(
  reader: BarReader,
  query: { symbols: readonly string[]; asOf: Instant; sessions: number },
): Promise<Loaded> {
  const all: BarColumns[] = [];
  const symbols = sample(query.symbols, Math.max(1, Math.floor(query.sessions / POOLED_SESSIONS)));
  for (const symbol of symbols) {
    all.push(await reader.bars(symbol, { asOf: query.asOf, last: Math.floor(query.sessions / symbols.length) }));
  }
  const scaled = all.filter(columns => columns.close.length > 2).map(columns => standardised(columns.close));
  if (scaled.length === 0)
    throw new AppError('SERIES_TOO_SHORT', 'no symbol has bars to pool', { accepted: '3 or more closes' });
  const volatility = Math.sqrt(scaled.reduce((sum, { sd }) => sum + sd * sd, 0) / scaled.length);
  const returns = scaled.flatMap(({ returns }) => Array.from(returns, r => r * volatility));
  const close = new Float64Array(returns.length + 1);
  close[0] = 100;
  returns.forEach((r, t) => {
    close[t + 1] = (close[t] ?? 0) * Math.exp(r);
  });
  const last =
    all
      .flatMap(columns => columns.sessions.slice(-1))
      .sort()
      .at(-1) ?? '';
  const first = all.flatMap(columns => columns.sessions.slice(0, 1)).sort()[0] ?? '';
  const sessions = Array.from(close, (_, t) => (t === 0 ? first : last));
  return { data: { symbol: '*', sessions, close, features: new Map() }, vintage: vintageOf(all) };
}

/** At most `size` symbols, in alphabetical order: those of the lowest hash, so that a new listing changes few of them. */
function sample(symbols: readonly string[], size: number): string[] {
  if (symbols.length <= size) return [...symbols].sort();
  const hashed = symbols.map(symbol => ({ symbol, hash: sha256(symbol) })).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return hashed
    .slice(0, size)
    .map(({ symbol }) => symbol)
    .sort();
}

function standardised(close: Float64Array): { returns: Float64Array; sd: number } {
  const returns = close.subarray(1).map((value, t) => Math.log(value / (close[t] ?? Number.NaN)));
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
  const sd = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (returns.length - 1));
  return { returns: returns.map(r => (sd > 0 ? r / sd : 0)), sd };
}

function vintageOf(all: readonly BarColumns[]): string {
  const parts = all.flatMap(({ symbol, sessions, open, high, low, close, volume }) => [
    symbol,
    sessions.join(),
    ...[open, high, low, close, volume].map(column =>
      sha256(new Uint8Array(column.buffer, column.byteOffset, column.byteLength)),
    ),
  ]);
  return sha256(parts.join('\n'));
}
