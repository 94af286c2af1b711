import { useSyncExternalStore } from 'react';
import { symbolOfHash } from '../../format/symbol-hash.ts';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** The symbol in the address, so that a link opens it. */
export const useSelectedSymbol = (): string | undefined =>
  useSyncExternalStore(subscribe, () => symbolOfHash(location.hash));
