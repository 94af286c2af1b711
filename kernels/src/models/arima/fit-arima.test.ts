import { describe, expect, it } from 'vitest';
import type { ArimaOrder } from '../fit.ts';
import { apply, fittedValues, forecast } from '../forecast.ts';
import { drift, naive } from '../random-walk.ts';
import { normals, prices } from '../testing/random-series.ts';
import { fitArima } from './fit-arima.ts';

/** ARMA(1,1) from its definition, started long before. */
function arma11(seed: number, n: number, ar: number, ma: number, mean: number): number[] {
  const normal = normals(seed);
  let value = 0;
  let before = 0;
  const all = Array.from({ length: n + 500 }, () => {
    const shock = normal();
    value = ar * value + shock + ma * before;
    before = shock;
    return mean + value;
  });
  return all.slice(500);
}

describe('fitArima', () => {
  it('recovers the parameters of a long simulated series', () => {
    const fit = fitArima(arma11(3, 20000, 0.7, 0.4, 5), { order: [1, 0, 1] });
    expect(fit.ar[0]).toBeCloseTo(0.7, 1);
    expect(Math.abs(fit.ar[0]! - 0.7)).toBeLessThan(0.03);
    expect(Math.abs(fit.ma[0]! - 0.4)).toBeLessThan(0.03);
    expect(Math.abs(fit.constant - 5)).toBeLessThan(0.15);
    expect(Math.abs(fit.sigma2 - 1)).toBeLessThan(0.03);
  });

  it('is the naive model as (0,1,0) and drift as (0,1,0) with a constant', () => {
    const y = prices(4, 90);
    for (const [plain, order] of [
      [naive(y), fitArima(y, { order: [0, 1, 0] })],
      [drift(y), fitArima(y, { order: [0, 1, 0], constant: true })],
    ] as const) {
      expect(Math.abs(order.logLikelihood - plain.logLikelihood)).toBeLessThan(1e-9);
      expect(Math.abs(order.aicc - plain.aicc)).toBeLessThan(1e-9);
      expect(Math.abs(forecast(order, 3).mean[2]! - forecast(plain, 3).mean[2]!)).toBeLessThan(1e-9);
    }
  });

  it('names the model and its parameters, the constant only when it is estimated', () => {
    const y = prices(4, 90);
    expect(fitArima(y, { order: [2, 1, 1] }).name).toBe('arima(2,1,1)');
    expect(fitArima(y, { order: [1, 0, 0] }).name).toBe('arima(1,0,0)+c');
    expect(Object.keys(fitArima(y, { order: [2, 1, 1], constant: true }).parameters)).toEqual([
      'ar1',
      'ar2',
      'ma1',
      'constant',
    ]);
    expect(fitArima(y, { order: [2, 1, 1] }).constant).toBe(0);
    expect(fitArima(y, { order: [1, 0, 0] }).nobs).toBe(90);
    expect(fitArima(y, { order: [1, 2, 0] }).nobs).toBe(88);
  });

  it('shifts the log-likelihood by nobs log(unit) and nothing else when y changes its unit, 1e-150 to 1e150', () => {
    const y = prices(7, 200);
    const plain = fitArima(y, { order: [2, 1, 1] });
    for (const unit of [1e-150, 1e-8, 3, 1e4, 1e150]) {
      const scaled = fitArima(
        y.map(value => value * unit),
        { order: [2, 1, 1] },
      );
      expect(Math.abs(scaled.logLikelihood + 199 * Math.log(unit) - plain.logLikelihood)).toBeLessThan(1e-8);
      scaled.ar.forEach((value, i) => {
        expect(Math.abs(value - plain.ar[i]!)).toBeLessThan(1e-6);
      });
    }
    const doubled = fitArima(
      y.map(value => value * 2 ** 40),
      { order: [2, 1, 1] },
    );
    expect(doubled.partials).toStrictEqual(plain.partials);
  });

  it('does not notice the level of a differenced series', () => {
    const y = prices(7, 200);
    const plain = fitArima(y, { order: [1, 1, 1] });
    const high = fitArima(
      y.map(value => value + 2 ** 20),
      { order: [1, 1, 1] },
    );
    expect(Math.abs(high.logLikelihood - plain.logLikelihood)).toBeLessThan(1e-6);
  });

  it('never ends lower with many starts than with one, nor higher with admissible roots than without', () => {
    for (const order of [
      [1, 1, 1],
      [2, 1, 2],
      [1, 0, 2],
      [3, 1, 1],
    ] as ArimaOrder[]) {
      for (const seed of [1, 2, 3]) {
        const y = prices(seed, 150);
        const multi = fitArima(y, { order });
        expect(multi.logLikelihood).toBeGreaterThanOrEqual(
          fitArima(y, { order, start: 'single' }).logLikelihood - 1e-7,
        );
        const admissible = fitArima(y, { order, admissible: true });
        expect(admissible.logLikelihood).toBeLessThanOrEqual(multi.logLikelihood + 1e-2);
        expect(leastModulus(admissible.ar.map(value => -value))).toBeGreaterThan(1.01 - 1e-9);
        expect(leastModulus(admissible.ma)).toBeGreaterThan(1.01 - 1e-9);
      }
    }
  });

  it('puts the MA root of an over-differenced series on the unit circle, or at 1.01 when asked', () => {
    const y = Array.from({ length: 300 }, normals(5));
    const over = fitArima(y, { order: [0, 1, 1] });
    expect(over.ma[0]).toBeLessThan(-0.99);
    expect(over.ma[0]).toBeGreaterThan(-1);
    expect(forecast(over, 3).mean.every(Number.isFinite)).toBe(true);
    const kept = fitArima(y, { order: [0, 1, 1], admissible: true });
    expect(kept.ma[0]).toBeGreaterThanOrEqual(-1 / 1.01);
  });

  it('fits a level next to a unit root', () => {
    const fit = fitArima(prices(12, 1500).map(Math.log), { order: [1, 0, 0] });
    expect(fit.ar[0]).toBeGreaterThan(0.9);
    expect(fit.ar[0]).toBeLessThan(1);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
  });

  it('fits white noise with roots that may cancel', () => {
    const fit = fitArima(Array.from({ length: 400 }, normals(21)), { order: [2, 0, 2] });
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    expect(fit.logLikelihood).toBeGreaterThan(
      fitArima(Array.from({ length: 400 }, normals(21)), { order: [0, 0, 0] }).logLikelihood - 1e-9,
    );
  });

  it('has an infinite AICc where the values are too few for it, never one that looks good', () => {
    expect(fitArima([1, 2.5, 2], { order: [1, 0, 0] }).aicc).toBe(Number.POSITIVE_INFINITY);
    expect(fitArima([1, 2.5, 2, 3, 1, 2], { order: [1, 0, 0] }).aicc).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it.each([
    [{ order: [1, 1] }, 'order must be [p, d, q]'],
    [{ order: [-1, 0, 0] }, 'p in order'],
    [{ order: [0, 3, 0] }, 'd in order'],
    [{ order: [0, 0, 0.5] }, 'q in order'],
    [{ order: [21, 0, 0] }, 'p in order'],
    [{ order: [1, 2, 0], constant: true }, 'constant must be false for d = 2'],
    [{ order: [1, 0, 0], start: 'many' }, 'start must be multi, single'],
  ])('refuses %j', (options, message) => {
    const fit = () => fitArima(prices(1, 60), options as unknown as Parameters<typeof fitArima>[1]);
    expect(fit).toThrow(RangeError);
    expect(fit).toThrow(message);
  });

  it('refuses rounding noise around an exact trend instead of fitting it', () => {
    const trend = Array.from({ length: 200 }, (_, t) => 50 + 0.1 * t);
    expect(() => fitArima(trend, { order: [1, 1, 1] })).toThrow('no autocorrelation can be estimated');
    expect(fitArima(trend, { order: [0, 1, 0], constant: true }).sigma2).toBe(0);
  });

  it('forgets the presample in the fitted values: each is the exact conditional mean', () => {
    const y = arma11(9, 40, 0.6, 0.9, 2);
    const fit = fitArima(y, { order: [1, 0, 1] });
    const fitted = fittedValues(fit, y);
    for (let t = 1; t < 12; t++) {
      expect(
        Math.abs(
          fitted[t]! -
            conditional(
              fit.ar[0]!,
              fit.ma[0]!,
              y.slice(0, t).map(value => value - fit.constant),
              1,
            ).mean -
            fit.constant,
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it('has the exact conditional variance from ten values as well', () => {
    const y = arma11(9, 300, 0.6, 0.97, 2);
    const fit = fitArima(y, { order: [1, 0, 1] });
    const short = apply(fit, y.slice(0, 6));
    const { mean, variance } = forecast(short, 4);
    for (let h = 1; h <= 4; h++) {
      const exact = conditional(
        fit.ar[0]!,
        fit.ma[0]!,
        y.slice(0, 6).map(value => value - fit.constant),
        h,
      );
      expect(Math.abs(mean[h - 1]! - fit.constant - exact.mean)).toBeLessThan(1e-9);
      expect(Math.abs(variance[h - 1]! / fit.sigma2 - exact.variance)).toBeLessThan(1e-9);
    }
  });
});

/** Mean and variance of the h-th value after `w`, by solving with the covariance matrix of an ARMA(1,1). */
function conditional(ar: number, ma: number, w: number[], h: number): { mean: number; variance: number } {
  const gamma = (k: number): number => {
    const zero = (1 + 2 * ar * ma + ma * ma) / (1 - ar * ar);
    return k === 0 ? zero : ar ** (k - 1) * (ar * zero + ma);
  };
  const n = w.length;
  const rows = w.map((value, i) => [...w.map((_, j) => gamma(Math.abs(i - j))), value, gamma(n - 1 - i + h)]);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / rows[k]![k]!;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!);
    }
  }
  let mean = 0;
  let variance = gamma(0);
  for (let i = 0; i < n; i++) {
    const cross = gamma(n - 1 - i + h);
    mean += (cross * rows[i]![n]!) / rows[i]![i]!;
    variance -= (cross * rows[i]![n + 1]!) / rows[i]![i]!;
  }
  return { mean, variance };
}

/** Least root modulus of 1 + c1 z + ...: 1 over the largest root of the reversed polynomial, by Durand-Kerner. */
function leastModulus(coefficients: readonly number[]): number {
  const degree = coefficients.length;
  type Complex = [number, number];
  const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
  const over = (a: Complex, [c, d]: Complex): Complex => {
    const size = c * c + d * d;
    return times(a, [c / size, -d / size]);
  };
  let roots: Complex[] = coefficients.map((_, i) => [0.7 * Math.cos(1 + 2 * i), 0.7 * Math.sin(1 + 2 * i)]);
  for (let step = 0; step < 500; step++) {
    roots = roots.map((root, i) => {
      let value: Complex = [1, 0];
      for (const coefficient of coefficients) value = [times(value, root)[0] + coefficient, times(value, root)[1]];
      const rest = roots.reduce<Complex>(
        (all, other, j) => (j === i ? all : times(all, [root[0] - other[0], root[1] - other[1]])),
        [1, 0],
      );
      const change = over(value, rest);
      return [root[0] - change[0], root[1] - change[1]];
    });
  }
  return degree === 0 ? Number.POSITIVE_INFINITY : 1 / Math.max(...roots.map(([a, b]) => Math.hypot(a, b)));
}
