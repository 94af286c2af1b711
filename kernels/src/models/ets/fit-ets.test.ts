import { describe, expect, it } from 'vitest';
import type { EtsModel } from '../fit.ts';
import { apply, fittedValues, forecast } from '../forecast.ts';
import { drift } from '../random-walk.ts';
import { fitSes } from '../ses.ts';
import { normals, prices } from '../testing/random-series.ts';
import { fitEts } from './fit-ets.ts';
import { derivatives, type EtsPoint, etsWork, evaluate } from './likelihood.ts';
import { ETS_MODELS, SPECIFICATIONS } from './specification.ts';

const trended = ETS_MODELS.filter(model => SPECIFICATIONS[model].trend !== 'N');
const additive = ETS_MODELS.filter(model => !SPECIFICATIONS[model].multiplicative);

describe.each(ETS_MODELS)('%s', model => {
  const { trend } = SPECIFICATIONS[model];
  const point: EtsPoint = {
    alpha: 0.4,
    beta: trend === 'N' ? 0 : 0.1,
    phi: trend === 'Ad' ? 0.9 : 1,
    level: 100.5,
    slope: trend === 'N' ? 0 : 0.3,
  };

  it('has the derivatives of its likelihood', () => {
    const work = etsWork(Float64Array.from(prices(3, 80)), SPECIFICATIONS[model]);
    evaluate(work, point);
    const exact = derivatives(work, point);
    (['alpha', 'level', 'beta', 'slope', 'phi'] as const).forEach((name, i) => {
      const at = (step: number) => evaluate(work, { ...point, [name]: point[name] + step });
      const numeric = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / 12e-4;
      expect(Math.abs(exact[i]! - numeric), name).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
    });
  });

  it('is at a maximum: no small step of any parameter within its region is better', () => {
    const y = Float64Array.from(prices(21, 150));
    const fit = fitEts(y, { model });
    const work = etsWork(y, SPECIFICATIONS[model]);
    const { alpha, beta, phi, initialLevel: level, initialSlope: slope } = fit;
    const best = evaluate(work, { alpha, beta, phi, level, slope });
    expect(Math.abs(best + fit.logLikelihood)).toBeLessThan(1e-8);
    const moves: Partial<EtsPoint>[] = [
      { alpha: alpha + 1e-3 },
      { alpha: alpha - 1e-3 },
      { level: level + 0.05 },
      { level: level - 0.05 },
    ];
    if (trend !== 'N')
      moves.push({ slope: slope + 0.05 }, { slope: slope - 0.05 }, { beta: beta + 1e-3 }, { beta: beta - 1e-3 });
    if (trend === 'Ad') moves.push({ phi: phi + 1e-3 }, { phi: phi - 1e-3 });
    for (const move of moves) {
      const moved = { alpha, beta, phi, level, slope, ...move };
      if (moved.alpha > 0.9999 || moved.beta > moved.alpha) continue;
      if (trend !== 'N' && moved.beta < 1e-4) continue;
      if (trend === 'Ad' && (moved.phi < 0.8 || moved.phi > 0.98)) continue;
      expect(evaluate(work, moved), JSON.stringify(move)).toBeGreaterThan(best);
    }
  });
});

it('chooses the lowest AICc of the six models', () => {
  for (const seed of [1, 2, 3]) {
    const y = prices(seed, 120);
    const least = Math.min(...ETS_MODELS.map(model => fitEts(y, { model }).aicc));
    expect(fitEts(y).aicc).toBe(least);
  }
});

it('agrees with fitSes, save the bound of alpha', () => {
  const y = prices(5, 90);
  const ses = fitSes(y);
  const fit = fitEts(y, { model: 'ANN' });
  expect(Math.abs(fit.logLikelihood - ses.logLikelihood)).toBeLessThan(1e-9);
  expect(Math.abs(fit.alpha - ses.alpha)).toBeLessThan(1e-6);
  expect(Math.abs(fit.initialLevel - ses.initialLevel)).toBeLessThan(1e-5);
});

it.each(additive)('%s ends at the states of the recursion from the estimated initial ones', model => {
  const y = prices(6, 60);
  const { alpha, beta, phi, initialLevel, initialSlope, state } = fitEts(y, { model });
  let [level, slope] = [initialLevel, initialSlope];
  for (const value of y) {
    const error = value - level - phi * slope;
    [level, slope] = [level + phi * slope + alpha * error, phi * slope + beta * error];
  }
  expect(Math.abs(level - state.level)).toBeLessThan(1e-6);
  expect(Math.abs(slope - state.slope)).toBeLessThan(1e-6);
});

