import type { AliasState, ModelStore, ModelVersion } from './ports.ts';

/** The same store, with versions remembered: a registered version never changes, so it is read once. */
export function rememberVersions(store: ModelStore, capacity = 10_000): ModelStore {
  const known = new Map<string, ModelVersion>();
  return {
    ...store,
    async get(id) {
      const remembered = known.get(id);
      if (remembered) return remembered;
      const version = await store.get(id);
      if (version) known.set(id, version);
      if (known.size > capacity) known.delete(known.keys().next().value ?? '');
      return version;
    },
  };
}

/**
 * The same store, with aliases remembered too: right only where one process moves them all, as in a replay's schema. Moves go
 * through, so the rows and their audit trail are those of any other store.
 */
export function rememberAliases(store: ModelStore): ModelStore {
  let known: Map<string, AliasState> | undefined;
  const key = (symbol: string, alias: string): string => `${alias} ${symbol}`;
  const all = async (): Promise<Map<string, AliasState>> => {
    known ??= new Map((await store.aliases()).map(state => [key(state.symbol, state.alias), state]));
    return known;
  };
  return {
    ...store,
    alias: async (symbol, alias) => (await all()).get(key(symbol, alias)),
    async aliases(symbols) {
      const states = [...(await all()).values()].filter(({ symbol }) => !symbols || symbols.includes(symbol));
      return states.sort((a, b) => compare(a.symbol, b.symbol) || compare(a.alias, b.alias));
    },
    async move(move) {
      const remembered = await all();
      const state = await store.move(move);
      remembered.set(key(state.symbol, state.alias), state);
      return state;
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
