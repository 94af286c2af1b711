import { describe, expect, it } from 'vitest';
import type { AdjustedFit } from '../fit.ts';
import { fittedValues, forecast } from '../forecast.ts';
import { fitSes } from '../ses.ts';
import { normals, prices } from '../testing/random-series.ts';
import { fitTheta } from '../theta.ts';
import { fitSeasonalTheta } from '../theta-seasonal.ts';
import { decompose, type SeasonType } from './decompose.ts';
import { fitAdjusted } from './fit-adjusted.ts';
import { isSeasonal } from './seasonality-test.ts';

const pattern = [1.2, 0.9, 0.7, 1.2];
const quarterly = prices(5, 120).map((value, t) => value * pattern[t % 4]!);

describe('decompose', () => {
  it('finds the pattern on a straight line exactly, additive', () => {
    const y = Array.from({ length: 23 }, (_, t) => 5 + 2 * t + [3, -1, -2][t % 3]!);
    const { indices, trend } = decompose(y, { period: 3, type: 'additive' });
    expect(Array.from(indices, value => Math.round(value * 1e9) / 1e9)).toEqual([3, -1, -2]);
    expect(trend[0]).toBeNaN();
    expect(trend[22]).toBeNaN();
    expect(trend[10]).toBeCloseTo(25, 12);
  });

  it('finds the pattern on a constant level exactly, multiplicative, with half weights for an even period', () => {
    const y = Array.from({ length: 12 }, (_, t) => 50 * pattern[t % 4]!);
    const { indices, trend } = decompose(y, { period: 4, type: 'multiplicative' });
    indices.forEach((value, at) => {
      expect(value).toBeCloseTo(pattern[at]!, 12);
    });
    expect(Array.from(trend).filter(Number.isNaN)).toHaveLength(4);
  });

  it('refuses what has no two periods, a value that is not above 0, and another type', () => {
    expect(() => decompose([1, 2, 3], { period: 2, type: 'additive' })).toThrow('y must hold at least 4 values, got 3');
    expect(() => decompose([1, 0, 3, 4], { period: 2, type: 'multiplicative' })).toThrow('y[1] must be above 0');
    expect(() => decompose([1, 2, 3, 4], { period: 1, type: 'additive' })).toThrow(RangeError);
    expect(() => decompose([1, 2, 3, 4], { period: 2, type: 'x' as SeasonType })).toThrow(
      'type must be multiplicative or additive, got x',
    );
  });
});

describe('isSeasonal', () => {
  it('sees a season, and none in a random walk, a trend or noise', () => {
    expect(isSeasonal(quarterly, { period: 4 })).toBe(true);
    expect(isSeasonal(quarterly, { period: 4, of: 'values' })).toBe(true);
    const normal = normals(6);
    const noise = Array.from({ length: 300 }, () => normal());
    expect(isSeasonal(noise, { period: 12 })).toBe(false);
  });

  it('keeps near its 10 % of false alarms on random walks', () => {
    const found = Array.from({ length: 300 }, (_, seed) => {
      const normal = normals(seed + 1);
      let level = 0;
      const walk = Array.from({ length: 200 }, () => (level += normal()));
      return isSeasonal(walk, { period: 12 });
    }).filter(Boolean).length;
    expect(found).toBeGreaterThan(12);
    expect(found).toBeLessThan(45);
  });

  it('says no for fewer than three periods and for a constant', () => {
    expect(isSeasonal(quarterly.slice(0, 11), { period: 4 })).toBe(false);
    expect(isSeasonal(new Array(40).fill(3), { period: 4 })).toBe(false);
    expect(() => isSeasonal(quarterly, { period: 1 })).toThrow(RangeError);
    expect(() => isSeasonal(quarterly, { period: 4, of: 'x' as 'values' })).toThrow('of must be values or changes');
  });
});

describe('fitAdjusted', () => {
  it('forecasts the adjusted series and gives the season back', () => {
    const fit = fitAdjusted(quarterly, fitSes, { period: 4 }) as AdjustedFit;
    expect(fit.kind).toBe('adjusted');
    const { indices } = decompose(quarterly, { period: 4, type: 'multiplicative' });
    const inner = fitSes(quarterly.map((value, t) => value / indices[t % 4]!));
    const expected = forecast(inner, 6);
    const { mean, variance } = forecast(fit, 6);
    mean.forEach((value, h) => {
      const index = indices[h % 4]!;
      expect(Math.abs(value / (expected.mean[h]! * index) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(variance[h]! / (expected.variance[h]! * index ** 2) - 1)).toBeLessThan(1e-12);
    });
    const logs = quarterly.reduce((sum, _, t) => sum + Math.log(indices[t % 4]!), 0);
    expect(fit.logLikelihood).toBeCloseTo(inner.logLikelihood - logs, 9);
    const fitted = fittedValues(fit, quarterly);
    expect(Math.abs(fitted[50]! / quarterly[50]! - 1)).toBeLessThan(0.1);
  });

  it('leaves a series as it is where the test finds no season, where there are too few periods', () => {
    const walk = prices(7, 120);
    expect(isSeasonal(walk, { period: 4 })).toBe(false);
    expect(fitAdjusted(walk, fitSes, { period: 4 })).toEqual(fitSes(walk));
    expect(fitAdjusted(quarterly.slice(0, 11), fitSes, { period: 4, test: false }).kind).toBe('ses');
    expect(fitAdjusted(walk, fitSes, { period: 4, test: false }).kind).toBe('adjusted');
  });

  it('refuses a multiplicative season of values that are not above 0, takes an additive one', () => {
    const low = quarterly.map(value => value - 100);
    expect(() => fitAdjusted(low, fitSes, { period: 4 })).toThrow('must be above 0 for a multiplicative season');
    expect(fitAdjusted(low, fitSes, { period: 4, type: 'additive' }).kind).toBe('adjusted');
  });
});

it('fits Theta as M4 did: adjusted where the values show a season, plain for period 1', () => {
  const fit = fitSeasonalTheta(quarterly, { period: 4 });
  expect(fit.name).toBe('theta adjusted(4)');
  expect(fitSeasonalTheta(quarterly, { period: 1 })).toEqual(fitTheta(quarterly));
});
