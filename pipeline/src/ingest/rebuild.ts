import { AppError, type Log, parseSymbol } from '#shared';
import { inParallel } from './in-parallel.ts';
import { type IngestReport, recordAnswers } from './ingest.ts';
import type { LandedObject, LandingZone } from './landing-port.ts';
import type { Provider } from './provider-port.ts';
import { type Received, receiveAgain } from './receive.ts';
import type { BarStore } from './store-port.ts';

export type RebuildDeps = {
  readonly landing: LandingZone;
  readonly store: BarStore;
  readonly log: Log;
  /** What reads the answers of the provider of that name; undefined where nothing does */
  readonly parser: (provider: string) => Pick<Provider, 'parse'> | undefined;
};

/** Symbols read and written together: what bounds the memory. */
const TOGETHER = 100;

/** Of each symbol, the answers that are not on record, in the order in which they came. */
async function pending({ landing, store }: RebuildDeps, wanted: ReadonlySet<string>): Promise<LandedObject[][]> {
  const found = new Map<string, LandedObject[]>();
  for await (const object of landing.list()) {
    const { symbol } = object.request;
    if (wanted.size > 0 && !wanted.has(symbol)) continue;
    const list = found.get(symbol);
    if (list === undefined) found.set(symbol, [object]);
    else list.push(object);
  }
  const symbols = [...found.keys()].sort();
  const known = await store.landed(symbols);
  return symbols.flatMap(symbol => {
    const missing = (found.get(symbol) ?? []).filter(({ id }) => !known.has(id));
    if (missing.length === 0) return [];
    return [missing.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1))];
  });
}

async function readLanded({ landing, parser, log }: RebuildDeps, object: LandedObject): Promise<Received> {
  const raw = await landing.get(object.id);
  if (raw === undefined) throw new AppError('LANDING_CORRUPT', `the landed object ${object.id} is gone`);
  return receiveAgain(parser(object.provider), raw, object, log);
}

/**
 * Makes the bars, events and rejected rows again from the landing zone, without the network: every answer that is not on
 * record is read in the order in which it came and compared with what is on record by then. One report per answer.
 * @throws AppError INVALID_INPUT for a symbol that is none, LANDING_CORRUPT, DATABASE_UNAVAILABLE
 */
export async function rebuild(
  deps: RebuildDeps,
  { symbols = [] }: { readonly symbols?: readonly string[] } = {},
): Promise<IngestReport[]> {
  const answers = await pending(deps, new Set(symbols.map(parseSymbol)));
  const reports: IngestReport[] = [];
  for (let i = 0; i < answers.length; i += TOGETHER) {
    const together = answers.slice(i, i + TOGETHER);
    const rounds = Math.max(...together.map(({ length }) => length));
    for (let round = 0; round < rounds; round++) {
      const objects = together.flatMap(list => list[round] ?? []);
      const received = await inParallel(objects, 4, object => readLanded(deps, object));
      const states = await deps.store.states(
        received.map(({ symbol }) => symbol),
        1,
      );
      reports.push(...(await recordAnswers(deps.store, received, states)));
    }
  }
  return reports;
}
