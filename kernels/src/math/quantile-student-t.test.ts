import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantileNormal, quantileStudentT, studentT } from '../index.ts';
import { densityStudentT } from './student-t.ts';

type Case = { readonly t: number; readonly freedom: number; readonly cdf: number };
const golden = new URL('../../golden/inference/distributions.json', import.meta.url);
const cases = (JSON.parse(readFileSync(golden, 'utf8')) as { t: readonly Case[] }).t;

it('finds the t of areas from 50-digit arithmetic to 1e-11 of the value', () => {
  const lower = cases.filter(({ t, cdf }) => t < 0 && cdf > 0);
  expect(lower.length).toBeGreaterThan(70);
  for (const { t, freedom, cdf } of lower) {
    // An area rounded to a double moves a t near 0 by more than that.
    const rounding = cdf / densityStudentT(t, freedom) / Math.abs(t) / 1e16;
    const off = Math.abs(quantileStudentT(cdf, freedom) / t - 1);
    expect(off, `t ${t}, freedom ${freedom}`).toBeLessThan(1e-11 + 4 * rounding);
  }
});

it.each([
  [0.975, 1, 12.7062047361747],
  [0.975, 10, 2.22813885198627],
  [0.05, 30, -1.69726088659396],
  [0.9995, 3, 12.9239786366878],
])('has the value %d, %d degrees of freedom, of R 4.2.2', (p, freedom, t) => {
  expect(quantileStudentT(p, freedom)).toBeCloseTo(t, 11);
});

it('has closed forms with 1 and 2 degrees of freedom, in the far tail and near the middle', () => {
  for (const p of [1e-300, 1e-100, 1e-12, 1e-3, 0.3, 0.499999, 0.5 - 2 ** -40]) {
    const off = 0.5 - p;
    const cauchy = p < 0.25 ? -1 / Math.tan(Math.PI * p) : -Math.tan(Math.PI * off);
    expect(quantileStudentT(p, 1) / cauchy).toBeCloseTo(1, 11);
    expect(quantileStudentT(p, 2) / ((-2 * off) / Math.sqrt(2 * p * (1 - p)))).toBeCloseTo(1, 11);
  }
});

it('is symmetric, undoes the distribution function and nears the normal quantile', () => {
  const freedoms = fc.double({ min: 0.1, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.49, noNaN: true }), freedoms, (p, freedom) => {
      const t = quantileStudentT(p, freedom);
      if (Number.isFinite(t)) expect(studentT(t, freedom) / p).toBeCloseTo(1, 9);
      expect(quantileStudentT(1 - p, freedom)).toBeCloseTo(-quantileStudentT(1 - (1 - p), freedom), 9);
    }),
  );
  expect(quantileStudentT(0.01, 1e9)).toBeCloseTo(quantileNormal(0.01), 8);
});

it('has its ends, and refuses what is no probability', () => {
  expect([0, 0.5, 1].map(p => quantileStudentT(p, 4))).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  expect(quantileStudentT(1e-300, 0.1)).toBe(Number.NEGATIVE_INFINITY);
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantileStudentT(p, 4)).toThrow(RangeError);
  for (const freedom of [0, Number.NaN, 1e10]) expect(() => quantileStudentT(0.3, freedom)).toThrow(RangeError);
});
