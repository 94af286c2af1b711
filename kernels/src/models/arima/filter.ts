import type { Family } from '../family.ts';
import type { ArimaFit, ArimaState } from '../fit.ts';
import { differenceNext, differencesOf, integrate, isComplete, pastOf, tailsOf } from './differences.ts';
import { arimaForecast } from './forecast.ts';
import { type Model, polynomialsOf } from './polynomials.ts';
import { createPresample, fillFromPolynomials, fillPresample, type Presample } from './presample.ts';

/** Once the presample weighs less than this in every coming residual it is forgotten: far below the rounding of a double. */
const NEGLIGIBLE = 1e-20;

export const arimaFamily: Family<ArimaFit> = {
  start: unseen,
  advance,
  needs: fit => Math.max(1, differencesOf(fit).lost),
  forecast: arimaForecast,
};

/** Before the first value: the presample has mean zero and its stationary variance. */
export function unseen(fit: Model): ArimaState {
  const { seasonal, partials } = fit;
  const { ar, ma } = polynomialsOf(fit);
  const [p, q] = [ar.length, ma.length];
  const work = createPresample(p, q);
  if (seasonal) fillSeasonal(work, ar, ma);
  else fillPresample(work, partials.ar, partials.ma);
  const zeros = (length: number): number[] => new Array(length).fill(0);
  const weights = zeros(work.m);
  if (work.m > 0) weights[0] = 1;
  return {
    observed: 0,
    tails: [],
    ...(seasonal ? { seasonTails: [] } : {}),
    values: zeros(p),
    residuals: zeros(q),
    weights,
    presample: zeros(work.m),
    root: Array.from(work.l),
  };
}

function fillSeasonal(work: Presample, ar: Float64Array, ma: Float64Array): void {
  work.phi.set(ar, 1);
  work.theta.set(ma, 1);
  fillFromPolynomials(work, new Float64Array(ar.length));
}

/**
 * Filters on: differences, residuals of the zero-presample recursion, and the presample's own estimate, improved by one
 * square-root measurement update (Potter 1963) per value until it is negligible. Exact at every step.
 */
function advance(fit: ArimaFit, state: ArimaState, y: Float64Array, predictions?: Float64Array): ArimaState {
  const { ar, ma } = polynomialsOf(fit);
  const past = pastOf(fit, state);
  const lags = { values: Float64Array.from(state.values), residuals: Float64Array.from(state.residuals) };
  const start = {
    weights: Float64Array.from(state.weights),
    presample: Float64Array.from(state.presample),
    root: Float64Array.from(state.root),
  };
  let settled = start.weights.length === 0;
  for (let t = 0; t < y.length; t++) {
    const ready = isComplete(past);
    const known = ready ? dot(lags.values, ar) + dot(lags.residuals, ma) : 0;
    const hidden = settled ? 0 : dot(start.weights, start.presample);
    if (predictions) {
      const seen = state.observed + t > 0;
      predictions[t] = ready && seen ? integrate(past, fit.constant + known + hidden) : Number.NaN;
    }
    const change = differenceNext(past, y[t]!);
    if (!ready) continue;
    const value = change - fit.constant;
    if (!settled) {
      learnPresample(start, value - known - hidden);
      settled = nextWeights(start.weights, ma);
    }
    push(lags.values, value);
    push(lags.residuals, value - known);
  }
  const left = settled ? { weights: [], presample: [], root: [] } : plain(start);
  return { observed: state.observed + y.length, ...tailsOf(past), ...plain(lags), ...left };
}

type Start = { readonly weights: Float64Array; readonly presample: Float64Array; readonly root: Float64Array };
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Measurement update with the innovation: root := root (I - gamma f f'), f = root' h, gamma = 1/(F + sqrt F), F = 1 + f'f. */
function learnPresample({ weights, presample, root }: Start, innovation: number): void {
  const m = weights.length;
  const f = new Float64Array(m);
  let variance = 1;
  for (let j = 0; j < m; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += root[i * m + j]! * weights[i]!;
    f[j] = sum;
    variance += sum * sum;
  }
  const shrink = 1 / (variance + Math.sqrt(variance));
  for (let i = 0; i < m; i++) {
    let gain = 0;
    for (let j = 0; j < m; j++) gain += root[i * m + j]! * f[j]!;
    presample[i] = presample[i]! + (gain / variance) * innovation;
    for (let j = 0; j < m; j++) root[i * m + j] = root[i * m + j]! - shrink * gain * f[j]!;
  }
}

/** The next row of H; true once the presample no longer matters. */
function nextWeights(weights: Float64Array, ma: Float64Array): boolean {
  let next = 0;
  for (let j = 0; j < ma.length; j++) next -= ma[j]! * weights[j]!;
  push(weights, next);
  return weights.every(weight => Math.abs(weight) < NEGLIGIBLE);
}

function push(newestFirst: Float64Array, value: number): void {
  for (let i = newestFirst.length - 1; i > 0; i--) newestFirst[i] = newestFirst[i - 1]!;
  if (newestFirst.length > 0) newestFirst[0] = value;
}

function plain<K extends string>(arrays: { readonly [Key in K]: Float64Array }): { [Key in K]: number[] } {
  const copies = Object.entries<Float64Array>(arrays).map(([key, values]) => [key, Array.from(values)]);
  return Object.fromEntries(copies) as { [Key in K]: number[] };
}
