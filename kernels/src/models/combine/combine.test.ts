import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitEts } from '../ets/fit-ets.ts';
import type { Forecast } from '../fit.ts';
import { fittedValues, forecast } from '../forecast.ts';
import { drift, naive } from '../random-walk.ts';
import { seasonalNaive } from '../seasonal-naive.ts';
import { fitSes } from '../ses.ts';
import { normals, prices } from '../testing/random-series.ts';
import { combine } from './combine.ts';
import { fitCombination } from './fit-combination.ts';
import { inverseMseWeights, shrinkageWeight } from './weights.ts';

const of = (mean: number[], variance: number[]): Forecast => ({
  mean: Float64Array.from(mean),
  variance: Float64Array.from(variance),
});
const three = [of([10, 12], [1, 4]), of([14, 12], [9, 16]), of([90, 0], [4, 9])];
const lists = ({ mean, variance }: Forecast) => [Array.from(mean), Array.from(variance)];

describe('combine', () => {
  it('takes the mean of the means and the square of the mean standard deviation', () => {
    expect(lists(combine(three, { method: 'mean' }))).toEqual([
      [expect.closeTo(38, 12), expect.closeTo(8, 12)],
      [expect.closeTo(4, 12), expect.closeTo(9, 12)],
    ]);
  });

  it('takes the median, of an even number the middle of two', () => {
    expect(lists(combine(three, { method: 'median' }))).toEqual([
      [14, 12],
      [4, 9],
    ]);
    expect(lists(combine(three.slice(0, 2), { method: 'median' }))).toEqual([
      [12, 12],
      [4, 9],
    ]);
  });

  it('weighs by 1 / mse', () => {
    expect(lists(combine(three, { method: 'inverse-mse', mse: [1, 2, 4] }))).toEqual([
      [expect.closeTo((4 * 10 + 2 * 14 + 90) / 7, 12), expect.closeTo((4 * 12 + 2 * 12) / 7, 12)],
      [expect.closeTo(((4 + 6 + 2) / 7) ** 2, 12), expect.closeTo(((8 + 8 + 3) / 7) ** 2, 12)],
    ]);
    expect(Array.from(inverseMseWeights([0, 1, 0]))).toEqual([0.5, 0, 0.5]);
  });

  it('shrinks the mean of the forecasts to the random walk', () => {
    const randomWalk = of([8, 8], [1, 2]);
    const { mean } = combine(three.slice(0, 2), { method: 'shrinkage', weight: 0.25, randomWalk });
    expect(Array.from(mean)).toEqual([9, 9]);
  });

  it('stays within the forecasts that it combines', () => {
    const row = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 });
    const law = fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), rows => {
      const parts = rows.map(mean => of(mean, [1, 2, 3]));
      for (const method of ['mean', 'median'] as const) {
        combine(parts, { method }).mean.forEach((value, h) => {
          const each = rows.map(mean => mean[h]!);
          expect(value).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
        });
      }
    });
    fc.assert(law);
  });

  it.each([
    [() => combine([], { method: 'mean' }), 'forecasts must hold at least 1 forecast, got 0'],
    [
      () => combine([...three, of([1], [1])], { method: 'mean' }),
      'every forecast must have the horizon of the first, 2, got 1',
    ],
    [() => combine(three, { method: 'inverse-mse', mse: [1, 2] }), 'mse must hold one value per forecast, 3, got 2'],
    [() => combine(three, { method: 'weights', weights: [1, -1, 1] }), 'weights[1] must be 0 or more, got -1'],
    [() => combine(three, { method: 'weights', weights: [0, 0, 0] }), 'weights must have a sum above 0, got 0'],
    [
      () => combine(three, { method: 'shrinkage', weight: 2, randomWalk: three[0]! }),
      'weight must be within 0 to 1, got 2',
    ],
    [() => combine(three, { method: 'best' as 'mean' }), 'method must be one of mean, median'],
    [() => inverseMseWeights([1, -1]), 'mse[1] must be 0 or more, got -1'],
    [() => shrinkageWeight([1, 2], [1], [1, 2]), 'forecast must hold as many values as actual, 2, got 1'],
  ])('refuses %#', (act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe('shrinkageWeight', () => {
  const normal = normals(3);
  const rw = Array.from({ length: 4000 }, () => 0);
  const signal = rw.map(() => normal());
  const actual = signal.map(s => s + 2 * normal());

  it('is 1 for the conditional mean, and undoes an exaggeration', () => {
    expect(Math.abs(shrinkageWeight(actual, signal, rw) - 1)).toBeLessThan(0.1);
    const loud = signal.map(s => 4 * s);
    expect(Math.abs(shrinkageWeight(actual, loud, rw) - 0.25)).toBeLessThan(0.03);
  });

  it('is near 0 for noise, and 0 for a forecast that is the random walk or points the wrong way', () => {
    const noise = rw.map(() => normal());
    expect(shrinkageWeight(actual, noise, rw)).toBeLessThan(0.1);
    expect(shrinkageWeight(actual, rw, rw)).toBe(0);
    const wrong = signal.map(s => -s);
    expect(shrinkageWeight(actual, wrong, rw)).toBe(0);
  });

  it('has the least squared error of all weights', () => {
    const squares = (k: number) => actual.reduce((sum, y, t) => sum + (y - k * 3 * signal[t]!) ** 2, 0);
    const loud = signal.map(s => 3 * s);
    const best = shrinkageWeight(actual, loud, rw);
    for (const k of [best - 0.01, best + 0.01]) expect(squares(k)).toBeGreaterThan(squares(best));
  });
});

describe('fitCombination', () => {
  const y = prices(8, 160);
  const members = [fitSes, drift, fitEts];

  it('forecasts what combine makes of the members, and fits one-step likewise', () => {
    const parts = members.map(each => forecast(each(y), 4));
    for (const method of ['mean', 'median'] as const) {
      const fit = fitCombination(y, { members, method });
      const expected = combine(parts, { method });
      expect(lists(forecast(fit, 4))).toEqual(lists(expected));
      const rows = members.map(each => fittedValues(each(y), y)[100]!);
      const middle = rows.slice().sort((a, b) => a - b)[1]!;
      const mean = rows.reduce((sum, value) => sum + value / 3, 0);
      expect(Math.abs(fittedValues(fit, y)[100]! - (method === 'mean' ? mean : middle))).toBeLessThan(1e-10);
    }
  });

  it('weighs members by their one-step errors on the last 30 %, with refits on the way', () => {
    const { weights } = fitCombination(y, { members: [naive, fitSes], method: 'inverse-mse', refits: 48 });
    const mse = [naive, fitSes].map(fitMember => {
      const errors = y.slice(112).map((value, i) => value - forecast(fitMember(y.slice(0, 112 + i)), 1).mean[0]!);
      return errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    });
    expect(weights[0]! / weights[1]!).toBeCloseTo(mse[1]! / mse[0]!, 10);
  });

  it('shrinks to the random walk, its last member', () => {
    const fit = fitCombination(y, { members, method: 'shrinkage', firstOrigin: 80 });
    expect(fit.members.map(({ name }) => name).at(-1)).toBe('naive');
    const { weights } = fit;
    expect(weights).toHaveLength(4);
    expect(weights[0]).toBe(weights[1]);
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const { mean } = forecast(fit, 1);
    const parts = members.map(each => forecast(each(y), 1).mean[0]!);
    expect(mean[0]).toBeCloseTo(
      parts.reduce((sum, part) => sum + weights[0]! * part, weights[3]! * y.at(-1)!),
      9,
    );
  });

  it('gives all to the random walk when the members only add noise', () => {
    const normal = normals(5);
    const season = (values: ArrayLike<number>) => seasonalNaive(values, { period: 5 });
    let level = 0;
    const walk = Array.from({ length: 300 }, () => (level += normal()));
    const { weights } = fitCombination(walk, { members: [season], method: 'shrinkage' });
    expect(weights[1]).toBeGreaterThan(0.95);
  });

  it('refuses no member and a method that does not exist', () => {
    expect(() => fitCombination(y, { members: [], method: 'mean' })).toThrow(RangeError);
    expect(() => fitCombination(y, { members, method: 'best' as 'mean' })).toThrow(
      'method must be one of mean, median',
    );
  });
});
