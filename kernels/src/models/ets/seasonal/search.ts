import { type Descent, descend, type Objective, startDescent } from '../../../math/bfgs.ts';
import {
  choleskyInPlace,
  identity,
  inversePositive,
  solveLower,
  solveLowerTransposed,
} from '../../../math/small-matrix.ts';
import { LEAST_DAMPING, LEAST_WEIGHT, MOST_DAMPING, MOST_WEIGHT } from '../specification.ts';
import { seasonalDerivatives } from './derivatives.ts';
import { seasonalInformation } from './information.ts';
import { evaluateSeasonal, type SeasonalWork } from './likelihood.ts';
import type { SeasonalPoint } from './point.ts';

/** |x| <= 35: a logistic weight reaches both ends of its range to the last digit. */
const SEARCH = { tolerance: 1e-5, maxIterations: 300, bound: 35 };
const POLISH = { ...SEARCH, tolerance: 1e-13 };
const STATE_UNIT = 30;
const ALPHAS = [0.05, 0.3, 0.7];
/** beta as a share of alpha, gamma as a share of 1 - alpha */
const SHARES = [0.02, 0.25];
const SEASON_SHARES = [0.01, 0.2, 0.6];
const DAMPINGS = [0.83, 0.96];
const DESCENTS = 4;
/** How many steps of a further start are taken before it is looked at */
const LOOK = 4;

export type SeasonalOptimum = { readonly point: SeasonalPoint; readonly value: number; readonly squares: number };

/** As `search` without a season: BFGS with an adjoint gradient from the best of a grid, each with its own initial states. */
export function searchSeasonal(work: SeasonalWork, first: SeasonalPoint): SeasonalOptimum {
  const objective = searchObjective(work, first);
  const [best, ...others] = grid(work, first)
    .map(point => settled(work, possible(work, point)))
    .map(point => ({ point, value: evaluateSeasonal(work, point) }))
    .filter(({ value }) => value < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.value - b.value)
    .slice(0, DESCENTS)
    .map(({ point }) => begun(work, objective, first, settled(work, point)));
  if (!best) return { point: first, value: Number.POSITIVE_INFINITY, squares: Number.NaN };
  let found = descend(objective, best, SEARCH);
  for (const other of others) found = better(objective, found, other);
  const again = begun(work, objective, first, pointAt(work, first, found.x));
  const polished = descend(objective, again, POLISH);
  const { x } = polished.value <= found.value ? polished : found;
  const point = pointAt(work, first, x);
  return { point, value: evaluateSeasonal(work, point), squares: work.squares };
}

const begun = (work: SeasonalWork, objective: Objective, first: SeasonalPoint, point: SeasonalPoint): Descent =>
  startDescent(objective, coordinates(work, first, point), metric(work, point));

/** Goes on with another start as long as its own quadratic says that it may become better. */
function better(objective: Objective, best: Descent, other: Descent): Descent {
  for (let i = 0; i < SEARCH.maxIterations; i += LOOK) {
    descend(objective, other, { ...SEARCH, maxIterations: LOOK });
    if (!(other.decrement > SEARCH.tolerance) || other.value - 2 * other.decrement > best.value) break;
  }
  return other.value < best.value ? other : best;
}

function grid({ specification }: SeasonalWork, first: SeasonalPoint): SeasonalPoint[] {
  const trended = specification.trend !== 'N';
  const dampings = specification.trend === 'Ad' ? DAMPINGS : [1];
  return ALPHAS.flatMap(alpha =>
    SEASON_SHARES.flatMap(seasonShare =>
      (trended ? SHARES : [0]).flatMap(share =>
        dampings.map(phi => ({
          ...first,
          alpha,
          beta: trended ? LEAST_WEIGHT + share * (alpha - LEAST_WEIGHT) : 0,
          gamma: LEAST_WEIGHT + seasonShare * (1 - alpha - LEAST_WEIGHT),
          phi,
          slope: trended ? first.slope : 0,
        })),
      ),
    ),
  );
}

