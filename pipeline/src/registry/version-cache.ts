import type { ModelStore, ModelVersion } from './ports.ts';

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
