import { expect, it } from 'vitest';
import { fitDamped, fitHolt } from './ets/holt.ts';
import { fittedValues, forecast } from './forecast.ts';
import { naive } from './random-walk.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { prices } from './testing/random-series.ts';

it('repeats the last season, with a variance that grows by the season', () => {
  const fit = seasonalNaive([1, 5, 2, 7, 4, 3], { period: 3 });
  expect(fit.sigma2).toBeCloseTo((36 + 1 + 1) / 3, 12);
  const { mean, variance } = forecast(fit, 7);
  expect(Array.from(mean)).toEqual([7, 4, 3, 7, 4, 3, 7]);
  expect(Array.from(variance, value => Math.round(value / fit.sigma2))).toEqual([1, 1, 1, 2, 2, 2, 3]);
  expect(Array.from(fittedValues(fit, [1, 5, 2, 7]))).toEqual([Number.NaN, Number.NaN, Number.NaN, 1]);
});

it('is the random walk for a period of 1', () => {
  const y = prices(3, 50);
  const { mean, variance } = forecast(seasonalNaive(y, { period: 1 }), 4);
  const walk = forecast(naive(y), 4);
  expect(mean).toEqual(walk.mean);
  expect(variance).toEqual(walk.variance);
});

it.each([0, -1, 1.5, Number.NaN])('refuses a period of %d', period => {
  expect(() => seasonalNaive(prices(3, 50), { period })).toThrow(RangeError);
});

it('names Holt and the damped trend by their models', () => {
  const y = prices(3, 50);
  expect(fitHolt(y).name).toBe('ets(A,A,N)');
  expect(fitDamped(y).name).toBe('ets(A,Ad,N)');
});
