import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clarkWest,
  type DieboldMariano,
  dieboldMariano,
  modelConfidenceSet,
  pesaranTimmermann,
  stationaryBootstrap,
} from '../index.ts';
import { uniforms } from '../models/testing/random-series.ts';

type Losses = { readonly a: readonly number[]; readonly b: readonly number[]; readonly horizon: number };
type Nested = { readonly y: number[]; readonly small: number[]; readonly large: number[]; readonly horizon: number };
type Set = {
  readonly losses: number[][];
  readonly statistic: 'range' | 'max';
  readonly indices: number[][];
  readonly pValues: number[];
  readonly included: number[];
};
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/inference/${name}`, import.meta.url), 'utf8'));
const golden = read('comparisons.json') as {
  dieboldMariano: (Losses & DieboldMariano)[];
  clarkWest: (Nested & { statistic: number; pValue: number })[];
  modelConfidenceSet: Set[];
};

describe('dieboldMariano', () => {
  const cases = golden.dieboldMariano;

  it.each(cases)('agrees with SciPy at horizon $horizon, weights $weights', each => {
    const test = dieboldMariano(each.a, each.b, { horizon: each.horizon });
    expect(test.weights).toBe(each.weights);
    for (const name of ['statistic', 'pValue', 'pLess'] as const) expect(test[name]).toBeCloseTo(each[name], 10);
  });

  it('takes both estimates of the variance in the golden values', () => {
    expect(new Set(cases.map(({ weights }) => weights))).toEqual(new Set(['rectangular', 'bartlett']));
  });

  const {
    e1,
    e2,
    cases: ofR,
  } = read('r.json') as {
    e1: number[];
    e2: number[];
    cases: { horizon: number; statistic: number; pValue: number; pLess: number }[];
  };
  it.each(ofR)("agrees with R's dm.test at horizon $horizon", ({ horizon, ...expected }) => {
    const squared = (errors: number[]) => errors.map(error => error ** 2);
    const test = dieboldMariano(squared(e1), squared(e2), { horizon });
    expect(test.statistic).toBeCloseTo(expected.statistic, 9);
    expect(test.pValue).toBeCloseTo(expected.pValue, 10);
    expect(test.pLess).toBeCloseTo(expected.pLess, 10);
  });

  it('changes its sign with the order and nothing with the scale', () => {
    const { a, b } = cases[2]!;
    const test = dieboldMariano(a, b, { horizon: 4 });
    expect(dieboldMariano(b, a, { horizon: 4 }).statistic).toBe(-test.statistic);
    for (const scale of [2 ** -490, 2 ** 490]) {
      const times = (losses: readonly number[]) => losses.map(loss => loss * scale);
      expect(dieboldMariano(times(a), times(b), { horizon: 4 })).toEqual(test);
    }
  });

  it.each([
    ['different lengths', [1, 2, 3], [1, 2, 3, 4], 1],
    ['two losses', [1, 2], [2, 1], 1],
    ['a horizon as long as the losses', [1, 2, 3], [3, 1, 1], 3],
    ['the same losses', [1, 2, 3], [1, 2, 3], 1],
    ['losses that differ by a constant', [1.1, 2.1, 3.1], [1, 2, 3], 1],
    ['a missing loss', [1, Number.NaN, 3], [1, 2, 3], 1],
    ['no horizon', [1, 2, 3], [3, 1, 1], 0],
  ])('refuses %s', (_, a, b, horizon) => {
    expect(() => dieboldMariano(a, b, { horizon })).toThrow(RangeError);
  });
});

describe('clarkWest', () => {
  it.each(golden.clarkWest)('agrees with a regression on a constant at horizon $horizon', each => {
    const { y, small, large, horizon, statistic, pValue } = each;
    const test = clarkWest(y, small, large, { horizon });
    expect(test.statistic).toBeCloseTo(statistic, 9);
    expect(test.pValue).toBeCloseTo(pValue, 10);
  });

  it('refuses forecasts that are the same, and unequal lengths', () => {
    expect(() => clarkWest([1, 2, 3], [1, 1, 1], [1, 1, 1])).toThrow(RangeError);
    expect(() => clarkWest([1, 2, 3], [1, 1], [1, 1, 1])).toThrow('small must hold as many values as actual, 3, got 2');
  });
});

describe('pesaranTimmermann', () => {
  it('is the formula of the paper', () => {
    const [actual, said] = [
      [1, 1, -1, 1, -1, -1, 1, 1, 0, 1],
      [2, 1, -1, -1, -1, 1, 1, 1, 1, 0],
    ];
    const [n, p, q, hits] = [8, 5 / 8, 5 / 8, 6 / 8];
    const star = p * q + (1 - p) * (1 - q);
    const v = (star * (1 - star)) / n;
    const w =
      ((2 * p - 1) ** 2 * q * (1 - q) + (2 * q - 1) ** 2 * p * (1 - p)) / n + (4 * p * q * (1 - p) * (1 - q)) / n ** 2;
    const test = pesaranTimmermann(actual, said);
    expect(test).toMatchObject({ n, accuracy: hits, expected: star, defined: true });
    expect(test.statistic).toBeCloseTo((hits - star) / Math.sqrt(v - w), 12);
  });

  it('finds nothing in always saying up, however often that is right', () => {
    const rising = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? -1 : 1));
    expect(
      pesaranTimmermann(
        rising,
        rising.map(() => 1),
      ),
    ).toEqual({
      n: 100,
      accuracy: 0.8,
      expected: 0.8,
      statistic: Number.NaN,
      pValue: Number.NaN,
      defined: false,
    });
  });

  it('says so when no session counts', () => {
    expect(pesaranTimmermann([0, 1], [1, 0])).toMatchObject({ n: 0, accuracy: Number.NaN, defined: false });
  });

  it('refuses 5 % of independent signs about 5 % of the time', () => {
    const uniform = uniforms(3);
    const sign = (up: number) => (uniform() < up ? 1 : -1);
    const refused = Array.from({ length: 2000 }, () => {
      const [actual, said] = [
        Array.from({ length: 120 }, () => sign(0.54)),
        Array.from({ length: 120 }, () => sign(0.7)),
      ];
      return pesaranTimmermann(actual, said).pValue < 0.05;
    });
    expect(refused.filter(Boolean).length / 2000).toBeGreaterThan(0.03);
    expect(refused.filter(Boolean).length / 2000).toBeLessThan(0.07);
  });
});

describe('modelConfidenceSet', () => {
  it.each(golden.modelConfidenceSet)('agrees with arch on its bootstrap, statistic $statistic', each => {
    const { losses, statistic, indices, pValues, included } = each;
    const set = modelConfidenceSet(losses, { statistic, indices, size: 0.1 });
    expect(Array.from(set.pValues)).toEqual(pValues.map(p => expect.closeTo(p, 12)));
    expect(set.included).toEqual(included);
  });

  it('leaves out a model that is clearly worse, keeps equal ones, and repeats itself', () => {
    const uniform = uniforms(5);
    const base = Array.from({ length: 200 }, () => uniform());
    const losses = [base, base.map(loss => loss + 0.2 * (uniform() - 0.5)), base.map(loss => loss + 0.5 + uniform())];
    const set = modelConfidenceSet(losses, { seed: 9, replications: 200 });
    expect(set.included).toEqual([0, 1]);
    expect(modelConfidenceSet(losses, { seed: 9, replications: 200 })).toEqual(set);
  });

  it.each([
    ['one model', [[1, 2]], {}],
    [
      'too few losses',
      [
        [1, 2],
        [2, 1],
      ],
      {},
    ],
    ['unequal lengths', [new Array(12).fill(1), new Array(11).fill(1)], {}],
    ['the same losses twice', [new Array(12).fill(1), new Array(12).fill(1)], {}],
    ['a size of 0', [[...'0123456789'].map(Number), [...'1032547698'].map(Number)], { size: 0 }],
    [
      'indices out of range',
      [[...'0123456789'].map(Number), [...'1032547698'].map(Number)],
      { indices: [new Array(10).fill(10)] },
    ],
  ])('refuses %s', (_, losses, options) => {
    expect(() => modelConfidenceSet(losses, options)).toThrow(RangeError);
  });
});

describe('stationaryBootstrap', () => {
  it('draws blocks of the mean length asked for, within the series, the same for the same seed', () => {
    const [options, n] = [{ block: 8, replications: 300, seed: 4 }, 400];
    const drawn = stationaryBootstrap(n, options);
    const breaks = drawn.reduce(
      (sum, each) => sum + each.filter((at, t) => t > 0 && at !== (each[t - 1]! + 1) % n).length,
      0,
    );
    expect((300 * n) / breaks).toBeGreaterThan(7.7);
    expect((300 * n) / breaks).toBeLessThan(8.4);
    expect(stationaryBootstrap(n, options)).toEqual(drawn);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(1000), (length, seed) => {
        const [indices] = stationaryBootstrap(length, { block: 1, replications: 1, seed });
        expect(indices!.every(index => index >= 0 && index < length)).toBe(true);
      }),
    );
  });

  it('refuses a block longer than the series', () => {
    expect(() => stationaryBootstrap(5, { block: 6, replications: 1, seed: 1 })).toThrow(
      'block must be from 1 to 5, got 6',
    );
  });
});
