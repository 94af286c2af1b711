import type { Family } from '../family.ts';
import type { ArimaFit, ArimaState } from '../fit.ts';
import { differenceNext, differenceOn, differencesOf, integrate, isComplete, pastOf, tailsOf } from './differences.ts';
import { type Run, runPresample, runSettled } from './filter-passes.ts';
import { arimaForecast } from './forecast.ts';
import { type Model, polynomialsOf } from './polynomials.ts';
import { createPresample, fillFromPolynomials, fillPresample, type Presample } from './presample.ts';

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
  const changes = differenceOn(past, y);
  const run: Run = {
    ar,
    ma,
    values: continued(state.values, changes, fit.constant),
    residuals: continued(state.residuals, changes, 0),
    count: changes.length,
    known: predictions ? new Float64Array(changes.length) : undefined,
    hidden: predictions ? new Float64Array(changes.length) : undefined,
  };
  const start = {
    weights: new Float64Array(state.weights),
    presample: new Float64Array(state.presample),
    root: new Float64Array(state.root),
  };
  const settled = runPresample(run, start);
  if (settled < run.count) runSettled(run, settled);
  if (predictions) integrateAll(fit, state, y, run, predictions);
  const lags = { values: newest(run.values, ar.length), residuals: newest(run.residuals, ma.length) };
  const left = settled < Number.POSITIVE_INFINITY ? { weights: [], presample: [], root: [] } : plain(start);
  return { observed: state.observed + y.length, ...tailsOf(past), ...lags, ...left };
}

/** The lags that the state keeps, oldest first, and room for what comes, less the constant. */
function continued(newestFirst: readonly number[], changes: Float64Array, constant: number): Float64Array {
  const before = newestFirst.length;
  const out = new Float64Array(before + changes.length);
  for (let i = 0; i < before; i++) out[i] = newestFirst[before - 1 - i]!;
  for (let t = 0; t < changes.length; t++) out[before + t] = changes[t]! - constant;
  return out;
}

const newest = (values: Float64Array, count: number): number[] =>
  Array.from({ length: count }, (_, i) => values[values.length - 1 - i]!);

function integrateAll(fit: ArimaFit, state: ArimaState, y: Float64Array, run: Run, predictions: Float64Array): void {
  const past = pastOf(fit, state);
  let at = 0;
  for (let t = 0; t < y.length; t++) {
    predictions[t] = Number.NaN;
    if (isComplete(past)) {
      const change = fit.constant + run.known![at]! + run.hidden![at]!;
      if (state.observed + t > 0) predictions[t] = integrate(past, change);
      at++;
    }
    differenceNext(past, y[t]!);
  }
}

function plain<K extends string>(arrays: { readonly [Key in K]: Float64Array }): { [Key in K]: number[] } {
  const copies = Object.entries<Float64Array>(arrays).map(([key, values]) => [key, Array.from(values)]);
  return Object.fromEntries(copies) as { [Key in K]: number[] };
}
