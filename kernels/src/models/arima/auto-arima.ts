import { integer, series } from '../../math/check.ts';
import { difference } from '../../math/difference.ts';
import { rejectsLevel } from '../../math/kpss.ts';
import type { ArimaFit } from '../fit.ts';
import { apply } from '../forecast.ts';
import { type Candidate, countParameters, type Differenced, findOptimum, remaining } from './optimum.ts';
import { buildArima } from './parameters.ts';

export type AutoArimaOptions = {
  /** Largest orders tried, 5 by default; a third of the values at most */
  readonly maxP?: number;
  readonly maxQ?: number;
  /** How often the series is differenced; by default as often as KPSS asks, at most twice */
  readonly d?: 0 | 1 | 2;
  /** Starts of each candidate's fit: several by default, for which a search with single starts goes ahead */
  readonly start?: 'multi' | 'single';
};

/**
 * ARIMA of automatically chosen order: d by repeated KPSS tests, then the stepwise search of Hyndman & Khandakar over p, q
 * and a constant (d < 2) by AICc of the exact likelihood.
 *
 * It departs from `auto.arima` of R in three ways: every candidate is fitted by exact likelihood from several starts, never
 * approximated; candidates are maximised over roots of modulus 1.01 or more instead of being dropped when their unrestricted
 * optimum lies outside; the constant is toggled from any candidate.
 * Many starts find higher likelihoods, not always better forecasts: AICc does not count the search over pairs of roots that
 * nearly cancel. Of 60 series of 250 white noise values it leaves 32 without ARMA terms (43 with `start: 'single'`).
 * A constant series gives (0,0,0) and an exact trend (0,1,0), with a constant and sigma2 = 0.
 * @throws RangeError for fewer than 3 values, a value that is not finite, or an option out of range
 * @see Hyndman & Khandakar (2008), Journal of Statistical Software 27(3)
 */
export function fitAutoArima(y: ArrayLike<number>, options: AutoArimaOptions = {}): ArimaFit {
  const values = series('y', y, 3);
  const { start = 'multi' } = options;
  if (start !== 'multi' && start !== 'single')
    throw new RangeError(`start must be multi or single, got ${String(start)}`);
  const maxP = limited('maxP', options.maxP, values.length);
  const maxQ = limited('maxQ', options.maxQ, values.length);
  const data = differenced(values, options.d);
  const allowConstant = data.d < 2;
  const allowed = (candidate: Candidate) =>
    candidate.p <= maxP &&
    candidate.q <= maxQ &&
    Math.min(candidate.p, candidate.q) >= 0 &&
    (allowConstant || !candidate.constant) &&
    data.w.length > countParameters(candidate);
  const aiccBy = (starts: 'multi' | 'single') => (candidate: Candidate) =>
    findOptimum(data, candidate, { starts, admissible: true, polish: false }).aicc;
  const best =
    remaining(data, allowConstant) === 0
      ? { p: 0, q: 0, constant: allowConstant }
      : search(allowConstant, allowed, start === 'multi' ? [aiccBy('single'), aiccBy('multi')] : [aiccBy('single')]);
  const { mean, ...found } = findOptimum(data, best, { starts: start, admissible: true, polish: true });
  return apply(buildArima([best.p, data.d, best.q], found.partials, mean, found), values);
}

type Score = (candidate: Candidate) => number;

/** A stepwise search per score, cheapest first; the next one also starts where the last one ended, so it ends no worse. */
function search(constant: boolean, allowed: (candidate: Candidate) => boolean, scores: readonly Score[]): Candidate {
  let starts: readonly Candidate[] = [...STARTS.map(([p, q]) => ({ p, q, constant })), { p: 0, q: 0, constant: false }];
  let before: Score = () => Number.POSITIVE_INFINITY;
  for (const score of scores) {
    const previous = before;
    before = remembered(candidate => (allowed(candidate) ? Math.min(score(candidate), previous(candidate)) : Infinity));
    starts = [stepwise(starts, before), ...starts];
  }
  return starts[0]!;
}

function remembered(score: Score): Score {
  const seen = new Map<string, number>();
  return candidate => {
    const key = `${candidate.p},${candidate.q},${candidate.constant}`;
    const value = seen.get(key) ?? score(candidate);
    seen.set(key, value);
    return value;
  };
}

/** Greedy: the first neighbour that is better becomes the centre. */
function stepwise(starts: readonly Candidate[], score: Score): Candidate {
  let best = starts.reduce((a, b) => (score(b) < score(a) ? b : a));
  for (;;) {
    const next = neighbours(best).find(candidate => score(candidate) < score(best));
    if (next === undefined) return best;
    best = next;
  }
}

/** Simplest first: an equal score leaves it in place. */
const STARTS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [2, 2],
] as const;

/** In the order of `auto.arima`. */
function neighbours({ p, q, constant }: Candidate): Candidate[] {
  const steps = [
    [-1, 0],
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ] as const;
  return [...steps.map(([dp, dq]) => ({ p: p + dp, q: q + dq, constant })), { p, q, constant: !constant }];
}

function differenced(y: Float64Array, fixed: number | undefined): Differenced {
  if (fixed !== undefined) {
    const d = integer('d', fixed, 0, 2);
    return { y, w: difference(y, d), d };
  }
  let d = 0;
  let w = y;
  while (d < 2 && w.length > 3 && remaining({ y, w }, true) > 0 && rejectsLevel(w)) {
    d++;
    w = difference(y, d);
  }
  return { y, w, d };
}

function limited(name: string, most: number | undefined, n: number): number {
  return Math.min(integer(name, most ?? 5, 0, 20), Math.floor(n / 3));
}
