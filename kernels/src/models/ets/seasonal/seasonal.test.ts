import { describe, expect, it } from 'vitest';
import type { EtsModel, SeasonalEtsModel } from '../../fit.ts';
import { apply, forecast } from '../../forecast.ts';
import { normals, prices } from '../../testing/random-series.ts';
import { fitEts } from '../fit-ets.ts';
import { seasonalDerivatives } from './derivatives.ts';
import { fitSeasonalEts } from './fit-seasonal-ets.ts';
import { seasonalInformation } from './information.ts';
import { evaluateSeasonal, seasonalWork } from './likelihood.ts';
import { isAdmissible, placesOf, type SeasonalPoint } from './point.ts';
import { SEASONAL_MODELS, SEASONAL_SPECIFICATIONS } from './specification.ts';

const wave = (n: number, period: number, seed = 3): number[] =>
  prices(seed, n).map((value, t) => value * (1 + 0.2 * Math.sin((2 * Math.PI * t) / period)));

describe.each(SEASONAL_MODELS)('%s', model => {
  const specification = SEASONAL_SPECIFICATIONS[model];
  const { trend, season } = specification;
  const own = season === 'M' ? [1.1, 1.2, 0.8, 0.9] : [8, 15, -12, -11];
  const point: SeasonalPoint = {
    alpha: 0.4,
    beta: trend === 'N' ? 0 : 0.1,
    gamma: 0.2,
    phi: trend === 'Ad' ? 0.9 : 1,
    level: 100.5,
    slope: trend === 'N' ? 0 : 0.3,
    season: Float64Array.from(own),
  };
  const places = placesOf(specification, 4);
  const names = (['alpha', 'gamma', 'level', 'beta', 'slope', 'phi'] as const).filter(name => places[name] >= 0);
  const moved = (k: number, step: number): SeasonalPoint => {
    const name = names.find(each => places[each] === k);
    if (name) return { ...point, [name]: point[name] + step };
    const at = k - places.season;
    return { ...point, season: point.season.map((value, j) => value + (j === at ? step : j === 3 ? -step : 0)) };
  };

  it('has the derivatives of its likelihood', () => {
    const work = seasonalWork(Float64Array.from(wave(80, 4)), 4, specification);
    evaluateSeasonal(work, point);
    const exact = seasonalDerivatives(work, point);
    expect(exact).toHaveLength(places.count);
    exact.forEach((value, k) => {
      const at = (step: number) => evaluateSeasonal(work, moved(k, step));
      const numeric = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / 12e-4;
      expect(Math.abs(value - numeric), `parameter ${k}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
    });
  });

  it('has the first-order products of its errors', () => {
    const y = Float64Array.from(wave(60, 4));
    const work = seasonalWork(y, 4, specification);
    const errors = (at: SeasonalPoint) => {
      evaluateSeasonal(work, at);
      return y.map(
        (value, t) => (value - work.predictions[t]!) / (specification.multiplicative ? work.predictions[t]! : 1),
      );
    };
    const rows = Array.from({ length: places.count }, (_, k) => {
      const [up, down] = [errors(moved(k, 1e-5)), errors(moved(k, -1e-5))];
      return up.map((value, t) => (value - down[t]!) / 2e-5);
    });
    const { products } = seasonalInformation(work, point);
    rows.forEach((row, i) => {
      rows.forEach((column, j) => {
        const numeric = row.reduce((sum, value, t) => sum + value * column[t]!, 0);
        const size = Math.sqrt(products[i * places.count + i]! * products[j * places.count + j]!);
        expect(Math.abs(products[i * places.count + j]! - numeric)).toBeLessThan(1e-5 * size);
      });
    });
  });

  it('states the mean and the variance that a simulation has', () => {
    const base = fitSeasonalEts(wave(60, 4), model, 4)!;
    const sigma = specification.multiplicative ? 0.1 : 5;
    const state = { observed: 60, level: 100, slope: trend === 'N' ? 0 : 2, season: own };
    const beta = trend === 'N' ? 0 : 0.2;
    const fit = { ...base, sigma2: sigma ** 2, alpha: 0.5, beta, gamma: 0.3, phi: point.phi, state };
    const { mean, variance } = forecast(fit, 7);
    const normal = normals(1);
    const runs = 60_000;
    const ends = Array.from({ length: runs }, () => {
      const s = [...own];
      let [level, slope, value] = [100, state.slope, 0];
      for (let h = 0; h < 7; h++) {
        const q = level + fit.phi * slope;
        const f = season === 'M' ? q * s[h % 4]! : q + s[h % 4]!;
        const r = (specification.multiplicative ? f : 1) * sigma * normal();
        value = f + r;
        level = q + (fit.alpha * r) / (season === 'M' ? s[h % 4]! : 1);
        slope = fit.phi * slope + (fit.beta * r) / (season === 'M' ? s[h % 4]! : 1);
        s[h % 4] = s[h % 4]! + (fit.gamma * r) / (season === 'M' ? q : 1);
      }
      return value;
    });
    const average = ends.reduce((sum, value) => sum + value / runs, 0);
    const squares = ends.reduce((sum, value) => sum + (value - average) ** 2 / runs, 0);
    expect(Math.abs(average - mean[6]!)).toBeLessThan(4 * Math.sqrt(variance[6]! / runs));
    expect(Math.abs(squares / variance[6]! - 1)).toBeLessThan(0.03);
  });

  it('takes its initial states to another level: by difference for A errors, by ratio for M errors', () => {
    const y = wave(60, 4);
    const fit = fitSeasonalEts(y, model, 4)!;
    const change = (value: number) => (specification.multiplicative ? 7 * value : value + 1000);
    const { mean } = forecast(apply(fit, y.map(change)), 6);
    forecast(fit, 6).mean.forEach((value, h) => {
      expect(Math.abs(mean[h]! / change(value) - 1)).toBeLessThan(1e-9);
    });
  });
});

it('keeps out what the usual region admits and the recursion does not forget', () => {
  const at = { alpha: 0.43, beta: 0.43, gamma: 0.57, phi: 1, level: 0, slope: 0, season: new Float64Array(7) };
  expect(isAdmissible(at, 7)).toBe(false);
  expect(isAdmissible({ ...at, beta: 0.01 }, 7)).toBe(true);
  expect(isAdmissible({ ...at, beta: 0, gamma: 0.1 }, 7)).toBe(true);
});

it('chooses no season where there is none, and the season where it is', () => {
  expect(fitEts(prices(4, 200), { period: 4 }).kind).toBe('ets');
  expect(fitEts(wave(96, 12), { period: 12 }).kind).toBe('seasonal-ets');
  expect(fitEts(prices(4, 200), { model: 'ZZZ', period: 1 })).toEqual(fitEts(prices(4, 200)));
  expect(fitEts(prices(4, 60), { model: 'AAN', period: 4 })).toEqual(fitEts(prices(4, 60), { model: 'AAN' }));
});

it('chooses among additive models where a value is not above 0', () => {
  const y = wave(80, 4).map(value => value - 100);
  expect(fitEts(y, { period: 4 }).model).toMatch(/^A/);
  expect(() => fitEts(y, { model: 'MAM', period: 4 })).toThrow(
    /y\[\d+\] must be above 0 for the multiplicative errors of MAM/,
  );
});

it.each([
  [{ period: 25 }, 'period must be an integer, 1 to 24, got 25'],
  [{ period: 0 }, 'period must be an integer, 1 to 24, got 0'],
  [{ period: 2.5 }, 'period must be an integer, 1 to 24, got 2.5'],
  [{ period: 1, model: 'ANA' }, 'period must be 2 or more for the season of ANA, got 1'],
  [{ period: 4, model: 'ANM' }, 'model must be one of'],
  [{ period: 4, model: 'MMM' }, 'model must be one of'],
] as [{ period: number; model?: EtsModel | SeasonalEtsModel }, string][])('refuses %j', (options, message) => {
  expect(() => fitEts(wave(60, 4), options)).toThrow(RangeError);
  expect(() => fitEts(wave(60, 4), options)).toThrow(message);
});