/** With a weaker season where the first predictions of a strong one are not above 0. */
function possible(work: SeasonalWork, point: SeasonalPoint): SeasonalPoint {
  if (!work.specification.multiplicative) return point;
  const middle = work.specification.season === 'M' ? 1 : 0;
  for (const share of [1, 0.3, 0.1, 0.03, 0]) {
    const weaker = { ...point, season: point.season.map(value => middle + share * (value - middle)) };
    if (evaluateSeasonal(work, weaker) < Number.POSITIVE_INFINITY) return weaker;
  }
  return point;
}

/** One Gauss-Newton step of the initial states: the least squares themselves for additive errors and seasons. */
function settled(work: SeasonalWork, point: SeasonalPoint): SeasonalPoint {
  const { places, period } = work;
  const before = evaluateSeasonal(work, point);
  const { products, slopes } = seasonalInformation(work, point);
  const states = [places.level, ...(places.slope >= 0 ? [places.slope] : [])];
  for (let j = 0; j < period - 1; j++) states.push(places.season + j);
  const n = states.length;
  const matrix = Float64Array.from(states.flatMap(i => states.map(j => products[i * places.count + j]!)));
  const step = Float64Array.from(states, i => -slopes[i]!);
  if (!(before < Number.POSITIVE_INFINITY) || !choleskyInPlace(n, matrix)) return point;
  solveLower(n, matrix, step, 1);
  solveLowerTransposed(n, matrix, step, 1);
  const trended = places.slope >= 0;
  const season = summed(
    work,
    Array.from(step.subarray(trended ? 2 : 1), (move, j) => point.season[j]! + move),
  );
  const moved = { ...point, level: point.level + step[0]!, slope: point.slope + (trended ? step[1]! : 0), season };
  return evaluateSeasonal(work, moved) < before ? moved : point;
}

/** All seasonals from the first period - 1. */
function summed({ period, specification }: SeasonalWork, own: readonly number[]): Float64Array {
  const total = specification.season === 'M' ? period : 0;
  return Float64Array.of(...own, total - own.reduce((a, b) => a + b, 0));
}

function searchObjective(work: SeasonalWork, first: SeasonalPoint): Objective {
  let point: SeasonalPoint;
  return {
    value(x) {
      point = pointAt(work, first, x);
      return evaluateSeasonal(work, point);
    },
    gradientInto(gradient) {
      gradient.set(chained(work, point, seasonalDerivatives(work, point)));
    },
  };
}

/** x: logits of alpha, of gamma's share of 1 - alpha, of beta's share of alpha and of phi; states in their units. */
function pointAt(work: SeasonalWork, first: SeasonalPoint, x: Float64Array): SeasonalPoint {
  const { places, period } = work;
  const alpha = LEAST_WEIGHT + (MOST_WEIGHT - LEAST_WEIGHT) * logistic(x[places.alpha]!);
  const gamma = LEAST_WEIGHT + Math.max(0, 1 - alpha - LEAST_WEIGHT) * logistic(x[places.gamma]!);
  const trended = places.beta >= 0;
  const beta = trended ? LEAST_WEIGHT + (alpha - LEAST_WEIGHT) * logistic(x[places.beta]!) : 0;
  const phi = places.phi < 0 ? 1 : LEAST_DAMPING + (MOST_DAMPING - LEAST_DAMPING) * logistic(x[places.phi]!);
  const level = first.level + STATE_UNIT * x[places.level]!;
  const slope = trended ? first.slope + STATE_UNIT * x[places.slope]! : 0;
  const unit = seasonUnit(work);
  const own = Array.from({ length: period - 1 }, (_, j) => first.season[j]! + unit * x[places.season + j]!);
  return { alpha, beta, gamma, phi, level, slope, season: summed(work, own) };
}

