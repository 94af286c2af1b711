import { describe, expect, it } from 'vitest';
import { plainKalman } from '../testing/plain-kalman.ts';
import { normals, uniforms } from '../testing/random-series.ts';
import { factorObjective } from './factor-map.ts';
import { countCoefficients, expand, expandedOrders, type Factors } from './factors.ts';
import { createWorkspace, load } from './workspace.ts';

type Case = Factors & {
  readonly n: number;
  readonly spread: number;
  readonly seed: number;
  readonly admissible: boolean;
};

/** Random orders up to 2 and periods 2 to 7; series from shorter than the polynomials to long. */
function cases(count: number, spreads: readonly number[]): Case[] {
  const uniform = uniforms(count);
  const below = (most: number) => Math.floor(uniform() * most);
  return Array.from({ length: count }, (_, seed) => {
    const each = { p: below(3), q: below(3), P: below(3), Q: below(3), period: 2 + below(6) };
    return { ...each, n: 5 + below(80), spread: spreads[seed % spreads.length]!, seed, admissible: seed % 2 === 0 };
  });
}

function prepared(each: Case, columns: readonly Float64Array[] = []) {
  const [p, q] = expandedOrders(each);
  const normal = normals(each.seed);
  const uniform = uniforms(each.seed + 1);
  const w = Float64Array.from({ length: each.n }, normal);
  const work = createWorkspace(p, q, 4);
  load(work, w, false, columns);
  const objective = factorObjective(work, each, each.admissible);
  const x = Float64Array.from({ length: countCoefficients(each) }, () => (2 * uniform() - 1) * each.spread);
  return { work, w, objective, x };
}

function polynomials(each: Case, c: Float64Array) {
  const [p, q] = expandedOrders(each);
  const [phi, theta] = [new Float64Array(p + 1), new Float64Array(q + 1)];
  expand(each, c, phi, theta);
  return { ar: Array.from(phi.subarray(1)), ma: Array.from(theta.subarray(1)) };
}

const slope = (value: (x: Float64Array) => number, x: Float64Array, i: number, step: number) =>
  (value(x.with(i, x[i]! + step)) - value(x.with(i, x[i]! - step))) / (2 * step);
/** Richardson's combination of two central differences, error of order step^4. */
const numeric = (value: (x: Float64Array) => number, x: Float64Array, i: number) =>
  (4 * slope(value, x, i, 1e-4) - slope(value, x, i, 2e-4)) / 3;

describe('likelihood with seasonal factors', () => {
  it('equals a plain Kalman filter of the multiplied polynomials, also where they are longer than the series', () => {
    for (const each of cases(60, [0.3, 0.8, 1.5])) {
      const { w, objective, x } = prepared(each);
      const { ar, ma } = polynomials(each, objective.coefficients(x));
      expect(Math.abs(objective.value(x) - plainKalman(w, ar, ma)), JSON.stringify(each)).toBeLessThan(1e-7);
    }
  });

  it('equals it for a period of 24 and of 52', () => {
    for (const [period, n] of [
      [24, 60],
      [52, 110],
    ] as const) {
      const each = { p: 1, q: 1, P: 0, Q: 1, period, n, spread: 0.6, seed: period, admissible: false };
      const { w, objective, x } = prepared(each);
      const { ar, ma } = polynomials(each, objective.coefficients(x));
      expect(Math.abs(objective.value(x) - plainKalman(w, ar, ma))).toBeLessThan(1e-8);
    }
  });

  it('has the derivatives that differences have, with and without regressors', () => {
    for (const each of cases(80, [0.3, 0.8, 1.2])) {
      const columns =
        each.seed % 3 === 0
          ? [new Float64Array(each.n).fill(1), Float64Array.from({ length: each.n }, normals(each.seed + 9))]
          : [];
      const { objective, x } = prepared(each, columns);
      const gradient = new Float64Array(x.length);
      objective.value(x);
      objective.gradientInto(gradient);
      for (let i = 0; i < x.length; i++) {
        const error = Math.abs(numeric(objective.value, x, i) - gradient[i]!) / (1 + Math.abs(gradient[i]!));
        expect(error, JSON.stringify(each)).toBeLessThan(1e-6);
      }
    }
  });

  it('concentrates regressors out at the coefficients that are best', () => {
    for (const each of cases(12, [0.8])) {
      const columns = [new Float64Array(each.n).fill(1), Float64Array.from({ length: each.n }, normals(each.seed + 9))];
      const { work, w, objective, x } = prepared(each, columns);
      const best = objective.value(x);
      const beta = Array.from(work.columns!.beta);
      const { ar, ma } = polynomials(each, objective.coefficients(x));
      const at = (change: number, j: number) =>
        plainKalman(
          w.map((value, t) =>
            columns.reduce((left, column, k) => left - (beta[k]! + (k === j ? change : 0)) * column[t]!, value),
          ),
          ar,
          ma,
        );
      expect(Math.abs(at(0, 0) - best), JSON.stringify(each)).toBeLessThan(1e-8);
      for (const j of [0, 1]) for (const change of [-1e-3, 1e-3]) expect(at(change, j)).toBeGreaterThan(best);
    }
  });

  it('is finite or +Infinity next to the unit circle, never NaN', () => {
    for (const size of [4, 8, 12]) {
      for (const each of cases(40, [1])) {
        const { objective, x } = prepared(each);
        expect(objective.value(x.map(value => Math.sign(value) * size))).not.toBeNaN();
      }
    }
  });
});
