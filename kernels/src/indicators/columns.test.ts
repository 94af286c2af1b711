import { describe, expect, it } from 'vitest';
import { adx, atr, bollinger, type CatalogEntry, catalog, ema, macd, rsi, sma } from '../index.ts';

type Columns = Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>>;

/** Long enough that a smoothing is taken as stretches side by side; each shape leaves them something else to disagree on. */
const N = 20_000;

function market(n: number, price: (t: number, uniform: () => number, last: number) => number): Columns {
  let seed = 7;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let last = 100;
  for (let t = 0; t < n; t++) {
    open[t] = last;
    last = price(t, uniform, last);
    close[t] = last;
    const still = open[t] === last ? 0 : 1;
    high[t] = Math.max(open[t]!, last) * (1 + still * 0.01 * uniform());
    low[t] = Math.min(open[t]!, last) * (1 - still * 0.01 * uniform());
    volume[t] = Math.floor(1e6 * uniform());
  }
  return { open, high, low, close, volume };
}

const walk = (uniform: () => number, last: number): number => last * Math.exp(0.04 * (uniform() - 0.5));
const SHAPES: Readonly<Record<string, Columns>> = {
  'a market that moves': market(N, (_, uniform, last) => walk(uniform, last)),
  'a market that stands still after a while': market(N, (t, uniform, last) => (t < 3000 ? walk(uniform, last) : last)),
  'a market that moves now and then': market(N, (_, uniform, last) => (uniform() < 0.003 ? walk(uniform, last) : last)),
  'a market that never moves': market(N, (_, __, last) => last),
  'a market that only rises': market(N, (_, __, last) => last + 0.25),
};
const WITH_LOOPS = [
  'sma',
  'ema',
  'wilderAverage',
  'macd',
  'rsi',
  'bollinger',
  'atr',
  'atrRatio',
  'natr',
  'adx',
  'stochastic',
  'fastStochastic',
  'obv',
];

describe.each(Object.entries(SHAPES))('over %s', (_, bars) => {
  it.each(WITH_LOOPS)('%s has the bits of its stream', name => {
    const entry = catalog.get(name) as CatalogEntry;
    const stream = entry.create();
    const result = entry.create().batch(bars);
    const columns = result instanceof Float64Array ? [result] : Object.values(result);
    const mismatches: number[] = [];
    for (let t = 0; t < N; t++) {
      const { open, high, low, close, volume } = bars;
      const bar = { open: open[t]!, high: high[t]!, low: low[t]!, close: close[t]!, volume: volume[t]! };
      const value = stream.push(bar);
      const row = typeof value === 'number' ? [value] : Object.values(value);
      if (!row.every((number, i) => Object.is(number, columns[i]?.[t]))) mismatches.push(t);
    }
    expect(mismatches).toEqual([]);
  });
});

describe('a number that is not finite', () => {
  const bars = SHAPES['a market that moves'] as Columns;
  const places = [0, 5, 40, N / 4, N / 2 + 1, N - 2, N - 1];
  it.each(WITH_LOOPS)('is found by %s wherever it is', name => {
    const entry = catalog.get(name) as CatalogEntry;
    for (const field of entry.inputs) {
      for (const t of places) {
        for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
          const column = Float64Array.from(bars[field]);
          column[t] = bad;
          expect(() => entry.create().batch({ ...bars, [field]: column })).toThrow(`${field}[${t}] must be a finite`);
        }
      }
    }
  });
});

describe('columns to write to', () => {
  const bars = SHAPES['a market that moves'] as Columns;
  it('are given back with the values of new ones', () => {
    const one = new Float64Array(N).fill(7);
    expect(ema(20).batch(bars, one)).toBe(one);
    expect(one).toEqual(ema(20).batch(bars));
    const many = {
      line: new Float64Array(N).fill(7),
      signal: new Float64Array(N).fill(7),
      histogram: new Float64Array(N).fill(7),
    };
    expect(macd().batch(bars, many)).toBe(many);
    expect(many).toEqual(macd().batch(bars));
  });

  it.each([...catalog.values()])('$name leaves nothing of what they held', entry => {
    const held = (): Float64Array => new Float64Array(N).fill(7);
    const into = entry.outputs.length > 0 ? Object.fromEntries(entry.outputs.map(name => [name, held()])) : held();
    expect(entry.create().batch(bars, into)).toEqual(entry.create().batch(bars));
  });

  it.each([
    ['too short', () => sma(3).batch(bars, new Float64Array(N - 1))],
    ['not there', () => bollinger().batch(bars, { lower: new Float64Array(N) } as never)],
    ['not doubles', () => sma(3).batch(bars, new Float32Array(N) as unknown as Float64Array)],
  ])('are refused where they are %s', (_, call) => {
    expect(call).toThrow(/must be a Float64Array of as many values as there are bars/);
  });
});

it.each([
  [1, 3],
  [2, 5],
  [400, 1200],
])('a period of %d over %d bars has the bits of its stream', (period, n) => {
  const bars = market(n, (_, uniform, last) => walk(uniform, last));
  for (const make of [() => ema(period), () => rsi(period), () => atr(period), () => sma(period)]) {
    const stream = make();
    const streamed = Float64Array.from(bars.close, (close, t) => {
      return stream.push({ high: bars.high[t]!, low: bars.low[t]!, close });
    });
    expect(make().batch(bars)).toEqual(streamed);
  }
  expect(adx(period).batch(bars).adx).toHaveLength(n);
});

it.each([3, 8, 9, 20])(
  'a period of %d over any number of bars has the bits of its stream, whatever the columns held',
  period => {
    const bars = market(4 * period + 2, (_, uniform, last) => walk(uniform, last));
    const [mean, bands] = [sma(period), bollinger(period, 2)];
    const means = Float64Array.from(bars.close, close => mean.push({ close }));
    const rows = Array.from(bars.close, close => bands.push({ close }));
    for (let n = 0; n <= bars.close.length; n++) {
      const close = bars.close.slice(0, n);
      const held = (): Float64Array => new Float64Array(n).fill(Number.NaN);
      expect(sma(period).batch({ close }, held())).toEqual(means.slice(0, n));
      const into = { lower: held(), middle: held(), upper: held(), percentB: held(), bandwidth: held() };
      bollinger(period, 2).batch({ close }, into);
      for (const [name, column] of Object.entries(into)) {
        expect(column).toEqual(Float64Array.from(rows.slice(0, n), row => row[name as keyof typeof row]));
      }
    }
  },
);

it('a mean of numbers whose sum is too great is refused neither by the batch nor by the stream', () => {
  const close = Array.from({ length: 50 }, (_, t) => (t % 2 === 0 ? 1.7e308 : -1.7e308));
  const stream = sma(20);
  expect(sma(20).batch({ close })).toEqual(Float64Array.from(close, one => stream.push({ close: one })));
});
