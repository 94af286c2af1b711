import type { Clock, Instant, Session } from '#shared';
import type { BarReader } from '../ingest/index.ts';
import { computeFeatures } from './compute.ts';
import type { BarKnowledge, OfflineStore } from './ports.ts';
import { FEATURE_SETS } from './sets.ts';

export type MaterialiseDeps = {
  readonly reader: BarReader;
  readonly offline: OfflineStore;
  readonly clock: Clock;
  /** When each bar was learned; without it a row counts as known from the clock's now on, never earlier than it was */
  readonly knowledge?: BarKnowledge;
};

export type Materialised = {
  readonly symbol: string;
  readonly feature_set: string;
  readonly rows: number;
  /** Rows without a NaN */
  readonly complete: number;
  readonly from: Session | null;
  readonly to: Session | null;
};

/** Computes all feature rows of the symbols from the bars known at the clock's now, and replaces the offline ones. */
export async function materialise(deps: MaterialiseDeps, symbols: readonly string[]): Promise<Materialised[]> {
  const done: Materialised[] = [];
  for (const symbol of new Set(symbols)) {
    const asOf = deps.clock.now();
    const bars = await deps.reader.bars(symbol, { asOf });
    const learned = await deps.knowledge?.knownAt(symbol, asOf);
    const knownAt = knownSince(bars.sessions, learned, asOf);
    for (const set of FEATURE_SETS) {
      const { data, columns, sessions } = computeFeatures(set, bars);
      const rows = { featureSet: set.name, symbol, names: set.names, sessions, knownAt, data };
      if (sessions.length > 0) await deps.offline.write(rows, set.definitionHash);
      done.push({
        symbol,
        feature_set: set.name,
        rows: sessions.length,
        complete: sessions.filter((_, t) => data.subarray(t * columns, (t + 1) * columns).every(Number.isFinite))
          .length,
        from: sessions[0] ?? null,
        to: sessions.at(-1) ?? null,
      });
    }
  }
  return done;
}

/**
 * A row has seen every bar up to its own, so it was known when the last of them was. (A split changes the price basis of
 * all rows but, with features free of scale, none of their values.)
 */
function knownSince(
  sessions: readonly Session[],
  learned: ReadonlyMap<Session, Instant> | undefined,
  now: Instant,
): Float64Array {
  let latest = Number.NEGATIVE_INFINITY;
  return Float64Array.from(sessions, session => {
    latest = Math.max(latest, learned?.get(session) ?? now);
    return latest;
  });
}
