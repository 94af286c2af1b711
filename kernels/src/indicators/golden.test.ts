import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Bar, bollinger, type CatalogEntry, catalog } from '../index.ts';

type Golden = {
  readonly bars: { readonly [Name in keyof Bar]: readonly number[] };
  readonly cases: readonly {
    readonly indicator: string;
    readonly parameters: readonly number[];
    readonly source: 'TA-Lib' | 'plain loops';
    readonly output: string;
    readonly values: readonly (number | null)[];
  }[];
};

const file = new URL('../../golden/indicators/talib.json', import.meta.url);
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'));

/** What begins before TA-Lib shows it: TA-Lib holds every value back until the last one is there. */
const EARLIER: Readonly<Record<string, number>> = {
  'macd(12,26,9) line': 25,
  'stochastic(14,3,3) k': 15,
  'fastStochastic(14,3) k': 13,
  'stochasticRsi(14,5,3) k': 18,
};

const make = (indicator: string, parameters: readonly number[]) => {
  const entry = catalog.get(indicator) as CatalogEntry;
  return entry.create(Object.fromEntries(entry.parameters.map(({ name }, i) => [name, parameters[i] ?? Number.NaN])));
};
const first = (values: readonly (number | null)[]): number => values.findIndex(value => value !== null);

it.each(golden.cases)(
  '$indicator $parameters, $output: as $source',
  ({ indicator, parameters, source, output, values }) => {
    const { name, batch, outputs } = make(indicator, parameters);
    const result = batch(golden.bars) as Float64Array & Record<string, Float64Array>;
    const column = Array.from(outputs.length === 0 ? result : (result[output] ?? []));
    const start = first(values);
    expect(column).toHaveLength(golden.bars.close.length);
    expect(column.findIndex(value => !Number.isNaN(value))).toBe(EARLIER[`${name} ${output}`] ?? start);
    const largest = Math.max(...values.map(value => Math.abs(value ?? 0)));
    // TA-Lib's deviations come from a running sum of squares that has lost half of its digits.
    const lost = source === 'TA-Lib' && (indicator === 'bollinger' || indicator === 'standardDeviation');
    const tolerance = (lost ? 1e-6 : 1e-12) * largest;
    values.slice(start).forEach((value, i) => {
      const difference = Math.abs((column[start + i] ?? Number.NaN) - (value ?? Number.NaN));
      expect(difference, `bar ${start + i}`).toBeLessThanOrEqual(tolerance);
    });
  },
);

it.each(golden.cases)('$indicator $parameters says when all its values are there', ({ indicator, parameters }) => {
  const all = golden.cases.filter(one => one.indicator === indicator && String(one.parameters) === String(parameters));
  expect(make(indicator, parameters).warmUp).toBe(Math.max(...all.map(({ values }) => first(values))));
});

it('covers every output of every indicator', () => {
  const covered = new Set(golden.cases.map(({ indicator, output }) => `${indicator} ${output}`));
  const there = [...catalog.values()].flatMap(({ name, outputs }) =>
    outputs.length > 0 ? outputs.map(output => `${name} ${output}`) : [`${name} value`],
  );
  expect(covered).toEqual(new Set(there));
});

it('a state names the indicator with its parameters', () => {
  expect(bollinger(20, 2.5).toJSON()).toEqual({ indicator: 'bollinger(20,2.5)', state: [0] });
});
