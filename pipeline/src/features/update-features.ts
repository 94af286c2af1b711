import { AppError, type Clock, type Session } from '#shared';
import type { BarColumns, BarReader } from '../ingest/index.ts';
import { barAt } from './compute.ts';
import type { FeatureSet, FeatureStream } from './feature-set.ts';
import type { OnlineEntry, OnlineStore } from './ports.ts';
import { FEATURE_SETS } from './sets.ts';

export type FeatureDeps = { readonly reader: BarReader; readonly store: OnlineStore; readonly clock: Clock };

export type FeatureUpdate = {
  readonly symbol: string;
  readonly feature_set: string;
  /** The session of the online row; null for a symbol without bars */
  readonly session: Session | null;
  /** Bars that the stream was shown */
  readonly bars: number;
  /**
   * True when the history was read anew: the first time, after a revised bar or a split, after a changed definition, or because
   * this code cannot read the stored stream
   */
  readonly rebuilt: boolean;
};

/** So many symbols are read and written at once: bounds the memory of a first run over thousands of them. */
const SYMBOLS_AT_ONCE = 200;

/**
 * Brings the online rows up to the newest bars known at the clock's now. New bars go through the stored stream; where the
 * history under it has changed it is rebuilt. Both give the same bits. Safe to run twice: without new bars nothing is written.
 */
export async function updateFeatures(deps: FeatureDeps, symbols: readonly string[]): Promise<FeatureUpdate[]> {
  const updates: FeatureUpdate[] = [];
  const unique = [...new Set(symbols)];
  for (const set of FEATURE_SETS) {
    for (let at = 0; at < unique.length; at += SYMBOLS_AT_ONCE) {
      updates.push(...(await updateSome(deps, set, unique.slice(at, at + SYMBOLS_AT_ONCE))));
    }
  }
  return updates;
}

async function updateSome({ reader, store, clock }: FeatureDeps, set: FeatureSet, symbols: readonly string[]) {
  const asOf = clock.now();
  const stored = await store.entries(symbols, set.name);
  const before = new Map([...stored].flatMap(([symbol, entry]) => resumed(set, symbol, entry)));
  const fresh = await reader.newBars(new Map(symbols.map(symbol => [symbol, before.get(symbol)?.session])), asOf);
  const outdated = symbols.filter(symbol => {
    const entry = before.get(symbol);
    const bars = fresh.get(symbol);
    return entry && bars && entry.revision !== bars.revision;
  });
  const whole =
    outdated.length > 0 ? await reader.newBars(new Map(outdated.map(symbol => [symbol, undefined])), asOf) : new Map();
  const advanced = symbols.map(symbol => {
    const rebuilt = whole.get(symbol);
    const bars = rebuilt ?? fresh.get(symbol);
    return advance(set, symbol, bars, rebuilt ? undefined : before.get(symbol), asOf);
  });
  const entries = advanced.flatMap(({ entry }) => entry ?? []);
  if (entries.length > 0) await store.save(entries);
  return advanced.map(({ update }) => update);
}

/** An online row whose stream can go on. */
type Resumed = { readonly session: Session; readonly revision: number; readonly stream: FeatureStream };

function resumed(set: FeatureSet, symbol: string, { state, session, revision }: OnlineEntry): [string, Resumed][] {
  const stream = set.resume(state);
  return stream ? [[symbol, { session, revision, stream }]] : [];
}

function advance(
  set: FeatureSet,
  symbol: string,
  bars: BarColumns | undefined,
  before: Resumed | undefined,
  knownAt: number,
): { update: FeatureUpdate; entry?: OnlineEntry } {
  const update = { symbol, feature_set: set.name, session: before?.session ?? null, bars: 0, rebuilt: false };
  const count = bars?.sessions.length ?? 0;
  const session = bars?.sessions.at(-1);
  if (!bars || session === undefined) return { update };
  const stream = before?.stream ?? set.create();
  let values = new Float64Array(set.names.length).fill(Number.NaN);
  for (let t = 0; t < count; t++) values = push(stream, bars, t);
  const entry = {
    symbol,
    featureSet: set.name,
    session,
    values,
    knownAt,
    state: stream.state(),
    revision: bars.revision,
  };
  return { update: { ...update, session, bars: count, rebuilt: before === undefined }, entry };
}

function push(stream: ReturnType<FeatureSet['create']>, bars: BarColumns, t: number): Float64Array<ArrayBuffer> {
  try {
    return stream.push(barAt(bars, t)) as Float64Array<ArrayBuffer>;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError(cause.code, `${bars.symbol}, ${bars.sessions[t]}: ${cause.message}`, { cause });
  }
}
