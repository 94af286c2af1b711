import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, directionalAccuracy, mae, mape, mase, randomWalkScale, rmse } from '../index.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const pairs = fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 40 });

describe('point errors', () => {
  it.each([
    { metric: mae, expected: 1 },
    { metric: rmse, expected: Math.sqrt(5 / 3) },
    { metric: mape, expected: (100 * (1 / 10 + 0 / 12 + 2 / 11)) / 3 },
  ])('$metric.name of a hand-computed case', ({ metric, expected }) => {
    expect(metric([10, 12, 11], Float64Array.of(11, 12, 9))).toBeCloseTo(expected, 14);
  });

  it('the percentage error of a negative value is taken of its size', () => {
    expect(mape([-10, 20], [-11, 18])).toBeCloseTo(10, 12);
  });

  it('mase divides by the random walk of the training series, or by the scale it is given', () => {
    expect(randomWalkScale([7, 9, 8, 9])).toBe(4 / 3);
    expect(mase([10, 12], [11, 11], [7, 9, 8, 9])).toBe(0.75);
    expect(mase([10, 12], [11, 11], 4)).toBe(0.25);
  });

  it('mase of the random walk on its own training series is 1', () => {
    const y = [3, 5, 4, 8, 8.5];
    expect(mase(y.slice(1), y.slice(0, -1), y)).toBe(1);
  });

  it.each([1e-300, 1e-200, 1, 1e200, 1e300])('errors of the size of %d neither under- nor overflow', size => {
    expect(rmse([3 * size, 0], [0, -4 * size]) / size).toBeCloseTo(Math.sqrt(12.5), 12);
  });

  it('the mean absolute error is never above the root mean squared error', () => {
    const law = fc.property(pairs, rows => {
      const actual = rows.map(([y]) => y);
      const forecast = rows.map(([, f]) => f);
      expect(mae(actual, forecast)).toBeLessThanOrEqual(rmse(actual, forecast) * (1 + 1e-12) + Number.MIN_VALUE);
    });
    fc.assert(law);
  });

  it.each([
    ['no values', () => mae([], [])],
    ['unequal lengths', () => rmse([1, 2], [1])],
    ['a NaN', () => mae([1, Number.NaN], [1, 2])],
    ['an infinite forecast', () => rmse([1, 2], [1, Number.POSITIVE_INFINITY])],
    ['a percentage of 0', () => mape([1, 0], [1, 2])],
    ['a constant training series', () => mase([1], [2], [5, 5, 5])],
    ['a training series of one value', () => mase([1], [2], [5])],
    ['a scale of NaN', () => mase([1], [2], Number.NaN)],
    ['a negative scale', () => mase([1], [2], -1)],
  ])('rejects %s', (_, call) => {
    expect(call).toThrow(RangeError);
  });
});

describe('coverage', () => {
  it('counts the ends as inside and takes infinite ends', () => {
    expect(coverage([1, 2, 3, 4], [1, 2.5, 2, Number.NEGATIVE_INFINITY], [1, 4, 3, Number.POSITIVE_INFINITY])).toBe(
      0.75,
    );
  });

  it.each([
    ['an interval upside down', [1], [2], [1]],
    ['a NaN end', [1], [Number.NaN], [1]],
    ['a missing end', [1, 2], [0, 0], [3]],
    ['an actual value that is not finite', [Number.POSITIVE_INFINITY], [0], [1]],
    ['no values', [], [], []],
  ])('rejects %s', (_, actual, lower, upper) => {
    expect(() => coverage(actual, lower, upper)).toThrow(RangeError);
  });
});

describe('directionalAccuracy', () => {
  it.each([
    {
      name: 'all right',
      actual: [1, -2],
      forecast: [0.1, -9],
      expected: { hits: 2, n: 2, accuracy: 1, majority: 0.5 },
    },
    {
      name: 'a mostly falling stretch',
      actual: [-1, -1, -1, 2],
      forecast: [1, 1, -1, 1],
      expected: { hits: 2, n: 4, accuracy: 0.5, majority: 0.75 },
    },
    {
      name: 'no actual change',
      actual: [0, 1],
      forecast: [1, 1],
      expected: { hits: 1, n: 1, accuracy: 1, majority: 1 },
    },
    {
      name: 'a forecast of no change',
      actual: [1, -1],
      forecast: [0, -1],
      expected: { hits: 1, n: 1, accuracy: 1, majority: 1 },
    },
    {
      name: 'the random walk',
      actual: [1, -1],
      forecast: [0, -0],
      expected: { hits: 0, n: 0, accuracy: Number.NaN, majority: Number.NaN },
    },
  ])('$name', ({ actual, forecast, expected }) => {
    expect(directionalAccuracy(actual, forecast)).toEqual(expected);
  });

  it('always saying one direction never beats always-majority', () => {
    const law = fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), changes => {
      const { n, accuracy, majority } = directionalAccuracy(
        changes,
        changes.map(() => 1),
      );
      if (n > 0) expect(accuracy).toBeLessThanOrEqual(majority);
    });
    fc.assert(law);
  });

  it.each([
    ['no days', [], []],
    ['unequal lengths', [1, 2], [1]],
    ['a NaN', [Number.NaN], [1]],
  ])('rejects %s', (_, actual, forecast) => {
    expect(() => directionalAccuracy(actual, forecast)).toThrow(RangeError);
  });
});
