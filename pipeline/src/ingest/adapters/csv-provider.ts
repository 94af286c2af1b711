import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { AppError, calendar, isSymbol, parseSymbol, type Session, symbolFileName } from '#shared';
import { parseCsv } from '../csv-answer.ts';
import type { FetchContext, FetchRequest, Market, Provider, RawAnswer } from '../provider-port.ts';
import { type CsvFile, csvStamp, readCsvFile, sliceCsv } from './csv-file.ts';

export type CsvFilesOptions = {
  readonly name: string;
  /** The file of a symbol, checked already; undefined where there is none */
  readonly locate: (symbol: string) => string | undefined;
  readonly symbols: () => readonly string[];
  readonly market: (symbol: string) => Market;
  /** Characters of file text kept in memory at most; 256 million by default */
  readonly cacheSize?: number;
};

/** Files once read, the least recently used forgotten first. */
function fileCache(limit: number) {
  const files = new Map<string, CsvFile>();
  let size = 0;
  return (path: string, origin: string): CsvFile => {
    let file = files.get(path);
    if (file !== undefined) {
      files.delete(path);
      size -= file.size;
    }
    if (file === undefined || file.stamp !== csvStamp(path)) file = readCsvFile(path, origin);
    files.set(path, file);
    size += file.size;
    for (const [oldest, { size: freed }] of files) {
      if (size <= limit || oldest === path) break;
      files.delete(oldest);
      size -= freed;
    }
    return file;
  };
}

/** Bars in CSV files, whichever way a symbol leads to its file. An answer is the file's header and the lines asked for. */
export function csvFiles({ name, locate, symbols, market, cacheSize = 256_000_000 }: CsvFilesOptions): Provider {
  const load = fileCache(cacheSize);
  const fetch = (request: FetchRequest, { clock, signal }: FetchContext): RawAnswer => {
    signal?.throwIfAborted();
    const symbol = parseSymbol(request.symbol);
    const path = locate(symbol);
    if (path === undefined)
      throw new AppError('SYMBOL_NOT_FOUND', `${name} has no file of "${symbol}"`, { field: 'symbol' });
    const origin = basename(path);
    const file = load(path, origin);
    const receivedAt = clock.now();
    const of = market(symbol);
    const closed: Session = calendar(of.exchange).lastClosed(receivedAt);
    const to = request.to !== undefined && request.to < closed ? request.to : closed;
    const lines = sliceCsv(file, request.from, to);
    const appliedSplits = file.appliedSplits.filter(({ session }) => session >= (request.from ?? ''));
    return {
      provider: name,
      request: { ...request, symbol, market: of, ...(appliedSplits.length > 0 ? { appliedSplits } : {}) },
      origin,
      mediaType: 'text/csv',
      bytes: new TextEncoder().encode(`${[file.header, ...lines].join('\n')}\n`),
      receivedAt,
    };
  };
  return {
    name,
    fetch: async (request, context) => fetch(request, context),
    parse: parseCsv,
    symbols: async () => symbols(),
  };
}

const ENDING = /\.csv(\.gz)?$/i;

function symbolOf(file: string): string | undefined {
  try {
    const symbol = decodeURIComponent(file.replace(ENDING, '')).toUpperCase();
    return ENDING.test(file) && isSymbol(symbol) ? symbol : undefined;
  } catch {
    return undefined; // a stray % in a file name
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new AppError('INVALID_INPUT', `there is no folder "${folder}"`, { field: 'source', accepted: 'csv:DIR' });
  }
  return readdirSync(folder);
}

/** Looks for `SYMBOL.csv[.gz]` first, then for the same in any case and percent-encoding. */
function locateIn(folder: string, symbol: string): string | undefined {
  const exact = [symbol, symbolFileName(symbol)].flatMap(name => [`${name}.csv`, `${name}.csv.gz`]);
  const found =
    exact.find(file => existsSync(join(folder, file))) ?? filesIn(folder).find(file => symbolOf(file) === symbol);
  if (found === undefined) return undefined;
  const path = join(folder, found);
  if (realpathSync(path).startsWith(realpathSync(folder) + sep)) return path;
  throw new AppError('INVALID_INPUT', `${found}: a link that leads out of the folder`, { field: 'source' });
}

/**
 * A folder with one file per symbol: `AAPL.csv` or `AAPL.csv.gz` with `Date,Open,High,Low,Close,Volume` in any order and
 * case, and optionally dividends and splits. The exchange and the currency are the same for all of them.
 */
export function csvProvider(
  options: { readonly folder: string } & Partial<Market> & { readonly cacheSize?: number },
): Provider {
  const { folder, exchange = 'XNYS', currency = null, cacheSize } = options;
  const paths = new Map<string, string>();
  const locate = (symbol: string): string | undefined => {
    const known = paths.get(symbol);
    if (known !== undefined && existsSync(known)) return known;
    const path = locateIn(folder, symbol);
    if (path !== undefined) paths.set(symbol, path);
    return path;
  };
  const symbols = () => [...new Set(filesIn(folder).flatMap(file => symbolOf(file) ?? []))].sort();
  const market = () => ({ exchange, currency });
  return csvFiles({ name: 'csv', locate, symbols, market, ...(cacheSize === undefined ? {} : { cacheSize }) });
}
