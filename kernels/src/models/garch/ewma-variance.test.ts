import { expect, it } from 'vitest';
import { type EwmaVarianceState, ewmaVariance } from './ewma-variance.ts';

const returns = [0.01, -0.02, 0.005, 0, 0.013];

it('weighs squares by powers of lambda', () => {
  const volatility = ewmaVariance(0.94);
  expect(volatility.variance()).toBeNaN();
  const [first, second] = returns.map(each => volatility.push(each));
  expect(first).toBe(0.01 * 0.01);
  expect(second).toBeCloseTo(0.94 * 1e-4 + 0.06 * 4e-4, 18);
});

it('goes on from JSON with the same bits', () => {
  const whole = ewmaVariance(0.9);
  const expected = returns.map(each => whole.push(each));
  for (let cut = 0; cut <= returns.length; cut++) {
    const before = ewmaVariance(0.9);
    for (const each of returns.slice(0, cut)) before.push(each);
    const state = JSON.parse(JSON.stringify(before)) as EwmaVarianceState;
    const after = ewmaVariance(0.9, state);
    expect(returns.slice(cut).map(each => after.push(each))).toEqual(expected.slice(cut));
  }
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e200, null])('refuses %s and stays as it was', value => {
  const volatility = ewmaVariance(0.9);
  volatility.push(2);
  expect(() => volatility.push(value as number)).toThrow(RangeError);
  expect(volatility.variance()).toBe(4);
});

it.each([-0.1, 1, Number.NaN])('refuses lambda %d', lambda => {
  expect(() => ewmaVariance(lambda)).toThrow(RangeError);
});

it('refuses a state of another lambda or one that was damaged', () => {
  const state = ewmaVariance(0.9).toJSON();
  expect(() => ewmaVariance(0.94, state)).toThrow('lambda');
  expect(() => ewmaVariance(0.9, { ...state, kind: 'x' as 'ewma-variance' })).toThrow('kind');
  expect(() => ewmaVariance(0.9, { ...state, variance: Number.NaN })).toThrow('variance');
  expect(() => ewmaVariance(0.9, { ...state, observed: -1 })).toThrow('observed');
});
