import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normals } from '../testing/random-series.ts';
import { garchVariances, updateGarch } from './filter.ts';
import { fitGarch, type GarchOptions } from './fit-garch.ts';
import { forecastVariance } from './forecast-variance.ts';
import { halfGamma } from './half-gamma.ts';
import { garchFromJSON, garchToJSON } from './json.ts';
import { minusLogLikelihood } from './likelihood.ts';
import { simulateGarch } from './testing/simulate-garch.ts';

type Coefficients = { mu: number; omega: number; alpha1: number; beta1: number; shape?: number };
type Peer = { coef: Coefficients; loglik: number };
type Case = { data: number[]; fGarch: Peer & { sigma_forecast5: number[] }; fGarch_t: Peer };
const path = new URL('../../../golden/garch.json', import.meta.url);
const golden = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Case>;
const cases = Object.entries(golden).map(([id, each]) => ({ id, ...each }));
const simulated = simulateGarch(4, 1200, { omega: 0.05, alpha: 0.1, beta: 0.85, degrees: 6 });
const KINDS: GarchOptions[] = [{}, { distribution: 't' }, { asymmetry: true }, { distribution: 't', asymmetry: true }];

describe('fitGarch against garchFit of fGarch', () => {
  it.each(cases)('$id, normal and t', ({ data, fGarch, fGarch_t }) => {
    for (const [fit, peer] of [
      [fitGarch(data), fGarch],
      [fitGarch(data, { distribution: 't' }), fGarch_t],
    ] as const) {
      expect(fit.logLikelihood - peer.loglik).toBeGreaterThan(-1e-5);
      expect(fit.logLikelihood - peer.loglik).toBeLessThan(1e-4);
      for (const [name, value] of Object.entries(peer.coef)) {
        expect(Math.abs(fit[name as 'mu'] - value), name).toBeLessThan(1e-4);
      }
    }
    forecastVariance(fitGarch(data), 5).forEach((variance, h) => {
      expect(Math.abs(Math.sqrt(variance) / fGarch.sigma_forecast5[h]! - 1)).toBeLessThan(1e-5);
    });
  });

  it('finds the published optimum of dem2gbp', () => {
    const { mu, omega, alpha1, beta1 } = fitGarch(golden.dem2gbp!.data);
    const published = [-0.00619041, 0.0107613, 0.153134, 0.805974];
    [mu, omega, alpha1, beta1].forEach((value, i) => {
      expect(Math.abs(value - published[i]!)).toBeLessThan(1e-6);
    });
  });
});

