import { descend, type Objective, startDescent } from '../../math/bfgs.ts';
import { choleskyInPlace, solveLower, solveLowerTransposed } from '../../math/small-matrix.ts';
import { derivatives, type EtsPoint, type EtsWork, evaluate, information } from './likelihood.ts';
import { LEAST_DAMPING, LEAST_WEIGHT, MOST_DAMPING, MOST_WEIGHT } from './specification.ts';

/** |x| <= 35: a logistic weight reaches both ends of its range to the last digit, an initial state moves 1050 units. */
const SEARCH = { tolerance: 1e-5, maxIterations: 200, bound: 35 };
const POLISH = { ...SEARCH, tolerance: 1e-13 };
const STATE_UNIT = 30;
const ALPHAS = [0.05, 0.3, 0.7, 0.95];
/** beta as a share of alpha */
const SHARES = [0.02, 0.25];
const DAMPINGS = [0.83, 0.95];
const DESCENTS = 3;

export type EtsOptimum = { readonly point: EtsPoint; readonly value: number; readonly squares: number };

/**
 * The highest likelihood found by BFGS with an adjoint gradient from the best of a grid, whose initial states are a
 * Gauss-Newton step from those of the first value. `y` in units of its steps.
 */
export function search(work: EtsWork): EtsOptimum {
  const base = work.specification.multiplicative ? work.y[0]! : 0;
  const objective = searchObjective(work, base);
  const starts = grid(work)
    .map(point => settled(work, { ...point, level: work.y[0]!, slope: 0 }))
    .map(point => ({ point, value: evaluate(work, point) }))
    .sort((a, b) => a.value - b.value)
    .slice(0, DESCENTS);
  const found = starts.map(({ point }) => {
    const x = coordinates(work, base, point);
    return descend(objective, startDescent(objective, x, metric(work, point)), SEARCH);
  });
  const best = found.reduce((a, b) => (b.value < a.value ? b : a));
  const point = pointAt(work, base, descend(objective, best, POLISH).x);
  return { point, value: evaluate(work, point), squares: work.squares };
}

function grid({ specification }: EtsWork): Omit<EtsPoint, 'level' | 'slope'>[] {
  if (specification.trend === 'N') return ALPHAS.map(alpha => ({ alpha, beta: 0, phi: 1 }));
  const dampings = specification.trend === 'A' ? [1] : DAMPINGS;
  return ALPHAS.flatMap(alpha =>
    SHARES.flatMap(share => dampings.map(phi => ({ alpha, beta: LEAST_WEIGHT + share * (alpha - LEAST_WEIGHT), phi }))),
  );
}

/** One Gauss-Newton step of the initial states: the least squares themselves for additive errors. */
function settled(work: EtsWork, point: EtsPoint): EtsPoint {
  const { products, slopes } = information(work, point);
  const m = work.specification.searched;
  const states = m > 2 ? [1, 3] : [1];
  const matrix = Float64Array.from(states.flatMap(i => states.map(j => products[i * m + j]!)));
  const step = Float64Array.from(states, i => -slopes[i]!);
  if (!choleskyInPlace(states.length, matrix)) return point;
  solveLower(states.length, matrix, step, 1);
  solveLowerTransposed(states.length, matrix, step, 1);
  const moved = { ...point, level: point.level + step[0]!, slope: point.slope + (step[1] ?? 0) };
  return evaluate(work, moved) < evaluate(work, point) ? moved : point;
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
  const { products } = information(work, point);
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
  const inverse = new Float64Array(m * m);
  for (let i = 0; i < m; i++) inverse[i * m + i] = 1;
  if (!choleskyInPlace(m, matrix)) return inverse;
  solveLower(m, matrix, inverse, m);
  solveLowerTransposed(m, matrix, inverse, m);
  return inverse;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const logit = (value: number, least: number, most: number): number => Math.log((value - least) / (most - value));
