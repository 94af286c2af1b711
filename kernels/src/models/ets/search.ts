import { type Descent, descend, type Objective, startDescent } from '../../math/bfgs.ts';
import { identity, inversePositive } from '../../math/small-matrix.ts';
import { information } from './information.ts';
import { derivatives, type EtsPoint, type EtsWork, evaluate, stateStep } from './likelihood.ts';
import { LEAST_DAMPING, LEAST_WEIGHT, MOST_DAMPING, MOST_WEIGHT } from './specification.ts';

/** |x| <= 35: a logistic weight reaches both ends of its range to the last digit, an initial state moves 1050 units. */
const SEARCH = { tolerance: 1e-4, maxIterations: 200, bound: 35 };
const POLISH = { ...SEARCH, tolerance: 1e-11 };
/** A logit beyond which a weight is within a thousandth of an end of its range */
const NEAR_END = 7;
const STATE_UNIT = 30;
const ALPHAS = [0.05, 0.3, 0.7, 0.95];
/** beta as a share of alpha */
const SHARES = [0.02, 0.25];
const DAMPINGS = [0.83, 0.95];
const DESCENTS = 3;
/** How many steps of a further start are taken before it is looked at */
const LOOK = 4;
/** How many steps it has at least, as the quadratic of the first ones may be far too pessimistic */
const PATIENCE = 8;

/** `value` is that of the search, within 1e-3 of the optimum or so, where `polish` goes. */
export type EtsSearch = { readonly value: number; polish(): EtsOptimum };

export type EtsOptimum = { readonly point: EtsPoint; readonly value: number; readonly squares: number };

/**
 * The highest likelihood found by BFGS with an adjoint gradient from the best of a grid, whose initial states are a
 * Gauss-Newton step from those of the first value. `y` in units of its steps.
 */
export function search(work: EtsWork): EtsSearch {
  const base = work.specification.multiplicative ? work.y[0]! : 0;
  const objective = searchObjective(work, base);
  const [first, ...others] = grid(work)
    .map(point => settled(work, { ...point, level: work.y[0]!, slope: 0 }))
    .sort((a, b) => a.value - b.value)
    .slice(0, DESCENTS)
    .map(({ point }) => startDescent(objective, coordinates(work, base, point), metric(work, point)));
  let best = descend(objective, first!, SEARCH);
  for (const other of others) best = better(objective, best, other);
  return {
    value: best.value,
    polish() {
      const rested = atEnds(work, objective, best);
      const start = startDescent(objective, rested, metric(work, pointAt(work, base, rested)));
      const point = pointAt(work, base, descend(objective, start, POLISH).x);
      return { point, value: evaluate(work, point), squares: work.squares };
    },
  };
}

function grid({ specification }: EtsWork): Omit<EtsPoint, 'level' | 'slope'>[] {
  if (specification.trend === 'N') return ALPHAS.map(alpha => ({ alpha, beta: 0, phi: 1 }));
  const dampings = specification.trend === 'A' ? [1] : DAMPINGS;
  return ALPHAS.flatMap(alpha =>
    SHARES.flatMap(share => dampings.map(phi => ({ alpha, beta: LEAST_WEIGHT + share * (alpha - LEAST_WEIGHT), phi }))),
  );
}

/**
 * Puts weights that are on their way to an end of their range there, if that is no worse: the logistic would take many steps
 * for the last digits.
 */
function atEnds({ specification }: EtsWork, objective: Objective, { x, value }: Descent): Float64Array {
  const rested = x.slice();
  const least = Math.abs(value) * 1e-14;
  for (const k of specification.trend === 'N' ? [0] : specification.trend === 'A' ? [0, 2] : [0, 2, 4]) {
    if (Math.abs(x[k]!) < NEAR_END) continue;
    rested[k] = Math.sign(x[k]!) * SEARCH.bound;
    if (objective.value(rested) > value + least) rested[k] = x[k]!;
  }
  return rested;
}

/** Goes on with another start as long as its own quadratic says that it may become better. */
function better(objective: Objective, best: Descent, other: Descent): Descent {
  for (let i = 0; i < SEARCH.maxIterations; i += LOOK) {
    descend(objective, other, { ...SEARCH, maxIterations: LOOK });
    if (!(other.decrement > SEARCH.tolerance)) break;
    if (i >= PATIENCE && other.value - 20 * other.decrement > best.value) break;
    if (other.value < best.value + 0.02 && sameValley(other.x, best.x)) break;
  }
  return other.value < best.value ? other : best;
}

