import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DynamicThetaFit, DynamicThetaModel } from '../fit.ts';
import { apply, fittedValues, forecast, update } from '../forecast.ts';
import { normals, prices } from '../testing/random-series.ts';
import { fitDynamicTheta } from './fit-dynamic-theta.ts';

type Golden = { alpha: number; theta: number; squares: number; mean: number[] };
type Case = { id: string; y?: number[]; fits: Record<DynamicThetaModel, Golden> };
const read = (file: string) => JSON.parse(readFileSync(new URL(`../../../golden/${file}`, import.meta.url), 'utf8'));
const known = new Map<string, number[]>(
  (read('ets-theta.json') as { cases: { id: string; y: number[] }[] }).cases.map(({ id, y }) => [id, y]),
);
const { cases } = read('ets/dynamic-theta.json') as { cases: Case[] };
const MODELS = ['DOTM', 'DSTM', 'OTM'] as const;
const rows = cases.flatMap(({ id, y, fits }) =>
  MODELS.map(model => ({ key: `${id} ${model}`, y: y ?? known.get(id)!, model, golden: fits[model] })),
);

/** The sum of squares of the published recursion, from the fourth error on. */
function plainSquares(y: readonly number[], { model, alpha, theta, initialLevel }: DynamicThetaFit): number {
  const n = y.length;
  const line = leastSquares(y);
  let [level, squares] = [initialLevel, 0];
  for (let t = 1; t <= n; t++) {
    const { a, b } = model === 'OTM' ? line : leastSquares(y.slice(0, t - 1));
    const prediction = level + (1 - 1 / theta) * ((1 - alpha) ** (t - 1) * a + ((1 - (1 - alpha) ** t) / alpha) * b);
    if (t > 3) squares += (y[t - 1]! - prediction) ** 2;
    level = alpha * y[t - 1]! + (1 - alpha) * level;
  }
  return squares;
}

function leastSquares(y: readonly number[]): { a: number; b: number } {
  const n = y.length;
  if (n === 0) return { a: 0, b: 0 };
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const middle = (n + 1) / 2;
  const top = y.reduce((sum, value, i) => sum + (i + 1 - middle) * (value - mean), 0);
  const bottom = y.reduce((sum, _, i) => sum + (i + 1 - middle) ** 2, 0);
  const b = n === 1 ? 0 : top / bottom;
  return { a: mean - b * middle, b };
}

describe('fitDynamicTheta against statsforecast', () => {
  it.each(rows)('$key', ({ y, model, golden }) => {
    const fit = fitDynamicTheta(y, { model });
    const squares = fit.sigma2 * fit.nobs;
    expect(squares / golden.squares).toBeLessThan(1.004);
    const { mean } = forecast(fit, 12);
    // Where its search reached the same sum of squares, the forecasts are the same too.
    const reached = Math.abs(squares / golden.squares - 1) < 1e-6;
    golden.mean.forEach((value, h) => {
      expect(Math.abs(mean[h]! / value - 1)).toBeLessThan(reached ? 1e-9 : 5e-3);
    });
  });

  it('finds a lower sum of squares by 0.5 % or more in a fifth of the cases, and one as low in the others', () => {
    const ratios = rows.map(({ y, model, golden }) => {
      const { sigma2, nobs } = fitDynamicTheta(y, { model });
      return (sigma2 * nobs) / golden.squares;
    });
    expect(ratios.filter(ratio => ratio < 0.995).length).toBeGreaterThanOrEqual(rows.length / 5);
  });
});

describe.each(MODELS)('%s', model => {
  const y = prices(8, 90).map((value, t) => value + 0.05 * t);

  it('has the squared errors of the published recursion', () => {
    const fit = fitDynamicTheta(y, { model });
    expect(Math.abs(plainSquares(y, fit) / (fit.sigma2 * fit.nobs) - 1)).toBeLessThan(1e-9);
  });

  it('is at a minimum: no small step of alpha, theta or the first level is better', () => {
    const fit = fitDynamicTheta(y, { model });
    const hold = (offset: number) => 1e-3 * offset ** 2;
    const least = plainSquares(y, fit) + hold(fit.startOffset);
    const moves: Partial<DynamicThetaFit>[] = [{ alpha: fit.alpha + 1e-3 }, { alpha: fit.alpha - 1e-3 }];
    if (model !== 'DSTM') moves.push({ theta: fit.theta * 1.01 });
    if (model !== 'DSTM' && fit.theta > 1.02) moves.push({ theta: fit.theta / 1.01 });
    for (const move of moves) {
      if (move.alpha !== undefined && move.alpha > 0.99) continue;
      const theta = move.theta ?? fit.theta;
      const initialLevel = fit.startOffset + y[0]! / theta;
      expect(plainSquares(y, { ...fit, ...move, initialLevel }) + hold(fit.startOffset)).toBeGreaterThan(
        least * (1 - 1e-12),
      );
    }
    for (const step of [0.3, -0.3]) {
      const squares = plainSquares(y, { ...fit, initialLevel: fit.initialLevel + step });
      expect(squares + hold(fit.startOffset + step)).toBeGreaterThan(least);
    }
  });

  it('states the variance that a simulation has', () => {
    const fit = fitDynamicTheta(y, { model });
    const { mean, variance } = forecast(fit, 6);
    const normal = normals(2);
    const sums = new Float64Array(6);
    const runs = 20_000;
    for (let run = 0; run < runs; run++) {
      let at = fit;
      for (let h = 0; h < 6; h++) {
        const value = forecast(at, 1).mean[0]! + Math.sqrt(fit.sigma2) * normal();
        sums[h] = sums[h]! + (value - mean[h]!) ** 2 / runs;
        at = update(at, [value]);
      }
    }
    sums.forEach((simulated, h) => {
      expect(Math.abs(simulated / variance[h]! - 1)).toBeLessThan(0.05);
    });
  });

  it('owes nothing to the level of the old series on another one', () => {
    const fit = fitDynamicTheta(y, { model });
    const { mean } = forecast(apply(fit, y), 5);
    const moved = forecast(
      apply(
        fit,
        y.map(value => value + 5000),
      ),
      5,
    ).mean;
    moved.forEach((value, h) => {
      expect(Math.abs(value - 5000 - mean[h]!)).toBeLessThan(1e-8);
    });
  });
});

it('fits every value but the first, the second by the first level', () => {
  const y = prices(8, 40);
  const fitted = fittedValues(fitDynamicTheta(y), y);
  expect(fitted[0]).toBeNaN();
  expect(fitted.subarray(1).every(value => Math.abs(value - 100) < 30)).toBe(true);
});

it('refuses a model that does not exist', () => {
  const ask = () => fitDynamicTheta(prices(1, 40), { model: 'STM' as DynamicThetaModel });
  expect(ask).toThrow('model must be one of DOTM, DSTM, OTM, got STM');
});
