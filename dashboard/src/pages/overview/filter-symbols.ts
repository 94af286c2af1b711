import type { SymbolInfo } from '../../api/types.ts';

/** Symbols whose name holds the text; those that begin with it first. */
export function filterSymbols(symbols: readonly SymbolInfo[], text: string): SymbolInfo[] {
  const wanted = text.trim().toUpperCase();
  if (wanted === '') return [...symbols];
  const found = symbols.filter(({ symbol }) => symbol.includes(wanted));
  const begins = ({ symbol }: SymbolInfo): boolean => symbol.startsWith(wanted);
  return [...found.filter(begins), ...found.filter(info => !begins(info))];
}
