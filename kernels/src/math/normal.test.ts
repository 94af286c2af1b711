import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cdfNormal, densityNormal } from './normal.ts';
import { quantileNormal } from './quantile-normal.ts';

type Case = { readonly z: number; readonly cdf: number };
const golden = new URL('../../golden/inference/distributions.json', import.meta.url);
const cases = (JSON.parse(readFileSync(golden, 'utf8')) as { normal: readonly Case[] }).normal;

it('agrees with 50-digit arithmetic to 14 digits, in the tail too', () => {
  expect(cases.length).toBeGreaterThan(15);
  for (const { z, cdf } of cases) expect(Math.abs(cdfNormal(z) / cdf - 1), `z ${z}`).toBeLessThan(2e-14);
});

it('is what quantileNormal undoes', () => {
  for (const p of [1e-200, 1e-9, 0.01, 0.3, 0.5, 0.9, 0.999])
    expect(cdfNormal(quantileNormal(p)) / p).toBeCloseTo(1, 11);
});

it('has its limits, and refuses NaN', () => {
  expect([cdfNormal(Number.NEGATIVE_INFINITY), cdfNormal(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  expect(densityNormal(0)).toBeCloseTo(0.3989422804014327, 16);
  expect(() => cdfNormal(Number.NaN)).toThrow(RangeError);
});