function coordinates(work: SeasonalWork, first: SeasonalPoint, point: SeasonalPoint): Float64Array {
  const { places, period } = work;
  const { alpha, beta, gamma, phi, level, slope, season } = point;
  const x = new Float64Array(places.count);
  x[places.alpha] = logit(alpha, LEAST_WEIGHT, MOST_WEIGHT);
  x[places.gamma] = logit(gamma, LEAST_WEIGHT, 1 - alpha);
  x[places.level] = (level - first.level) / STATE_UNIT;
  if (places.beta >= 0) {
    x[places.beta] = logit(beta, LEAST_WEIGHT, alpha);
    x[places.slope] = (slope - first.slope) / STATE_UNIT;
  }
  if (places.phi >= 0) x[places.phi] = logit(phi, LEAST_DAMPING, MOST_DAMPING);
  for (let j = 0; j < period - 1; j++) x[places.season + j] = (season[j]! - first.season[j]!) / seasonUnit(work);
  return x;
}

/** Additive seasonals are in units of the series, multiplicative ones near 1. */
const seasonUnit = ({ specification }: SeasonalWork): number => (specification.season === 'M' ? 1 : STATE_UNIT);

/** A row of derivatives by the point as one by x. */
function chained(work: SeasonalWork, point: SeasonalPoint, row: Float64Array): Float64Array {
  const { places } = work;
  const { alpha, beta, gamma, phi } = point;
  const result = row.slice();
  const unit = seasonUnit(work);
  for (let k = places.season; k < places.count; k++) result[k] = unit * row[k]!;
  result[places.level] = STATE_UNIT * row[places.level]!;
  const room = 1 - alpha - LEAST_WEIGHT;
  const seasonShare = room > 0 ? (gamma - LEAST_WEIGHT) / room : 0;
  let byAlpha = row[places.alpha]! - seasonShare * row[places.gamma]!;
  result[places.gamma] = Math.max(0, room) * seasonShare * (1 - seasonShare) * row[places.gamma]!;
  if (places.beta >= 0) {
    const share = alpha > LEAST_WEIGHT ? (beta - LEAST_WEIGHT) / (alpha - LEAST_WEIGHT) : 0;
    byAlpha += share * row[places.beta]!;
    result[places.beta] = (alpha - LEAST_WEIGHT) * share * (1 - share) * row[places.beta]!;
    result[places.slope] = STATE_UNIT * row[places.slope]!;
  }
  const rate = ((alpha - LEAST_WEIGHT) * (MOST_WEIGHT - alpha)) / (MOST_WEIGHT - LEAST_WEIGHT);
  result[places.alpha] = rate * byAlpha;
  if (places.phi >= 0) {
    const width = MOST_DAMPING - LEAST_DAMPING;
    result[places.phi] = (((phi - LEAST_DAMPING) * (MOST_DAMPING - phi)) / width) * row[places.phi]!;
  }
  return result;
}

/** Inverse of n/S J'J in the coordinates of the search, the Hessian without second derivatives of the errors. */
function metric(work: SeasonalWork, point: SeasonalPoint): Float64Array {
  const m = work.places.count;
  const { products } = seasonalInformation(work, point);
  const factor = work.y.length / work.squares;
  const rows = Array.from({ length: m }, (_, i) => chained(work, point, products.subarray(i * m, (i + 1) * m)));
  const matrix = new Float64Array(m * m);
  for (let j = 0; j < m; j++) {
    const column = chained(
      work,
      point,
      Float64Array.from(rows, row => row[j]!),
    );
    for (let i = 0; i < m; i++) matrix[i * m + j] = factor * column[i]! * (i === j ? 1.001 : 1) + (i === j ? 1e-3 : 0);
  }
  return inversePositive(m, matrix) ?? identity(m);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Held off the ends, where it would be infinite. */
function logit(value: number, least: number, most: number): number {
  const share = Math.min(1 - 1e-12, Math.max(1e-12, (value - least) / (most - least)));
  return Math.log(share / (1 - share));
}
