import { describe, expect, it } from 'vitest';
import { fitArima } from '../arima/fit-arima.ts';
import { forecast, update } from '../forecast.ts';
import { updateGarch } from '../garch/filter.ts';
import { fitGarch } from '../garch/fit-garch.ts';
import { forecastVariance } from '../garch/forecast-variance.ts';
import { simulateGarch } from '../garch/testing/simulate-garch.ts';
import { naive } from '../random-walk.ts';
import { fitMeanVariance } from './fit-mean-variance.ts';

const LAW = { omega: 0.05, alpha: 0.15, beta: 0.8, degrees: 8 };
const returns = Array.from(simulateGarch(7, 1200, LAW));
const walk = returns.map(
  (
    (level: number) => (step: number) =>
      (level += step)
  )(100),
);

describe('fitMeanVariance', () => {
  it('gives the steps of a random walk the sums of the variances of its changes', () => {
    const fit = fitMeanVariance(walk, naive, { distribution: 't' });
    const changes = walk.slice(1).map((value, t) => value - walk[t]!);
    const steps = forecastVariance(fitGarch(changes, { distribution: 't', mean: 'zero' }), 6);
    const { mean, variance } = forecast(fit, 6);
    let sum = 0;
    steps.forEach((step, k) => {
      sum += step;
      expect(variance[k]! / sum).toBeCloseTo(1, 12);
    });
    expect(Array.from(mean)).toEqual(new Array(6).fill(walk.at(-1)));
    expect(fit.name).toBe('naive + garch(1,1)-t');
  });

  it('weights the steps of an ARIMA by its psi weights', () => {
    const fit = fitMeanVariance(walk, y => fitArima(y, { order: [1, 1, 1] }));
    const { ar1: phi = 0, ma1: theta = 0 } = fit.parameters;
    const steps = forecastVariance(fit.errors, 4);
    // psi of (1 + theta B) / ((1 - phi B)(1 - B)): running sums of the weights of the ARMA part.
    const arma = [1, phi + theta, (phi + theta) * phi, (phi + theta) * phi ** 2];
    const sums = arma.map((_, j) => arma.slice(0, j + 1).reduce((a, b) => a + b, 0));
    forecast(fit, 4).variance.forEach((value, k) => {
      const expected = sums.slice(0, k + 1).reduce((sum, weight, j) => sum + weight ** 2 * steps[k - j]!, 0);
      expect(value / expected).toBeCloseTo(1, 6);
    });
  });

  it('moves the variance with every new value', () => {
    const fit = fitMeanVariance(walk, naive);
    const calm = forecast(update(fit, [walk.at(-1)!]), 1).variance[0]!;
    const shaken = forecast(update(fit, [walk.at(-1)! + 10]), 1).variance[0]!;
    expect(shaken / calm).toBeGreaterThan(3);
    expect(shaken).toBe(forecastVariance(updateGarch(fit.errors, [10]), 1)[0]);
  });

  it('says how far the next five steps go better than a constant variance does', () => {
    const [from, horizon] = [700, 5];
    let [varying, constant, plain] = [fitMeanVariance(walk.slice(0, from), naive), naive(walk.slice(0, from)), 0];
    let score = 0;
    for (let t = from; t + horizon < walk.length; t++) {
      const error = walk[t - 1 + horizon]! - walk[t - 1]!;
      const loss = (variance: number) => Math.log(variance) + error ** 2 / variance;
      score += loss(forecast(varying, horizon).variance[horizon - 1]!);
      plain += loss(forecast(constant, horizon).variance[horizon - 1]!);
      varying = update(varying, [walk[t]!]);
      constant = update(constant, [walk[t]!]);
    }
    expect(score).toBeLessThan(plain);
  });

  it('refuses a series whose errors are all 0, and too few errors', () => {
    expect(() => fitMeanVariance(new Array(50).fill(3), naive)).toThrow(RangeError);
    expect(() => fitMeanVariance(walk.slice(0, 10), naive)).toThrow('y must hold at least 11 values, got 10');
  });
});

describe('fitGarch without a mean', () => {
  it('keeps mu at 0 and is no better than with one, by little where the mean is little', () => {
    const free = fitGarch(returns);
    const held = fitGarch(returns, { mean: 'zero' });
    expect(held.mu).toBe(0);
    expect(held.logLikelihood).toBeLessThanOrEqual(free.logLikelihood + 1e-6);
    expect(free.logLikelihood - held.logLikelihood).toBeLessThan(4);
    expect(held.aicc - free.aicc).toBeLessThan(2 * (free.logLikelihood - held.logLikelihood));
  });

  it('refuses another mean', () => {
    expect(() => fitGarch(returns, { mean: 'none' as 'zero' })).toThrow('mean must be constant or zero, got none');
  });
});
