import type { CatalogEntry } from './catalog-entry.ts';
import { MOMENTUM } from './momentum/entries.ts';
import { TREND } from './trend/entries.ts';
import { VOLATILITY } from './volatility/entries.ts';
import { VOLUME } from './volume/entries.ts';

/**
 * Every indicator by its name, so that a configuration can name one.
 * @example catalog.get('rsi')?.create({ period: 2 }).batch({ close: [1, 2, 1, 4] }) // [NaN, NaN, 50, 87.5]
 */
export const catalog: ReadonlyMap<string, CatalogEntry> = new Map(
  [...TREND, ...MOMENTUM, ...VOLATILITY, ...VOLUME].map(one => [one.name, one]),
);
