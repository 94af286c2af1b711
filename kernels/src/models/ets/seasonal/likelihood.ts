import { isAdmissible, type Places, placesOf, type SeasonalPoint } from './point.ts';
import type { SeasonalSpecification } from './specification.ts';

export type SeasonalWork = {
  readonly y: Float64Array;
  readonly period: number;
  readonly specification: SeasonalSpecification;
  readonly places: Places;
  /** Per value: its prediction, level and slope carried to it (q = l + phi b), the slope and the seasonal before it */
  readonly predictions: Float64Array;
  readonly carried: Float64Array;
  readonly slopes: Float64Array;
  readonly seasonals: Float64Array;
  /** Sum of squared errors at the point that `evaluateSeasonal` saw last */
  squares: number;
};

export function seasonalWork(y: Float64Array, period: number, specification: SeasonalSpecification): SeasonalWork {
  const room = () => new Float64Array(y.length);
  const places = placesOf(specification, period);
  const arrays = { predictions: room(), carried: room(), slopes: room(), seasonals: room() };
  return { y, period, specification, places, ...arrays, squares: 0 };
}

/**
 * Minus the log-likelihood, n/2 log(sum e^2) + sum log f (the second sum for relative errors); Infinity outside the admissible
 * region, where a relative error meets f <= 0, and where a multiplicative seasonal or what it multiplies is not above 0.
 */
export function evaluateSeasonal(work: SeasonalWork, point: SeasonalPoint): number {
  const { season, multiplicative } = work.specification;
  if (!isAdmissible(point, work.period)) return Number.POSITIVE_INFINITY;
  if (season === 'M' && !point.season.every(value => value > 0)) return Number.POSITIVE_INFINITY;
  const sound = season === 'M' ? recurseM(work, point) : recurseA(work, point);
  if (!sound) return Number.POSITIVE_INFINITY;
  const logs = multiplicative ? relativeSums(work) : absoluteSums(work);
  const value = 0.5 * work.y.length * Math.log(work.squares) + logs;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** l and b move by alpha and beta times y - f, the seasonal by gamma times it, for both kinds of error. */
function recurseA(work: SeasonalWork, { alpha, beta, gamma, phi, level, slope, season }: SeasonalPoint): boolean {
  const { y, predictions, carried, slopes, seasonals } = work;
  const s = season.slice();
  let l = level;
  let b = slope;
  let at = 0;
  for (let t = 0; t < y.length; t++) {
    const q = l + phi * b;
    const r = y[t]! - q - s[at]!;
    carried[t] = q;
    slopes[t] = b;
    seasonals[t] = s[at]!;
    predictions[t] = q + s[at]!;
    l = q + alpha * r;
    b = phi * b + beta * r;
    s[at] = s[at]! + gamma * r;
    at = at + 1 === s.length ? 0 : at + 1;
  }
  return true;
}

/** l and b move by alpha and beta times (y - f) / s, the seasonal by gamma times (y - f) / q. */
function recurseM(work: SeasonalWork, { alpha, beta, gamma, phi, level, slope, season }: SeasonalPoint): boolean {
  const { y, predictions, carried, slopes, seasonals } = work;
  const s = season.slice();
  let l = level;
  let b = slope;
  let at = 0;
  for (let t = 0; t < y.length; t++) {
    const q = l + phi * b;
    const now = s[at]!;
    if (!(q > 0 && now > 0)) return false;
    const r = y[t]! - q * now;
    carried[t] = q;
    slopes[t] = b;
    seasonals[t] = now;
    predictions[t] = q * now;
    l = q + (alpha * r) / now;
    b = phi * b + (beta * r) / now;
    s[at] = now + (gamma * r) / q;
    at = at + 1 === s.length ? 0 : at + 1;
  }
  return true;
}

function absoluteSums(work: SeasonalWork): number {
  const { y, predictions } = work;
  let squares = 0;
  for (let t = 0; t < y.length; t++) squares += (y[t]! - predictions[t]!) ** 2;
  work.squares = squares;
  return 0;
}

function relativeSums(work: SeasonalWork): number {
  const { y, predictions } = work;
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < y.length; t++) {
    const f = predictions[t]!;
    if (!(f > 0)) return Number.POSITIVE_INFINITY;
    squares += (y[t]! / f - 1) ** 2;
    logs += Math.log(f);
  }
  work.squares = squares;
  return logs;
}
