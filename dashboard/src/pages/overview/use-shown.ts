import { useState } from 'react';

/** The first few of a list, and all of it on demand. */
export function useShown<Item>(items: readonly Item[], few: number) {
  const [all, setAll] = useState(false);
  return {
    shown: all ? items : items.slice(0, few),
    hidden: all ? 0 : Math.max(0, items.length - few),
    showAll: () => setAll(true),
  };
}
