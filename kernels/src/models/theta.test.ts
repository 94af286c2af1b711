import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fittedValues, forecast, update } from './forecast.ts';
import { fromJSON, toJSON } from './json.ts';
import { fitSes } from './ses.ts';
import { prices } from './testing/random-series.ts';
import { fitTheta } from './theta.ts';

type Case = { id: string; y: number[]; theta: { forecast5: number[]; lower95: number[]; drift: number } };
const path = new URL('../../golden/ets-theta.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };

describe('fitTheta against thetaf of R', () => {
  it.each(cases)('$id', ({ y, theta }) => {
    const fit = fitTheta(y);
    expect(Math.abs(fit.slope / theta.drift - 1)).toBeLessThan(1e-9);
    const { mean, variance } = forecast(fit, 5);
    mean.forEach((value, h) => {
      expect(Math.abs(value / theta.forecast5[h]! - 1)).toBeLessThan(1e-5);
      const deviation = (theta.forecast5[h]! - theta.lower95[h]!) / 1.959963984540054;
      // R divides the squares by n - 2, this library by n.
      const ours = Math.sqrt((variance[h]! * y.length) / (y.length - 2));
      expect(Math.abs(ours / deviation - 1)).toBeLessThan(2e-4);
    });
  });
});

it('is the mean of the theta lines 0 and 2: half the regression line, half the smoothed line of double curvature', () => {
  const y = prices(8, 60);
  const { alpha, slope, initialLevel } = fitTheta(y);
  const n = y.length;
  const intercept = y.reduce((sum, value, t) => sum + value - 2 * slope * t, 0) / n;
  const line = (t: number) => intercept + 2 * slope * t;
  // The start of theta line 2 that corresponds to the level estimated for y itself.
  const start = 2 * initialLevel - line(0);
  const two = y.reduce((level, value, t) => level + alpha * (2 * value - line(t) - level), start);
  forecast(fitTheta(y), 4).mean.forEach((value, h) => {
    expect(Math.abs(value - (two + line(n + h)) / 2)).toBeLessThan(1e-9);
  });
});

it('has the half slope of a noisy line, and between forecasts too', () => {
  const y = prices(9, 300).map((value, t) => value + 4 * t);
  const fit = fitTheta(y);
  expect(Math.abs(fit.slope - 2)).toBeLessThan(0.2);
  const { mean } = forecast(fit, 3);
  expect(Math.abs(mean[2]! - mean[0]! - 2 * fit.slope)).toBeLessThan(1e-9);
});

it('keeps the slope and the smoothing of the fit over new values', () => {
  const y = prices(10, 80);
  const fit = fitTheta(y);
  const after = update(fit, [101, 99]);
  expect(after.slope).toBe(fit.slope);
  expect(after.state.level).toBe(update(fitSes(y), [101, 99]).state.level);
  expect(fittedValues(fit, y)[40]! - fittedValues(fitSes(y), y)[40]!).toBeCloseTo(fit.slope / fit.alpha, 6);
});

it('refuses JSON whose alpha is 0', () => {
  expect(() => fromJSON({ ...toJSON(fitTheta(prices(8, 60))), alpha: 0 })).toThrow(
    'json.alpha must be a finite number from 0.0001 to 1, got 0',
  );
});
