import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crpsNormal,
  crpsQuantiles,
  crpsSample,
  msis,
  pinball,
  quantileNormal,
  r2OutOfSample,
  smape,
} from '../index.ts';
import { normals } from '../models/testing/random-series.ts';

const draws = Array.from({ length: 4000 }, normals(17));
const all = (value: number) => draws.map(() => value);

describe('pinball', () => {
  it('is half the absolute error at the median', () => {
    expect(pinball([1, 5], [3, 4], 0.5)).toBe(0.75);
  });

  it('is lowest at the quantile', () => {
    for (const level of [0.1, 0.5, 0.9]) {
      const loss = (forecast: number) => pinball(draws, all(forecast), level);
      const best = loss(quantileNormal(level));
      for (const off of [-0.3, 0.3]) expect(loss(quantileNormal(level) + off)).toBeGreaterThan(best);
    }
  });
});

describe('msis', () => {
  it('adds 2 / (1 - level) for each unit outside', () => {
    expect(msis([10, 20], [9, 15], [11, 18], 0.9, 2)).toBeCloseTo((2 + 3 + 20 * 2) / 2 / 2, 12);
  });

  it('is lowest for the true interval', () => {
    const score = (z: number) => msis(draws, all(-z), all(z), 0.9, 1);
    expect(score(1.645)).toBeLessThan(score(1.3));
    expect(score(1.645)).toBeLessThan(score(2.1));
  });

  it('refuses an interval that is upside down', () => {
    expect(() => msis([1], [2], [1], 0.9, 1)).toThrow('lower[0] must not be above upper[0], got 2 and 1');
  });
});

describe('crps', () => {
  it('of a normal forecast is the integral of (F - step)^2', () => {
    for (const [y, mean, s] of [
      [0, 0, 1],
      [1.3, 0.2, 0.7],
      [-4, 1, 2],
    ] as const) {
      const sample = Array.from({ length: 20_000 }, (_, k) => mean + s * quantileNormal((k + 0.5) / 20_000));
      expect(crpsNormal([y], [mean], [s])).toBeCloseTo(crpsSample([y], [sample]), 3);
    }
  });

  it('of a forecast without doubt, or far off, is nearly the absolute error', () => {
    expect(crpsNormal([3], [1], [0])).toBe(2);
    expect(crpsNormal([1e9], [0], [1])).toBeCloseTo(1e9 - 1 / Math.sqrt(Math.PI), 6);
    expect(crpsSample([3], [[1]])).toBe(2);
  });

  it('is lowest for the true distribution', () => {
    const score = (mean: number, s: number) => crpsNormal(draws, all(mean), all(s));
    for (const [mean, s] of [
      [0.2, 1],
      [0, 0.7],
      [0, 1.4],
    ] as const)
      expect(score(mean, s)).toBeGreaterThan(score(0, 1));
  });

  it('of quantiles is twice their mean pinball loss, and nears that of the distribution', () => {
    expect(crpsQuantiles([10], [[9, 12]], [0.25, 0.75])).toBeCloseTo(0.25 + 0.5, 12);
    const levels = Array.from({ length: 2000 }, (_, k) => (k + 0.5) / 2000);
    const quantiles = levels.map(level => 1 + 2 * quantileNormal(level));
    for (const y of [-4, 0.5, 3])
      expect(crpsQuantiles([y], [quantiles], levels)).toBeCloseTo(crpsNormal([y], [1], [2]), 3);
  });

  it("of a sample is E|X - y| - E|X - X'|/2 by its definition", () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(number, fc.array(number, { minLength: 1, maxLength: 12 }), (y, sample) => {
        const m = sample.length;
        const distance = sample.reduce((sum, x) => sum + Math.abs(x - y), 0) / m;
        const spread = sample.reduce(
          (sum, x) => sum + sample.reduce((part, other) => part + Math.abs(x - other), 0),
          0,
        );
        expect(crpsSample([y], [sample])).toBeCloseTo(distance - spread / (2 * m * m), 9);
      }),
    );
  });
});

describe('smape', () => {
  it.each([
    [[10, 20], [11, 18], (100 * (2 / 21 + 4 / 38)) / 2],
    [[0, 1], [0, 1], 0],
    [[0], [5], 200],
    [[1e-300, 1e300], [3e-300, 3e300], 100],
  ])('of %j and %j is %d', (actual, forecast, expected) => {
    expect(smape(actual, forecast)).toBeCloseTo(expected, 10);
  });
});

describe('r2OutOfSample', () => {
  it("is the share of the benchmark's squared error that is saved", () => {
    expect(r2OutOfSample([1, 2, 3], [1, 2, 2], [0, 2, 2])).toBeCloseTo(0.5, 12);
    expect(r2OutOfSample([1, 2, 3], [0, 2, 2], [1, 2, 2])).toBeCloseTo(-1, 12);
    expect(() => r2OutOfSample([1, 2], [1, 1], [1, 2])).toThrow('benchmark must make an error');
  });
});

it.each([
  ['no values', () => pinball([], [], 0.5)],
  ['a level of 1', () => pinball([1], [1], 1)],
  ['unequal lengths', () => smape([1, 2], [1])],
  ['a missing value', () => crpsNormal([1], [Number.NaN], [1])],
  ['a deviation below 0', () => crpsNormal([1], [1], [-1])],
  ['an empty sample', () => crpsSample([1], [[]])],
  ['a level of 0', () => crpsQuantiles([1], [[1]], [0])],
  ['no levels', () => crpsQuantiles([1], [[]], [])],
  ['a quantile missing', () => crpsQuantiles([1], [[1]], [0.1, 0.9])],
  ['a scale of 0', () => msis([1], [0], [2], 0.9, 0)],
  ['an infinite end', () => msis([1], [Number.NEGATIVE_INFINITY], [2], 0.9, 1)],
  ['a benchmark of another length', () => r2OutOfSample([1, 2], [1, 1], [1])],
])('refuses %s', (_, act) => {
  expect(act).toThrow(RangeError);
});
