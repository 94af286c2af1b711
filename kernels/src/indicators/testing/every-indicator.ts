import fc from 'fast-check';
import { type AnyIndicator, type Bar, type CatalogEntry, catalog, type IndicatorState } from '../../index.ts';

type Named = { readonly name: string; readonly make: (saved?: IndicatorState) => AnyIndicator };

const at = (entry: CatalogEntry, parameters?: Readonly<Record<string, number>>): Named => ({
  name: entry.create(parameters).name,
  make: saved => entry.create(parameters, saved),
});

const smallest = (entry: CatalogEntry): Readonly<Record<string, number>> =>
  Object.fromEntries(entry.parameters.filter(({ integer }) => integer).map(({ name, least }) => [name, least]));

/** At parameters that take other branches than the usual and the smallest do. */
const MORE: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['logReturn', { period: 5 }],
  ['ema', { period: 3 }],
  ['macd', { fast: 3, slow: 10, signal: 4 }],
  ['dema', { period: 4 }],
  ['tema', { period: 4 }],
  ['trix', { period: 4 }],
  ['trima', { period: 5 }],
  ['hma', { period: 4 }],
  ['adx', { period: 3 }],
  ['adxr', { period: 3 }],
  ['stochastic', { period: 5, smooth: 2, signal: 4 }],
  ['parabolicSar', { acceleration: 0.1, most: 0.15 }],
  ['ultimateOscillator', { short: 2, medium: 5, long: 11 }],
];

/** Every indicator of the catalogue at usual and at the smallest parameters: a new one is finished when the laws hold for it. */
export const EVERY_INDICATOR: readonly Named[] = [
  ...[...catalog.values()].flatMap(entry =>
    entry.parameters.length > 0 ? [at(entry), at(entry, smallest(entry))] : [at(entry)],
  ),
  ...MORE.map(([name, parameters]) => at(catalog.get(name) as CatalogEntry, parameters)),
].filter(({ name }, i, all) => all.findIndex(other => other.name === name) === i);
/** Bars of any price from 1e-6 to 1e9, with days without movement and without volume. */
export const anyBar: fc.Arbitrary<Bar> = fc
  .record({
    price: fc.double({ min: -6, max: 9, noNaN: true }).map(exponent => 10 ** exponent),
    up: fc.double({ min: 0, max: 0.2, noNaN: true }),
    down: fc.double({ min: 0, max: 0.2, noNaN: true }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    volume: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 40 })),
  })
  .map(({ price, up, down, at, volume }) => {
    const high = price * (1 + up);
    const low = price * (1 - down);
    return { open: price, high, low, close: Math.min(high, low + at * (high - low)), volume };
  });

export const anyBars = fc.array(anyBar, { minLength: 1, maxLength: 70 });
