import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  atr,
  atrRatio,
  type Bar,
  type BarField,
  bollinger,
  ema,
  type Indicator,
  logReturn,
  macd,
  momentum,
  rollingVolatility,
  rsi,
  simpleReturn,
  sma,
  volumeZScore,
} from '../index.ts';

const MAKERS = {
  atr,
  atrRatio,
  bollinger,
  ema,
  logReturn,
  macd,
  momentum,
  rollingVolatility,
  rsi,
  simpleReturn,
  sma,
  volumeZScore,
};
type Make = (...parameters: readonly number[]) => Indicator<BarField, unknown>;

type Golden = {
  readonly bars: { readonly [Name in keyof Bar]: readonly number[] };
  readonly cases: readonly {
    readonly indicator: keyof typeof MAKERS;
    readonly parameters: readonly number[];
    readonly source: 'TA-Lib' | 'plain loops';
    readonly output: string;
    readonly values: readonly (number | null)[];
  }[];
};

const file = new URL('../../golden/indicators/talib.json', import.meta.url);
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'));

it.each(golden.cases)(
  '$indicator $parameters, $output: as $source',
  ({ indicator, parameters, source, output, values }) => {
    const { batch, warmUp } = (MAKERS[indicator] as unknown as Make)(...parameters);
    const result = batch(golden.bars) as Float64Array & Record<string, Float64Array>;
    const column = Array.from(output === 'value' ? result : (result[output] ?? []));
    const first = values.findIndex(value => value !== null);
    expect(warmUp).toBe(first);
    expect(column).toHaveLength(golden.bars.close.length);
    // TA-Lib's Bollinger bands come from a running sum of squares that has lost half of its digits.
    const digits = indicator === 'bollinger' && source === 'TA-Lib' ? 6 : 11;
    expect(column.slice(first)).toEqual(values.slice(first).map(value => expect.closeTo(value ?? Number.NaN, digits)));
    if (output !== 'line') expect(column.slice(0, first)).toEqual(Array(first).fill(Number.NaN));
  },
);

it('covers every indicator', () => {
  expect(new Set(golden.cases.map(({ indicator }) => indicator))).toEqual(new Set(Object.keys(MAKERS)));
});

it('the MACD line begins with the slow average, before TA-Lib shows it', () => {
  const { line } = macd(12, 26, 9).batch(golden.bars);
  expect(line.findIndex(Number.isFinite)).toBe(25);
});

it('a state names the indicator with its parameters', () => {
  expect(bollinger(20, 2.5).toJSON()).toEqual({ indicator: 'bollinger(20,2.5)', state: [0] });
});
