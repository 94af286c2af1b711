import type { ArimaFit, Forecast } from '../fit.ts';
import { type DifferencePast, differencesOf, integrateOn, noPast, pastOf } from './differences.ts';
import { polynomialsOf } from './polynomials.ts';

type Past = {
  readonly differences: DifferencePast;
  readonly values: readonly number[];
  readonly residuals: readonly number[];
};

/** Forecasts of the level; the variance counts the coming innovations and what is still unknown about the presample. */
export function arimaForecast(fit: ArimaFit, horizon: number): Forecast {
  const { presample, root, values, residuals } = fit.state;
  const m = presample.length;
  const rows = presampleWeights(fit, horizon);
  const expected = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++)
    for (let i = 0; i < m; i++) expected[h] = expected[h]! + rows[i]![h]! * presample[i]!;
  const mean = propagate(fit, { differences: pastOf(fit, fit.state), values, residuals }, expected, fit.constant);
  const variance = innovationVariance(fit, horizon);
  const responses = rows.map(row => propagate(fit, nothing(fit), row, 0));
  for (let j = 0; j < m; j++) {
    for (let h = 0; h < horizon; h++) {
      let part = 0;
      for (let i = 0; i < m; i++) part += root[i * m + j]! * responses[i]![h]!;
      variance[h] = variance[h]! + part * part;
    }
  }
  return { mean, variance: variance.map(value => value * fit.sigma2) };
}

/** Sums of squares of the psi weights of the integrated process. */
function innovationVariance(fit: ArimaFit, horizon: number): Float64Array {
  const shock = new Float64Array(horizon).fill(1, 0, 1);
  const psi = propagate(fit, nothing(fit), shock, 0);
  let sum = 0;
  return psi.map(weight => {
    sum += weight * weight;
    return sum;
  });
}

/** Row i: the weight of presample entry i in each coming residual. */
function presampleWeights(fit: ArimaFit, horizon: number): Float64Array[] {
  const { weights } = fit.state;
  const { ma } = polynomialsOf(fit);
  const rows = weights.map(() => new Float64Array(horizon));
  const window = Array.from(weights);
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < rows.length; i++) rows[i]![h] = window[i]!;
    let next = 0;
    for (let j = 0; j < ma.length && j < window.length; j++) next -= ma[j]! * window[j]!;
    window.unshift(next);
    window.pop();
  }
  return rows;
}

/** The level that follows when the coming residuals of the zero-presample recursion are `coming`. */
function propagate(fit: ArimaFit, past: Past, coming: Float64Array, constant: number): Float64Array {
  const { ar, ma } = polynomialsOf(fit);
  const values = Array.from(past.values);
  const residuals = Array.from(past.residuals);
  return coming.map(residual => {
    let value = residual;
    for (let i = 0; i < ar.length; i++) value += ar[i]! * values[i]!;
    for (let j = 0; j < ma.length; j++) value += ma[j]! * residuals[j]!;
    shift(values, value);
    shift(residuals, residual);
    return integrateOn(past.differences, value + constant);
  });
}

function shift(newestFirst: number[], value: number): void {
  if (newestFirst.length === 0) return;
  newestFirst.unshift(value);
  newestFirst.pop();
}

function nothing(fit: ArimaFit): Past {
  const { ar, ma } = polynomialsOf(fit);
  const zeros = (length: number): number[] => new Array(length).fill(0);
  return { differences: noPast(differencesOf(fit)), values: zeros(ar.length), residuals: zeros(ma.length) };
}
