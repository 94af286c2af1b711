/** A map of at most `size` entries that forgets the least recently used one. */
export type Lru<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
};

export function lru<Value>(size: number): Lru<Value> {
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const oldest = entries.keys().next();
      if (entries.size > size && !oldest.done) entries.delete(oldest.value);
    },
    delete: key => void entries.delete(key),
  };
}

/** Reads through a loader; callers that come while it runs wait for the same answer; an error is not kept. */
export type Cached<Value> = (key: string, load: () => Promise<Value>) => Promise<Value>;

/**
 * @param maxAgeMs how long an answer is good for; `Infinity` for one that never changes
 * @param monotonic milliseconds that only grow: the age of a cache is no domain time, so a virtual clock must not stop it
 */
export function cached<Value>(size: number, maxAgeMs: number, monotonic: () => number): Cached<Value> {
  const entries = lru<{ readonly at: number; readonly value: Promise<Value> }>(size);
  return (key, load) => {
    const now = monotonic();
    const known = entries.get(key);
    if (known && now - known.at < maxAgeMs) return known.value;
    const value = load();
    const entry = { at: now, value };
    entries.set(key, entry);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return value;
  };
}
