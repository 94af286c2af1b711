import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fittedValues, forecast } from './forecast.ts';
import { fitSes } from './ses.ts';
import { prices } from './testing/random-series.ts';

type Case = {
  id: string;
  y: number[];
  ANN: { loglik: number; aicc: number; par: { alpha: number; l: number }; forecast5: number[] };
};
const path = new URL('../../golden/ets-theta.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };

describe('fitSes against ets(model = "ANN") of R', () => {
  it.each(cases)('$id', ({ y, ANN }) => {
    const fit = fitSes(y);
    const above = fit.logLikelihood - ANN.loglik;
    expect(above).toBeGreaterThan(-1e-6);
    expect(above).toBeLessThan(0.01);
    expect(Math.abs(fit.aicc + 2 * above - ANN.aicc)).toBeLessThan(1e-6);
    expect(Math.abs(fit.alpha - ANN.par.alpha)).toBeLessThan(1e-3);
    forecast(fit, 5).mean.forEach((value, h) => {
      expect(Math.abs(value / ANN.forecast5[h]! - 1)).toBeLessThan(1e-5);
    });
  });
});

/** Sum of squared errors of the recursion from a given initial level: the definition, without the filter. */
function squares(y: readonly number[], alpha: number, initial: number): number {
  let level = initial;
  let sum = 0;
  for (const value of y) {
    sum += (value - level) ** 2;
    level += alpha * (value - level);
  }
  return sum;
}

it('minimises the sum of squares over alpha and the initial level', () => {
  const y = prices(5, 90);
  const { alpha, initialLevel, sigma2 } = fitSes(y);
  const least = squares(y, alpha, initialLevel);
  expect(Math.abs(least / 90 / sigma2 - 1)).toBeLessThan(1e-12);
  for (const [a, l] of [
    [alpha + 1e-4, 0],
    [alpha - 1e-4, 0],
    [alpha, 0.01],
    [alpha, -0.01],
  ] as const) {
    expect(squares(y, a, initialLevel + l)).toBeGreaterThan(least);
  }
});

it('ends at the level of the recursion from the estimated initial level', () => {
  const y = prices(6, 60);
  const { alpha, initialLevel, state } = fitSes(y);
  const level = y.reduce((before, value) => before + alpha * (value - before), initialLevel);
  expect(Math.abs(level - state.level)).toBeLessThan(1e-10);
});

it('takes the running mean of white noise and the last value of a trend', () => {
  const noise = prices(9, 400).map((_, t) => 10 + Math.sin(t * t));
  expect(fitSes(noise).alpha).toBeLessThan(0.06);
  const trend = Array.from({ length: 50 }, (_, t) => 2 * t);
  expect(fitSes(trend).alpha).toBe(1);
  expect(Array.from(fittedValues(fitSes(trend), trend.slice(0, 4)))).toEqual([Number.NaN, 0, 2, 4]);
});

it('gives variances of 1 + (h - 1) alpha^2 times sigma2 once the level is known', () => {
  const fit = fitSes(prices(5, 500));
  forecast(fit, 4).variance.forEach((value, h) => {
    expect(Math.abs(value / fit.sigma2 - 1 - h * fit.alpha ** 2)).toBeLessThan(1e-12);
  });
});
