/** Prices as people paste them: separated by commas, semicolons, spaces or lines. */
export type ParsedPrices = { readonly prices: readonly number[]; readonly fault?: string };

const FEWEST = 10;
const MOST = 10_000;

export function parsePrices(text: string): ParsedPrices {
  const words = text.split(/[\s,;]+/).filter(word => word !== '');
  const wrong = words.find(word => !(Number(word) > 0 && Number.isFinite(Number(word))));
  if (wrong !== undefined) return { prices: [], fault: `"${wrong}" is not a price: a number above zero` };
  if (words.length < FEWEST)
    return { prices: [], fault: `at least ${FEWEST} prices are needed, there are ${words.length}` };
  if (words.length > MOST)
    return { prices: [], fault: `at most ${MOST} prices are accepted, there are ${words.length}` };
  return { prices: words.map(Number) };
}

/** Prices as the box shows them: no more digits than a price has. */
export const showPrices = (prices: readonly number[]): string =>
  prices.map(price => String(Number(price.toPrecision(7)))).join(', ');
