import { describe, expect, it } from 'vitest';
import { normalSource, uniformSource } from './random.ts';

const take = (draw: () => number, n: number) => Float64Array.from({ length: n }, draw);
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('uniformSource', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    expect(take(uniformSource(7), 100)).toEqual(take(uniformSource(7), 100));
    const firsts = [0, 1, 2, 3, 2 ** 32, 2 ** 33, Number.MAX_SAFE_INTEGER].map(seed => uniformSource(seed)());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it.each([0, 1, 2, 12345])('fills 100 equal cells evenly, singly and in pairs, from seed %i', seed => {
    const uniform = uniformSource(seed);
    for (const cell of [() => uniform() * 100, () => Math.floor(uniform() * 10) * 10 + uniform() * 10]) {
      const counts = new Float64Array(100);
      for (let i = 0; i < 100_000; i++) counts[Math.floor(cell())]!++;
      const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      expect(chiSquared).toBeGreaterThan(50); // 99 degrees of freedom: 1 in 100,000 below 50 or above 170
      expect(chiSquared).toBeLessThan(170);
    }
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses a seed of %d', seed => {
    expect(() => uniformSource(seed)).toThrow(RangeError);
  });
});

describe('normalSource', () => {
  it('has the moments of the standard normal distribution, and no dependence from one to the next', () => {
    const values = take(normalSource(uniformSource(3)), 200_000);
    expect(Math.abs(mean(values))).toBeLessThan(0.01);
    expect(Math.abs(mean(values.map(z => z * z)) - 1)).toBeLessThan(0.015);
    expect(Math.abs(mean(values.map(z => z ** 4)) - 3)).toBeLessThan(0.1);
    expect(Math.abs(mean(values.map((z, i) => z * (values[i + 1] ?? 0))))).toBeLessThan(0.01);
    const squares = values.map(z => z * z - 1);
    expect(Math.abs(mean(squares.map((z, i) => z * (squares[i + 1] ?? 0))))).toBeLessThan(0.02);
  });
});