describe.each(KINDS)('%o', options => {
  const fit = fitGarch(simulated, options);

  it('is never below the model it contains', () => {
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(fitGarch(simulated).logLikelihood - 1e-8);
  });

  it('updates value by value to the same bits as at once, and goes on where the fit ended', () => {
    const more = simulateGarch(5, 50, { omega: 0.05, alpha: 0.1, beta: 0.85, degrees: 6 });
    const once = updateGarch(fit, more);
    expect(more.reduce((each, value) => updateGarch(each, [value]), fit)).toEqual(once);
    const variances = garchVariances(fit, [...simulated, ...more, 0]);
    expect(variances[simulated.length]).toBe(fit.state.variance);
    expect(variances.at(-1)).toBe(once.state.variance);
    expect(once.state.observed).toBe(1250);
  });

  it('never looks ahead', () => {
    const changed = [...simulated.slice(0, 600), 40, ...simulated.slice(601)];
    const [a, b] = [garchVariances(fit, simulated), garchVariances(fit, changed)];
    expect(a.slice(0, 601)).toEqual(b.slice(0, 601));
    expect(b[601]).toBeGreaterThan(a[601]!);
  });

  it('comes back from JSON with the same bits', () => {
    const text = JSON.stringify(garchToJSON(fit));
    expect(garchFromJSON(JSON.parse(text))).toEqual(fit);
    for (const [field, damage] of [
      ['kind', 'ses'],
      ['omega', -1],
      ['shape', 1],
      ['distribution', 'cauchy'],
      ['beta1', 1.5],
      ['state', 3],
    ] as const) {
      expect(() => garchFromJSON({ ...JSON.parse(text), [field]: damage }), field).toThrow(RangeError);
    }
  });

  it('has the same bits times a power of two, and the same fit at any scale', () => {
    const far = fitGarch(
      simulated.map(value => value * 2 ** 300),
      options,
    );
    expect(far.alpha1).toBe(fit.alpha1);
    expect(far.state.variance).toBe(fit.state.variance * 2 ** 600);
    for (const unit of [1e-150, 1e-4, 1e150]) {
      const scaled = fitGarch(
        simulated.map(value => value * unit),
        options,
      );
      expect(Math.abs(scaled.beta1 - fit.beta1)).toBeLessThan(1e-5);
      expect(Math.abs(scaled.mu / unit - fit.mu)).toBeLessThan(1e-5);
      expect(Math.abs(scaled.logLikelihood + 1200 * Math.log(unit) - fit.logLikelihood)).toBeLessThan(1e-6);
    }
  });

  it('has the gradient that differences show', () => {
    const shape = { asymmetry: options.asymmetry === true, t: options.distribution === 't', zeroMean: false };
    const y = Float64Array.from(simulated.slice(0, 300));
    const mean = y.reduce((sum, value) => sum + value, 0) / 300;
    const centred = y.map(value => value - mean);
    const objective = minusLogLikelihood(centred, centred.reduce((sum, value) => sum + value ** 2, 0) / 300, shape);
    const x = Float64Array.from([0.13, -2, 1.5, -2, -1.4, 1.1].slice(0, 4 + Number(shape.asymmetry) + Number(shape.t)));
    const gradient = new Float64Array(x.length);
    objective.value(x);
    objective.gradientInto(gradient);
    gradient.forEach((slope, i) => {
      const at = (step: number) => objective.value(x.map((value, j) => (i === j ? value + step : value)));
      const measured = (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
      expect(Math.abs(measured - slope), `coordinate ${i}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
    });
  });
});

it('recovers the parameters that made a long series', () => {
  const long = simulateGarch(8, 20_000, { omega: 0.05, alpha: 0.1, beta: 0.85, degrees: 6 });
  const fit = fitGarch(long, { distribution: 't' });
  expect(Math.abs(fit.alpha1 - 0.1)).toBeLessThan(0.02);
  expect(Math.abs(fit.beta1 - 0.85)).toBeLessThan(0.02);
  expect(Math.abs(fit.shape - 6)).toBeLessThan(0.6);
  const gjr = fitGarch(long, { asymmetry: true });
  expect(Math.abs(gjr.gamma1)).toBeLessThan(0.03);
});

it('finds that falls raise the variance more than rises', () => {
  const fit = fitGarch(golden.SPX_5000_ret_pct!.data, { asymmetry: true });
  expect(fit.gamma1).toBeGreaterThan(0.15);
  expect(updateGarch(fit, [-3]).state.variance).toBeGreaterThan(updateGarch(fit, [3]).state.variance + 1);
  expect(fit.name).toBe('gjr-garch(1,1)');
});

it('takes noise without volatility clusters for what it is', () => {
  const noise = Array.from({ length: 2000 }, normals(3));
  const fit = fitGarch(noise, { distribution: 't' });
  const last = forecastVariance(fit, 3).at(-1)!;
  expect(Math.abs(last - 1)).toBeLessThan(0.1);
  expect(fit.shape).toBeGreaterThan(30);
});

it('forecasts towards the long-run variance', () => {
  const fit = fitGarch(simulated);
  const long = forecastVariance(fit, 2000).at(-1)!;
  expect(long).toBeCloseTo(fit.omega / (1 - fit.alpha1 - fit.beta1), 10);
});

it.each([
  ['ten values', [1, -2, 1.5, 0.3, -0.7, 0.2, 2.5, -1.1, 0.4, -0.2]],
  ['mostly zeros', Array.from({ length: 200 }, (_, t) => (t % 20 === 0 ? 1 : 0))],
  ['one jump', Array.from({ length: 100 }, (_, t) => (t === 50 ? 1 : 1e-6 * Math.sin(t)))],
  ['a far mean', Array.from({ length: 100 }, (_, t) => 1e6 + Math.sin(t * t))],
  ['alternation', Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 1 : -1))],
])('has a finite fit for %s', (_, returns) => {
  for (const options of KINDS) {
    const fit = fitGarch(returns, options);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    expect(fit.omega).toBeGreaterThan(0);
    expect(fit.state.variance).toBeGreaterThan(0);
  }
});

it.each([
  ['a constant', Array(50).fill(0.01), {}],
  ['nine values', [1, -2, 1.5, 0.3, -0.7, 0.2, 2.5, -1.1, 0.4], {}],
  ['NaN', [...simulated.slice(0, 20), Number.NaN], {}],
  ['squares beyond a double', simulated.map(value => value * 1e200), {}],
  ['an order', simulated, { p: 2 }],
  ['an order', simulated, { q: 0 }],
  ['a distribution', simulated, { distribution: 'cauchy' }],
  ['asymmetry', simulated, { asymmetry: 'yes' }],
])('refuses %s', (_, returns, options) => {
  expect(() => fitGarch(returns, options as GarchOptions)).toThrow(RangeError);
});

it('refuses what an update cannot take, and a horizon of 0', () => {
  const fit = fitGarch(simulated);
  expect(() => updateGarch(fit, [Number.NaN])).toThrow(RangeError);
  expect(() => updateGarch(fit, [1e200])).toThrow(RangeError);
  expect(() => forecastVariance(fit, 0)).toThrow(RangeError);
  expect(updateGarch(fit, [])).toEqual(fit);
});

it.each([
  [0.5, -0.5 * Math.log(Math.PI)],
  [1, Math.log(Math.sqrt(Math.PI) / 2)],
  [2, Math.log((3 * Math.sqrt(Math.PI)) / 4)],
  [1.5, Math.log(2 / Math.sqrt(Math.PI))],
  [1e9, 0.5 * Math.log(1e9) - 1 / 8e9],
])('knows log Gamma(x + 1/2) - log Gamma(x) at %d', (x, value) => {
  expect(halfGamma(x).log).toBeCloseTo(value, 13);
  const step = 1e-4 * x;
  const measured = (halfGamma(x + step).log - halfGamma(x - step).log) / (2 * step);
  expect(Math.abs(halfGamma(x).slope / measured - 1)).toBeLessThan(1e-7);
});
