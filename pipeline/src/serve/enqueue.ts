import { AppError, contentId, type JobName, parseSymbol, type Queue } from '#shared';
import type { Versions } from './versions.ts';

export type JobRequest = {
  readonly name: 'ingest' | 'features' | 'settle' | 'drift' | 'gate' | 'forecast' | 'train' | 'retrain';
  readonly symbols?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
};

export type QueuedJob = { readonly name: JobName; readonly symbols: string[]; readonly queued: boolean };

type Deps = { readonly queue: Queue; readonly versions: Versions };

/**
 * Queues what a client asked for: one job for all symbols, or, for trainings, one per symbol.
 * @throws AppError INVALID_INPUT, SYMBOL_NOT_FOUND
 */
export async function enqueueJobs(deps: Deps, request: JobRequest): Promise<QueuedJob[]> {
  const { name } = request;
  const symbols = await symbolsOf(deps, request);
  if (name !== 'ingest' && (request.from ?? request.to) !== undefined) throw misplaced('from', 'ingest');
  if (name !== 'retrain' && request.reason !== undefined) throw misplaced('reason', 'retrain');
  if (name === 'train' || name === 'retrain') {
    const jobs: QueuedJob[] = [];
    for (const symbol of symbols) jobs.push(await training(deps.queue, name, symbol, request.reason));
    return jobs;
  }
  const window = name === 'ingest' ? windowOf(request) : {};
  const payload = { symbols, ...window };
  const queueName = `${name}.v1` as const;
  const queued = await deps.queue.enqueue(queueName, payload, { key: contentId('key', payload) });
  return [{ name: queueName, symbols, queued }];
}

async function training(
  queue: Queue,
  name: 'train' | 'retrain',
  symbol: string,
  reason = 'asked for over HTTP',
): Promise<QueuedJob> {
  const queued =
    name === 'train'
      ? await queue.enqueue('train.v1', { symbol }, { key: symbol })
      : await queue.enqueue('retrain.v1', { symbol, reason }, { key: symbol });
  return { name: `${name}.v1`, symbols: [symbol], queued };
}

async function symbolsOf({ versions }: Deps, { name, symbols }: JobRequest): Promise<string[]> {
  if (symbols === undefined) {
    const known = (await versions.symbols()).map(info => info.symbol);
    if (known.length > 0) return known;
    throw new AppError('INVALID_INPUT', 'no symbol is followed yet', {
      field: 'symbols',
      accepted: 'a list of tickers',
    });
  }
  // The first ingest is how a symbol becomes known.
  const read = async (text: string) => (name === 'ingest' ? parseSymbol(text) : (await versions.symbol(text)).symbol);
  return [...new Set(await Promise.all(symbols.map(read)))].sort();
}

function windowOf({ from, to }: JobRequest): { from?: string; to?: string } {
  if (from !== undefined && to !== undefined && from > to) {
    throw new AppError('INVALID_INPUT', `"${from}" is after "${to}"`, {
      field: 'from',
      accepted: 'a day not after `to`',
    });
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const misplaced = (field: string, job: string): AppError =>
  new AppError('INVALID_INPUT', `"${field}" is only for ${job}`, { field, accepted: `left out unless name is ${job}` });
