import { describe, expect, it } from 'vitest';
import { plainKalman } from '../testing/plain-kalman.ts';
import { normals, uniforms } from '../testing/random-series.ts';
import { admissibleOnly } from './admissible.ts';
import { gradientInto } from './gradient.ts';
import { evaluate } from './likelihood.ts';
import { createWorkspace, load, type Workspace } from './workspace.ts';

type Case = { p: number; q: number; n: number; spread: number; hasMean: boolean; seed: number };

/** Random stationary, invertible parameters; `spread` 1.5 reaches partial autocorrelations of 0.9. */
function cases(count: number, most: number, spreads: readonly number[]): Case[] {
  const uniform = uniforms(count);
  const list: Case[] = [];
  for (let seed = 0; list.length < count; seed++) {
    const p = Math.floor(uniform() * (most + 1));
    const q = Math.floor(uniform() * (most + 1));
    const n = Math.max(p + q + 2, Math.floor(5 + uniform() * 296));
    if (p + q > 0) list.push({ p, q, n, spread: spreads[seed % spreads.length]!, hasMean: seed % 2 === 0, seed });
  }
  return list;
}

function prepared({ p, q, n, spread, hasMean, seed }: Case): { work: Workspace; x: Float64Array; w: Float64Array } {
  const uniform = uniforms(seed);
  const normal = normals(seed);
  const w = Float64Array.from({ length: n }, normal);
  const work = createWorkspace(p, q, 4);
  load(work, w, hasMean);
  return { work, w, x: Float64Array.from({ length: p + q }, () => (2 * uniform() - 1) * spread) };
}

const coefficients = ({ shape: { p, q, phi, theta } }: Workspace) => ({
  ar: Array.from(phi.subarray(1, p + 1)),
  ma: Array.from(theta.subarray(1, q + 1)),
});

describe('likelihood', () => {
  it('equals a plain Kalman filter over 300 random stationary models of orders up to 3 and n from 5 to 300', () => {
    for (const each of cases(300, 3, [0.3, 0.8, 1.5])) {
      const { work, x, w } = prepared(each);
      const value = evaluate(work, x);
      const { ar, ma } = coefficients(work);
      const centred = w.map(one => one - work.mean);
      expect(Math.abs(value - plainKalman(centred, ar, ma)), JSON.stringify(each)).toBeLessThan(1e-8);
    }
  });

  it('equals it for orders up to 7, which take other loops', () => {
    for (const each of cases(80, 7, [0.3, 1])) {
      const { work, x, w } = prepared(each);
      const value = evaluate(work, x);
      const { ar, ma } = coefficients(work);
      const centred = w.map(one => one - work.mean);
      expect(Math.abs(value - plainKalman(centred, ar, ma)), JSON.stringify(each)).toBeLessThan(1e-8);
    }
  });

  it('is that of white noise where AR and MA roots cancel', () => {
    const { work, w } = prepared({ p: 2, q: 2, n: 200, spread: 0, hasMean: false, seed: 3 });
    const white = 200 * Math.log(w.reduce((sum, value) => sum + value * value, 0));
    for (const r of [0.3, -0.8, 0.99]) {
      expect(Math.abs(evaluate(work, Float64Array.of(Math.atanh(r), 1, Math.atanh(r), 1)) - white)).toBeLessThan(1e-9);
    }
  });

  it('solves for the mean that maximises it', () => {
    const { work, x, w } = prepared({ p: 2, q: 1, n: 80, spread: 1, hasMean: true, seed: 8 });
    const best = evaluate(work, x);
    const { mean } = work;
    const { ar, ma } = coefficients(work);
    for (const other of [mean - 1e-3, mean + 1e-3]) {
      const centred = w.map(one => one - other);
      expect(plainKalman(centred, ar, ma)).toBeGreaterThan(best);
    }
  });

  it('is finite or +Infinity next to the unit circle, never NaN', () => {
    for (const size of [6, 8, 12]) {
      for (const each of cases(60, 3, [1])) {
        const { work, x } = prepared(each);
        expect(
          evaluate(
            work,
            x.map(value => Math.sign(value) * size),
          ),
        ).not.toBeNaN();
      }
    }
  });
});

describe('gradient', () => {
  const slope = (value: (x: Float64Array) => number, x: Float64Array, i: number, step: number) =>
    (value(x.with(i, x[i]! + step)) - value(x.with(i, x[i]! - step))) / (2 * step);
  /** Richardson's combination of two central differences, error of order step^4. */
  const numeric = (value: (x: Float64Array) => number, x: Float64Array, i: number) =>
    (4 * slope(value, x, i, 1e-4) - slope(value, x, i, 2e-4)) / 3;

  it('equals numeric derivatives for orders up to 6 and series so short that the presample never dies out', () => {
    for (const each of cases(250, 6, [0.3, 0.8, 1.5])) {
      const { work, x } = prepared(each);
      const gradient = new Float64Array(x.length);
      evaluate(work, x);
      gradientInto(work, gradient);
      const value = (at: Float64Array) => evaluate(work, at);
      for (let i = 0; i < x.length; i++) {
        const error = Math.abs(numeric(value, x, i) - gradient[i]!) / (1 + Math.abs(gradient[i]!));
        expect(error, JSON.stringify(each)).toBeLessThan(2e-7);
      }
    }
  });

  it('equals them for admissible roots too, and every root then has modulus 1.01 or more', () => {
    for (const each of cases(40, 4, [0.5, 1.5])) {
      const { work, x } = prepared(each);
      const plain = {
        value: (at: Float64Array) => evaluate(work, at),
        gradientInto: (to: Float64Array) => gradientInto(work, to),
      };
      const limited = admissibleOnly(plain, each.p, each.q);
      const gradient = new Float64Array(x.length);
      limited.value(x);
      limited.gradientInto(gradient);
      for (let i = 0; i < x.length; i++) {
        const error = Math.abs(numeric(at => limited.value(at), x, i) - gradient[i]!) / (1 + Math.abs(gradient[i]!));
        expect(error, JSON.stringify(each)).toBeLessThan(2e-7);
      }
    }
  });
});

describe('workspace', () => {
  it('gives the bits of a fresh one after other parameters, lengths and means', () => {
    const lengths = [300, 12, 200, 1500, 9, 64];
    const shared = createWorkspace(2, 2, 4);
    const long = Float64Array.of(0.2, 1.4, 0.1, 1.9);
    const short = Float64Array.of(0.2, 0.1, -0.3, 0.05);
    for (const [i, n] of lengths.entries()) {
      for (const hasMean of [true, false]) {
        const normal = normals(n);
        const w = Float64Array.from({ length: n }, normal);
        for (const x of [long, short]) {
          const fresh = createWorkspace(2, 2, 8);
          load(fresh, w, hasMean);
          load(shared, w, hasMean);
          const results = [fresh, shared].map(work => {
            const gradient = new Float64Array(4);
            const value = evaluate(work, i % 2 === 0 ? x : x.map(one => -one));
            gradientInto(work, gradient);
            return [value, work.mean, ...gradient];
          });
          expect(results[1]).toStrictEqual(results[0]);
        }
      }
    }
  });
});
