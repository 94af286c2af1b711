import { correctedAic } from '../../math/likelihood.ts';
import { keyOf, type Orders } from './auto-search.ts';
import { admissibleClimber, type Climber, type Found } from './maximise.ts';
import {
  type Candidate,
  coefficientCount,
  countParameters,
  type Differenced,
  factorsOfCandidate,
  findOptimum,
  loadWorkspace,
  logLikelihoodOf,
} from './optimum.ts';

/** What a search knows of a candidate. */
type Known = { readonly aicc: number; readonly x: Float64Array };

export type CandidateScores = {
  /** AICc of the maximum that Hannan-Rissanen leads to */
  single(orders: Orders): number;
  /** AICc of the best maximum found from it, from equal roots and from the maxima of smaller candidates */
  multi(orders: Orders): number;
  /** Where the best maximum found so far is */
  best(orders: Orders): Float64Array;
};

/** Candidates that are this far behind in AICc after one descent are not given more. */
const HOPELESS = 20;

/**
 * Every candidate is descended from each start once. Descents take the series less its mean, which is where the mean's own
 * estimate ends to a few digits, and the score at their end has the exact one.
 * @param dataFor the series, with the constant among its regressors where there are any
 */
export function candidateScores(
  dataFor: (constant: boolean) => Differenced,
  candidateOf: (orders: Orders) => Candidate,
): CandidateScores {
  const singles = new Map<string, Known>();
  const multis = new Map<string, Known>();
  let least = Number.POSITIVE_INFINITY;

  const known = (orders: Orders): Known | undefined => multis.get(keyOf(orders)) ?? singles.get(keyOf(orders));

  function single(orders: Orders): Known {
    const key = keyOf(orders);
    const before = singles.get(key);
    if (before) return before;
    const found = explore(dataFor(orders.constant), candidateOf(orders), climber => climber.startValues('single'));
    singles.set(key, found);
    least = Math.min(least, found.aicc);
    return found;
  }

  function multi(orders: Orders): Known {
    const key = keyOf(orders);
    const before = multis.get(key);
    if (before) return before;
    const first = single(orders);
    const candidate = candidateOf(orders);
    let found = first;
    if (coefficientCount(candidate) > 0 && first.aicc < least + HOPELESS) {
      const more = explore(dataFor(orders.constant), candidate, climber => [
        ...smaller(orders, known),
        ...(needsPatterns(orders, multis) ? climber.startValues('multi').slice(1) : []),
      ]);
      if (more.aicc < first.aicc) found = more;
    }
    multis.set(key, found);
    least = Math.min(least, found.aicc);
    return found;
  }

  return {
    single: orders => single(orders).aicc,
    multi: orders => multi(orders).aicc,
    best: orders => (known(orders) ?? single(orders)).x,
  };
}

/**
 * Equal roots are tried where they first can be, with one and two of each, and with or without a constant, not both: the
 * maxima found there are the starts of the others.
 */
const needsPatterns = (orders: Orders, done: ReadonlyMap<string, Known>): boolean =>
  orders.p === orders.q && orders.p <= 2 && !done.has(keyOf({ ...orders, constant: !orders.constant }));

function explore(data: Differenced, candidate: Candidate, starts: (climber: Climber) => Float64Array[]): Known {
  if (coefficientCount(candidate) === 0) {
    const { aicc } = findOptimum(data, candidate, { starts: 'single', admissible: true, polish: false });
    return { aicc, x: new Float64Array(0) };
  }
  const centred = loadWorkspace(data, candidate, false);
  const climber = admissibleClimber(centred.work, factorsOfCandidate(candidate));
  const chosen = starts(climber);
  if (chosen.length === 0) return { aicc: Number.POSITIVE_INFINITY, x: new Float64Array(0) };
  let found: Found = climber.climb(chosen);
  if (candidate.constant && !data.design) {
    const exact = loadWorkspace(data, candidate);
    found = { value: admissibleClimber(exact.work, factorsOfCandidate(candidate)).valueAt(found.x), x: found.x };
  }
  const n = data.w.length;
  const logLikelihood = logLikelihoodOf(found.value, n, centred.scale);
  return { aicc: correctedAic(logLikelihood, countParameters(candidate, data.design?.count), n), x: found.x };
}

/** Maxima of candidates with one coefficient less, or without the constant, as points of this one: nothing is lost. */
function smaller(orders: Orders, known: (orders: Orders) => Known | undefined): Float64Array[] {
  const { p, q, P, Q } = orders;
  const ends = { p, q: p + q, P: p + q + P, Q: p + q + P + Q };
  const found: Float64Array[] = [];
  for (const key of ['p', 'q', 'P', 'Q'] as const) {
    const less = orders[key] > 0 ? known({ ...orders, [key]: orders[key] - 1 }) : undefined;
    if (less && less.x.length > 0) found.push(inserted(less.x, ends[key] - 1));
  }
  const other = known({ ...orders, constant: !orders.constant });
  if (other && other.x.length > 0) found.push(other.x);
  return found;
}

function inserted(x: Float64Array, at: number): Float64Array {
  const longer = new Float64Array(x.length + 1);
  longer.set(x.subarray(0, at));
  longer.set(x.subarray(at), at + 1);
  return longer;
}
