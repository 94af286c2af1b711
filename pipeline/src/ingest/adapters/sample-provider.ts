import { fileURLToPath } from 'node:url';
import type { Market, Provider } from '../provider-port.ts';
import { csvFiles } from './csv-provider.ts';

type Sample = { readonly path: string; readonly market: Market };

const packaged = (name: string, path: string): string => fileURLToPath(new URL(path, import.meta.resolve(name)));

/**
 * Two real series that come with npm packages. Apple 2013-05-13 to 2018-05-11 (Observable's sample datasets) is
 * already divided by the split of 2014 and carries no events, so it is continuous and its prices before 2014-06-09 are not
 * those of the day. The S&P 500 index runs from 2000-01-03 to 2020-04-17 (vega-datasets). Adjusted closes are not read.
 */
const SAMPLES: Readonly<Record<string, () => Sample>> = {
  AAPL: () => ({
    path: packaged('@observablehq/sample-datasets/aapl.csv', ''),
    market: { exchange: 'XNAS', currency: 'USD' },
  }),
  '^GSPC': () => ({
    path: packaged('vega-datasets', '../data/sp500-2000.csv'),
    market: { exchange: 'XNYS', currency: 'USD' },
  }),
};

export const SAMPLE_SYMBOLS: readonly string[] = Object.keys(SAMPLES);

/** The bars of the demo, read from the npm packages that carry them. */
export function sampleProvider(): Provider {
  const opened = new Map<string, Sample>();
  const sample = (symbol: string): Sample | undefined => {
    const known = opened.get(symbol) ?? SAMPLES[symbol]?.();
    if (known !== undefined) opened.set(symbol, known);
    return known;
  };
  return csvFiles({
    name: 'sample',
    locate: symbol => sample(symbol)?.path,
    symbols: () => SAMPLE_SYMBOLS,
    market: symbol => sample(symbol)?.market ?? { exchange: 'XNYS', currency: null },
  });
}