/** Whether every weight is near the other's, or on the way to the same end. */
const sameValley = (x: Float64Array, other: Float64Array): boolean =>
  x.every((value, k) => {
    const there = other[k]!;
    const sameEnd = Math.min(Math.abs(value), Math.abs(there)) > 4 && value * there > 0;
    return k % 2 === 1 || sameEnd || Math.abs(value - there) < 0.3;
  });

/** One Gauss-Newton step of the initial states: the least squares themselves for additive errors. */
function settled(work: EtsWork, point: EtsPoint): { point: EtsPoint; value: number } {
  const value = evaluate(work, point);
  const step = stateStep(work, point);
  if (!step) return { point, value };
  const moved = { ...point, level: point.level + step.level, slope: point.slope + step.slope };
  const reached = evaluate(work, moved);
  return reached < value ? { point: moved, value: reached } : { point, value };
}

function searchObjective(work: EtsWork, base: number): Objective {
  let point: EtsPoint;
  return {
    value(x) {
      point = pointAt(work, base, x);
      return evaluate(work, point);
    },
    gradientInto(gradient) {
      const byPoint = derivatives(work, point);
      const rates = ratesAt(point);
      for (let i = 0; i < gradient.length; i++) gradient[i] = byPoint[i]! * rates[i]!;
      gradient[0] = gradient[0]! + byPoint[2]! * shareOfAlpha(point) * rates[0]!;
    },
  };
}

/** x: logit of alpha, level, logit of beta's share of alpha, slope, logit of phi. */
function pointAt({ specification }: EtsWork, base: number, x: Float64Array): EtsPoint {
  const alpha = LEAST_WEIGHT + (MOST_WEIGHT - LEAST_WEIGHT) * logistic(x[0]!);
  const level = base + STATE_UNIT * x[1]!;
  if (specification.trend === 'N') return { alpha, beta: 0, phi: 1, level, slope: 0 };
  const beta = LEAST_WEIGHT + (alpha - LEAST_WEIGHT) * logistic(x[2]!);
  const phi = x.length < 5 ? 1 : LEAST_DAMPING + (MOST_DAMPING - LEAST_DAMPING) * logistic(x[4]!);
  return { alpha, beta, phi, level, slope: STATE_UNIT * x[3]! };
}

function coordinates({ specification }: EtsWork, base: number, point: EtsPoint): Float64Array {
  const { alpha, beta, phi, level, slope } = point;
  return Float64Array.of(
    logit(alpha, LEAST_WEIGHT, MOST_WEIGHT),
    (level - base) / STATE_UNIT,
    logit(beta, LEAST_WEIGHT, alpha),
    slope / STATE_UNIT,
    logit(phi, LEAST_DAMPING, MOST_DAMPING),
  ).subarray(0, specification.searched);
}

/** d(point)/d(x), each by its own coordinate. */
function ratesAt({ alpha, beta, phi }: EtsPoint): number[] {
  return [
    ((alpha - LEAST_WEIGHT) * (MOST_WEIGHT - alpha)) / (MOST_WEIGHT - LEAST_WEIGHT),
    STATE_UNIT,
    alpha > LEAST_WEIGHT ? ((beta - LEAST_WEIGHT) * (alpha - beta)) / (alpha - LEAST_WEIGHT) : 0,
    STATE_UNIT,
    ((phi - LEAST_DAMPING) * (MOST_DAMPING - phi)) / (MOST_DAMPING - LEAST_DAMPING),
  ];
}

/** d(beta)/d(alpha) while beta's share stays. */
const shareOfAlpha = ({ alpha, beta }: EtsPoint): number =>
  beta > LEAST_WEIGHT ? (beta - LEAST_WEIGHT) / (alpha - LEAST_WEIGHT) : 0;

/** Inverse of n/S J'J in the coordinates of the search, the Hessian without second derivatives of the errors. */
function metric(work: EtsWork, point: EtsPoint): Float64Array {
  const m = work.specification.searched;
  const products = information(work, point);
  const rates = ratesAt(point);
  const share = shareOfAlpha(point);
  const chained = products.slice();
  if (m > 2) {
    for (let j = 0; j < m; j++) chained[j] = chained[j]! + share * chained[2 * m + j]!;
    for (let i = 0; i < m; i++) chained[i * m] = chained[i * m]! + share * chained[i * m + 2]!;
  }
  const factor = work.y.length / work.squares;
  const matrix = chained.map((value, at) => factor * value * rates[Math.floor(at / m)]! * rates[at % m]!);
  for (let i = 0; i < m; i++) matrix[i * m + i] = 1.001 * matrix[i * m + i]! + 1e-3;
  return inversePositive(m, matrix) ?? identity(m);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const logit = (value: number, least: number, most: number): number => Math.log((value - least) / (most - value));
