import { useQuery } from '@tanstack/react-query';
import { SLOW } from '../../api/polling.ts';
import { getSymbol, getSymbols } from '../../api/requests.ts';
import type { SymbolInfo } from '../../api/types.ts';

/** Every symbol that is followed, in the server's order. */
export const useSymbols = () =>
  useQuery({
    queryKey: ['symbols'],
    refetchInterval: SLOW,
    queryFn: async ({ signal }) => {
      const symbols: SymbolInfo[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await getSymbols(cursor, signal);
        symbols.push(...page.items);
        cursor = page.next_cursor ?? undefined;
        more = cursor !== undefined;
      }
      return symbols;
    },
  });

/** One symbol: the page's pulse, from which it sees a new session or another champion. */
export const useSymbol = (symbol: string) =>
  useQuery({ queryKey: ['symbol', symbol], queryFn: ({ signal }) => getSymbol(symbol, signal) });

export const aliasOf = (info: SymbolInfo, alias: string) => info.aliases.find(entry => entry.alias === alias);
