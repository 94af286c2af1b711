import type { OnlineEntry, OnlineStore } from '../features/index.ts';
import type { DriftState, DriftStore } from '../monitor/index.ts';

/**
 * The same stores, with what was last written remembered: right where one process writes them all, as in a replay. Writes go
 * through, so the rows are those of any other store; only reading them back is spared.
 */
export function rememberOnline(store: OnlineStore): OnlineStore {
  const known = new Map<string, OnlineEntry | undefined>();
  const key = (symbol: string, featureSet: string): string => `${featureSet} ${symbol}`;
  const entries: OnlineStore['entries'] = async (symbols, featureSet) => {
    const unknown = symbols.filter(symbol => !known.has(key(symbol, featureSet)));
    if (unknown.length > 0) {
      const read = await store.entries(unknown, featureSet);
      for (const symbol of unknown) known.set(key(symbol, featureSet), read.get(symbol));
    }
    const found = symbols.flatMap(symbol => known.get(key(symbol, featureSet)) ?? []);
    return new Map(found.map(entry => [entry.symbol, entry]));
  };
  return {
    entries,
    latest: entries,
    async save(saved) {
      await store.save(saved);
      for (const entry of saved) known.set(key(entry.symbol, entry.featureSet), entry);
    },
  };
}

/** As `rememberOnline`, for detectors. */
export function rememberDrift(store: DriftStore): DriftStore {
  const known = new Map<string, DriftState | undefined>();
  const key = (versionId: string, detector: string): string => `${detector} ${versionId}`;
  return {
    ...store,
    async states(versionIds, detector) {
      const unknown = versionIds.filter(id => !known.has(key(id, detector)));
      if (unknown.length > 0) {
        const read = new Map((await store.states(unknown, detector)).map(state => [state.versionId, state]));
        for (const id of unknown) known.set(key(id, detector), read.get(id));
      }
      return versionIds.flatMap(id => known.get(key(id, detector)) ?? []);
    },
    async save(states, alarms) {
      await store.save(states, alarms);
      for (const state of states) known.set(key(state.versionId, state.detector), state);
    },
  };
}
