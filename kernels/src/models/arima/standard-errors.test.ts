import { describe, expect, it } from 'vitest';
import { normals, prices } from '../testing/random-series.ts';
import { fitArima } from './fit-arima.ts';
import { arimaFromParameters } from './parameters.ts';
import { standardErrors } from './standard-errors.ts';

const Y = prices(3, 400);

describe('standardErrors', () => {
  it('is sigma / sqrt(n) for a drift alone, and close to the asymptotic value for an MA(1)', () => {
    const drift = fitArima(Y, { order: [0, 1, 0], constant: true });
    const { errors, covariance } = standardErrors(drift, Y);
    expect(Math.abs(errors['constant']! / Math.sqrt(drift.sigma2 / 399) - 1)).toBeLessThan(1e-12);
    expect(covariance).toHaveLength(1);
    const fit = fitArima(Y, { order: [0, 1, 1] });
    const asymptotic = Math.sqrt((1 - fit.ma[0]! ** 2) / fit.nobs);
    expect(Math.abs(standardErrors(fit, Y).errors['ma1']! / asymptotic - 1)).toBeLessThan(0.05);
  });

  it('covers the true parameter in about 95 of 100 simulations', () => {
    let inside = 0;
    for (let seed = 0; seed < 200; seed++) {
      const normal = normals(300 + seed);
      let value = 0;
      const y = Array.from({ length: 350 }, () => (value = 0.6 * value + normal())).slice(50);
      const fit = fitArima(y, { order: [1, 0, 0], start: 'single' });
      if (Math.abs(fit.ar[0]! - 0.6) < 1.96 * standardErrors(fit, y).errors['ar1']!) inside++;
    }
    expect(inside).toBeGreaterThan(180);
    expect(inside).toBeLessThan(198);
  });

  it('does not notice the unit, save for the constant', () => {
    const plain = standardErrors(fitArima(Y, { order: [1, 1, 1], constant: true }), Y);
    for (const unit of [2 ** 40, 1e-150, 1e150]) {
      const y = Y.map(value => value * unit);
      const scaled = standardErrors(fitArima(y, { order: [1, 1, 1], constant: true }), y);
      for (const name of ['ar1', 'ma1'])
        expect(Math.abs(scaled.errors[name]! / plain.errors[name]! - 1)).toBeLessThan(1e-5);
      expect(Math.abs(scaled.errors['constant']! / unit / plain.errors['constant']! - 1)).toBeLessThan(1e-5);
    }
  });

  it('is NaN where there is no interior maximum, never a number that looks good', () => {
    const noise = Array.from({ length: 300 }, normals(5));
    const over = fitArima(noise, { order: [0, 1, 1] });
    expect(standardErrors(over, noise).errors['ma1']).toBeNaN();
    const held = fitArima(noise, { order: [0, 1, 1], admissible: true });
    expect(standardErrors(held, noise).errors['ma1']).toBeNaN();
    const given = { ...over, ...arimaFromParameters({ order: [0, 1, 1], ma: [-0.5], sigma2: 1 }) };
    expect(() => standardErrors({ ...given, nobs: over.nobs }, noise)).toThrow('y must be the series that was fitted');
  });

  it('is 0 for a series that the model fits without error, and empty without parameters', () => {
    const trend = Array.from({ length: 20 }, (_, t) => 2 * t);
    const exact = fitArima(trend, { order: [0, 1, 0], constant: true });
    expect(standardErrors(exact, trend).errors).toEqual({ constant: 0 });
    expect(standardErrors(fitArima(Y, { order: [0, 1, 0] }), Y)).toEqual({
      names: [],
      errors: {},
      covariance: new Float64Array(0),
    });
  });

  it('refuses another series than the one that was fitted', () => {
    const fit = fitArima(Y, { order: [1, 1, 0] });
    expect(() => standardErrors(fit, Y.slice(1))).toThrow('y must be the 400 values that were fitted, got 399');
    expect(() => standardErrors(fit, Y.with(9, 100))).toThrow('y must be the series that was fitted');
    expect(() => standardErrors(fit, Y, { data: Float64Array.from(Y), columns: 1 })).toThrow('xreg must be given');
  });
});
