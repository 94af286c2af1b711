import { expect, it } from 'vitest';
import { normalInterval } from '../intervals/normal-interval.ts';
import { quantileNormal } from './quantile-normal.ts';

/** Phi(-x) for x >= 0 by Simpson's rule on exp(-t^2/2) over the 12 beyond x. */
function upperTail(x: number): number {
  const step = 1 / 4096;
  const density = (k: number) => Math.exp(-(k * step) * (x + (k * step) / 2));
  let sum = density(0);
  for (let k = 1; k < 12 * 4096; k++) sum += (k % 2 === 1 ? 4 : 2) * density(k);
  return ((sum * step) / 3) * (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
}

it.each([
  [0.5, 0],
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446004],
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.0013498980316300933, -3],
  [1e-10, -6.361340902404056],
  [0, Number.NEGATIVE_INFINITY],
  [1, Number.POSITIVE_INFINITY],
])('quantileNormal(%d) is %d', (p, z) => {
  expect(quantileNormal(p)).toBeCloseTo(z, 13);
});

it('inverts the distribution function in all three of its branches', () => {
  for (const x of [0.01, 0.3, 0.9, 1.1, 1.5, 2, 3, 4.5, 5.5, 7, 10, 20]) {
    const z = quantileNormal(upperTail(x));
    expect(Math.abs(z + x), `at ${x}`).toBeLessThan(1e-12 * Math.max(1, x));
  }
});

it('is odd about 1/2 and rises', () => {
  let before = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < 1024; k++) {
    const z = quantileNormal(k / 1024);
    expect(z).toBeGreaterThan(before);
    expect(z).toBe(-quantileNormal(1 - k / 1024) + 0);
    before = z;
  }
});

it.each([-0.1, 1.1, Number.NaN])('refuses p = %d', p => {
  expect(() => quantileNormal(p)).toThrow(RangeError);
});

it('puts the interval of a level around the mean', () => {
  const { lower, upper } = normalInterval(10, 4, 0.95);
  expect(lower).toBeCloseTo(10 - 2 * 1.959963984540054, 12);
  expect(upper).toBeCloseTo(10 + 2 * 1.959963984540054, 12);
  expect(normalInterval(3, 0, 0.5)).toEqual({ lower: 3, upper: 3 });
});

it.each([
  [Number.NaN, 1, 0.9],
  [0, -1, 0.9],
  [0, Number.NaN, 0.9],
  [0, 1, 0],
  [0, 1, 1],
])('refuses mean %d, variance %d, level %d', (mean, variance, level) => {
  expect(() => normalInterval(mean, variance, level)).toThrow(RangeError);
});
