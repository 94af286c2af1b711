import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { studentT } from './student-t.ts';

type Case = { readonly t: number; readonly freedom: number; readonly cdf: number };
const golden = new URL('../../golden/inference/distributions.json', import.meta.url);
const cases = (JSON.parse(readFileSync(golden, 'utf8')) as { t: readonly Case[] }).t;

it('agrees with 50-digit arithmetic to 1e-12, in the lower tail to 1e-10 of the value', () => {
  expect(cases.length).toBeGreaterThan(100);
  for (const { t, freedom, cdf } of cases) {
    const value = studentT(t, freedom);
    expect(Math.abs(value - cdf), `t ${t}, freedom ${freedom}`).toBeLessThan(Math.min(1e-12, 1e-10 * cdf + 1e-300));
  }
});

it.each([
  [12.706, 1, 0.975],
  [2.228, 10, 0.975],
  [1.697, 30, 0.95],
])('the tabulated quantile %d of %d degrees of freedom has %d below it', (t, freedom, p) => {
  expect(studentT(t, freedom)).toBeCloseTo(p, 4);
});

it('has its limits at the ends and where the square of t would overflow', () => {
  expect(studentT(Number.NEGATIVE_INFINITY, 3)).toBe(0);
  expect(studentT(Number.POSITIVE_INFINITY, 3)).toBe(1);
  expect(studentT(-1e200, 1) * Math.PI * 1e200).toBeCloseTo(1, 12);
});

it.each([
  [Number.NaN, 3],
  [1, 0],
  [1, Number.NaN],
  [1, Number.POSITIVE_INFINITY],
])('refuses t = %d with %d degrees of freedom', (t, freedom) => {
  expect(() => studentT(t, freedom)).toThrow(RangeError);
});
