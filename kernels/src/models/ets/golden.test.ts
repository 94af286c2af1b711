import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EtsFit, EtsModel } from '../fit.ts';
import { forecast } from '../forecast.ts';
import { etsFit, fitEts } from './fit-ets.ts';

type Golden = {
  method: string;
  par: { alpha: number; beta?: number; phi?: number; l: number; b?: number };
  loglik: number;
  aicc: number;
  sigma2: number;
  last_state: number | [number, number];
  forecast5: number[];
  lower95: number[];
};
type Case = { id: string; y: number[]; ZZN: Golden; ANN: Golden; AAN: Golden; MNN: Golden };

const path = new URL('../../../golden/ets-theta.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };
const rows = cases.flatMap(({ id, y, ...golden }) =>
  (['ZZN', 'ANN', 'AAN', 'MNN'] as const).map(model => ({ key: `${id} ${model}`, y, model, golden: golden[model] })),
);
const sameModel = (fit: EtsFit, { method }: Golden) => fit.name.toUpperCase() === method.toUpperCase();

/** The definition: -n/2 log(sum e^2) - sum log f over the recursion from the reported parameters. */
function plainLogLikelihood(fit: EtsFit, y: readonly number[]): number {
  let [level, slope] = [fit.initialLevel, fit.initialSlope];
  let [squares, logs] = [0, 0];
  for (const value of y) {
    const prediction = level + fit.phi * slope;
    const scale = fit.model.startsWith('M') ? prediction : 1;
    const error = (value - prediction) / scale;
    squares += error ** 2;
    logs += Math.log(scale);
    level = prediction + fit.alpha * scale * error;
    slope = fit.phi * slope + fit.beta * scale * error;
  }
  return -0.5 * y.length * Math.log(squares) - logs;
}

describe('fitEts against ets of R', () => {
  it.each(rows)('$key', ({ y, model, golden }) => {
    const fit = fitEts(y, { model });
    // Also where R stopped below: a likelihood that a plain recursion finds too, at parameters within R's region.
    expect(Math.abs(plainLogLikelihood(fit, y) - fit.logLikelihood)).toBeLessThan(1e-7);
    expect(fit.alpha).toBeGreaterThanOrEqual(1e-4);
    expect(fit.alpha).toBeLessThanOrEqual(0.9999);
    expect(fit.aicc).toBeLessThan(golden.aicc + 2e-6);
    if (!sameModel(fit, golden)) return;
    const above = fit.logLikelihood - golden.loglik;
    expect(above).toBeGreaterThan(-1e-6);
    expect(Math.abs(fit.aicc + 2 * above - golden.aicc)).toBeLessThan(1e-6);
    if (above > 1e-3) return;
    forecast(fit, 5).mean.forEach((value, h) => {
      expect(Math.abs(value / golden.forecast5[h]! - 1)).toBeLessThan(1e-5);
    });
  });

  it('chooses the model of R in 7 of 8 cases, and in the other one of a lower AICc that R did not reach', () => {
    const zzn = rows.filter(({ model }) => model === 'ZZN');
    const others = zzn.filter(({ y, golden }) => !sameModel(fitEts(y), golden));
    expect(others.map(({ key, y }) => `${key}: ${fitEts(y).name}`)).toEqual(['AAPL_1000_level ZZN: ets(M,A,N)']);
  });

  it('finds a higher maximum than R, by 0.01 or more, in most cases with a trend and in none without', () => {
    const higher = rows.filter(({ y, model, golden }) => {
      const fit = fitEts(y, { model });
      return sameModel(fit, golden) && fit.logLikelihood > golden.loglik + 0.01;
    });
    expect(higher.map(({ key }) => key)).toEqual([
      'SPX_250_level ZZN',
      'SPX_250_level AAN',
      'SPX_250_log ZZN',
      'SPX_250_log AAN',
      'SPX_1000_level ZZN',
      'SPX_1000_log AAN',
      'AAPL_250_level AAN',
      'AAPL_250_log AAN',
      'AAPL_1000_level AAN',
      'AAPL_1000_log AAN',
    ]);
  });
});

describe('forecasts of R from its own parameters and states', () => {
  it.each(rows)('$key', ({ y, golden }) => {
    const { par, last_state, sigma2, forecast5, lower95 } = golden;
    const point = { alpha: par.alpha, beta: par.beta ?? 0, phi: par.phi ?? 1, level: par.l, slope: par.b ?? 0 };
    const scores = { sigma2, logLikelihood: 0, aicc: 0, nobs: y.length };
    const [level, slope] = [last_state, 0].flat() as [number, number];
    const state = { observed: y.length, level, slope, uncertainty: [0, 0, 0] } as const;
    const model = golden.method.replace(/ETS|[(),]/g, '') as EtsModel;
    const { mean, variance } = forecast({ ...etsFit(model, point, scores), state }, 5);
    mean.forEach((value, h) => {
      expect(Math.abs(value / forecast5[h]! - 1)).toBeLessThan(1e-12);
      const deviation = (forecast5[h]! - lower95[h]!) / 1.959963984540054;
      expect(Math.abs(Math.sqrt(variance[h]!) / deviation - 1)).toBeLessThan(1e-9);
    });
  });
});
