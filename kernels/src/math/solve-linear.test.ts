import { describe, expect, it } from 'vitest';
import { uniformSource } from './random.ts';
import { solveLinear } from './solve-linear.ts';

describe('solveLinear', () => {
  it('solves systems whose solution is known, zeros on the diagonal included', () => {
    const uniform = uniformSource(1);
    for (const n of [1, 2, 3, 10, 40]) {
      const a = Float64Array.from({ length: n * n }, () => uniform() - 0.5);
      if (n > 1) a[0] = 0;
      const x = Float64Array.from({ length: n }, (_, i) => i - 2.5);
      const b = x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0));
      solveLinear(n, a, b).forEach((value, i) => {
        expect(Math.abs(value - x[i]!)).toBeLessThan(1e-9);
      });
    }
  });

  it('refuses a singular matrix', () => {
    expect(() => solveLinear(2, Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1))).toThrow(RangeError);
  });
});