it.each(['MAN', 'MAdN', 'MNN'] as const)('%s forgets where it started', model => {
  const y = prices(6, 600);
  const { alpha, initialLevel, initialSlope, phi, state } = fitEts(y, { model });
  const fit = { ...fitEts(y, { model }), beta: SPECIFICATIONS[model].trend === 'N' ? 0 : 0.1 };
  const { state: reached } = apply(fit, y);
  let [level, slope] = [initialLevel, initialSlope];
  for (const value of y) {
    const error = value - level - phi * slope;
    [level, slope] = [level + phi * slope + alpha * error, phi * slope + fit.beta * error];
  }
  expect(Math.abs(level - reached.level)).toBeLessThan(1e-8);
  expect(Math.abs(slope - reached.slope)).toBeLessThan(1e-8);
  expect(state.observed).toBe(600);
});

it.each(trended)('%s continues the first two values of another series in a line', model => {
  const fit = fitEts(prices(6, 60), { model });
  const after = apply(fit, [10, 12]);
  const { mean } = forecast(after, 2);
  expect(Math.abs(mean[0]! - (12 + 2 * fit.phi))).toBeLessThan(1e-12);
  expect(Array.from(fittedValues(fit, [10, 12])).every(Number.isNaN)).toBe(true);
});

it('states the variance of multiplicative errors that a simulation has', () => {
  const sigma = 0.2;
  const y = prices(6, 60);
  const base = fitEts(y, { model: 'MAN' });
  const fit = { ...base, sigma2: sigma ** 2, alpha: 0.7, beta: 0.2 };
  const state = { observed: 60, level: 100, slope: 2, uncertainty: [0, 0, 0] } as const;
  const { mean, variance } = forecast({ ...fit, state }, 4);
  const normal = normals(1);
  const ends = Array.from({ length: 200_000 }, () => {
    let [level, slope, value] = [100, 2, 0];
    for (let h = 0; h < 4; h++) {
      const prediction = level + slope;
      value = prediction * (1 + sigma * normal());
      [level, slope] = [prediction + 0.7 * (value - prediction), slope + 0.2 * (value - prediction)];
    }
    return value;
  });
  const average = ends.reduce((sum, value) => sum + value, 0) / ends.length;
  const squares = ends.reduce((sum, value) => sum + (value - average) ** 2, 0) / ends.length;
  expect(Math.abs(average / mean[3]! - 1)).toBeLessThan(0.005);
  expect(Math.abs(squares / variance[3]! - 1)).toBeLessThan(0.02);
});

it('takes the mean of white noise and the drift of a noisy line', () => {
  const normal = normals(4);
  const noise = Array.from({ length: 400 }, () => 10 + normal());
  expect(fitEts(noise, { model: 'ANN' }).alpha).toBeLessThan(0.05);
  const line = Array.from({ length: 400 }, (_, t) => 50 + 0.5 * t + normal());
  const fit = fitEts(line);
  expect(['AAN', 'MAN']).toContain(fit.model);
  const { mean } = forecast(fit, 100);
  expect(Math.abs((mean[99]! - mean[0]!) / 99 - 0.5)).toBeLessThan(0.02);
  expect(Math.abs(drift(line).slope - 0.5)).toBeLessThan(0.02);
});

describe('refusals', () => {
  it('takes multiplicative errors only of values above 0, and chooses among the others below', () => {
    const y = prices(2, 60).map(value => value - 100);
    const first = y.findIndex(value => value <= 0);
    expect(() => fitEts(y, { model: 'MNN' })).toThrow(`y[${first}] must be above 0`);
    expect(additive).toContain(fitEts(y).model);
  });

  it('leaves out the model whose predictions no start keeps above 0', () => {
    const y = [1e6, ...prices(1, 300)];
    expect(() => fitEts(y, { model: 'MAN' })).toThrow('no start of MAN keeps its predictions above 0');
    expect(fitEts(y).model).not.toBe('MAN');
  });

  it.each(['ann', 'ANA', 'constructor', '', null])('refuses the model %s', model => {
    const ask = () => fitEts(prices(2, 60), { model: model as EtsModel });
    expect(ask).toThrow('model must be one of ANN, MNN, AAN, MAN, AAdN, MAdN, ZZN');
  });
});
