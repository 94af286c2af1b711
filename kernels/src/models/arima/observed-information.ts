import { inversePositive, solveLower, solveLowerTransposed } from '../../math/small-matrix.ts';
import { evaluateFactors, factorsGradientInto } from './factor-likelihood.ts';
import type { Factors } from './factors.ts';
import { factorInformation } from './information.ts';
import type { Workspace } from './workspace.ts';

/** The likelihood around coefficients c, and how the linear part follows them. */
export type Curvature = {
  /** Inverse Hessian of the negative log-likelihood in c, the linear part at its best for each */
  readonly covariance: Float64Array;
  /** Row j: derivatives by c of column j's weight */
  readonly slopes: Float64Array;
  /** Covariance of the columns' weights for this c, in units of the scaled series */
  readonly linear: Float64Array;
  /** Twice the log-likelihood that a Newton step would gain */
  readonly decrement: number;
};

/** In units of the asymptotic standard error that each coefficient would have if the others were known. */
const STEP = 0.02;
const MAX_HALVINGS = 12;

/** Undefined where the likelihood cannot be computed around c, or has no maximum there. */
export function curvatureAt(work: Workspace, factors: Factors, c: Float64Array): Curvature | undefined {
  const size = c.length;
  const centre = slopeAt(work, factors, c);
  if (centre === undefined) return undefined;
  const linear = linearCovariance(work);
  const count = work.columns?.count ?? 0;
  const hessian = new Float64Array(size * size);
  const slopes = new Float64Array(count * size);
  const information = factorInformation(c, factors);
  for (let i = 0; i < size; i++) {
    const step = STEP / Math.sqrt(work.n * information[i * size + i]!);
    const change = changeAlong(work, factors, c, i, step);
    if (change === undefined) return undefined;
    for (let j = 0; j < size; j++) {
      // Half of the value is the negative log-likelihood; half again from each of the two that make an entry symmetric.
      hessian[i * size + j] = hessian[i * size + j]! + change.gradient[j]! / 4;
      hessian[j * size + i] = hessian[j * size + i]! + change.gradient[j]! / 4;
    }
    for (let j = 0; j < count; j++) slopes[j * size + i] = change.beta[j]!;
  }
  const covariance = inversePositive(size, hessian);
  if (covariance === undefined) return undefined;
  let decrement = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      decrement += 0.5 * centre.gradient[i]! * covariance[i * size + j]! * centre.gradient[j]!;
    }
  }
  return { covariance, slopes, linear, decrement };
}

type Slope = { readonly gradient: Float64Array; readonly beta: Float64Array };

function slopeAt(work: Workspace, factors: Factors, c: Float64Array): Slope | undefined {
  const gradient = new Float64Array(c.length);
  if (!(evaluateFactors(work, factors, c) < Number.POSITIVE_INFINITY)) return undefined;
  factorsGradientInto(work, factors, c, gradient);
  if (!gradient.every(Number.isFinite)) return undefined;
  return { gradient, beta: work.columns?.beta.slice() ?? new Float64Array(0) };
}

/** Derivatives by c[i]: central differences with two steps, error of order step^4. */
function changeAlong(work: Workspace, factors: Factors, c: Float64Array, i: number, first: number): Slope | undefined {
  let step = first;
  for (let halving = 0; halving < MAX_HALVINGS; halving++, step /= 2) {
    const [a, b, d, e] = [-2, -1, 1, 2].map(by => slopeAt(work, factors, c.with(i, c[i]! + by * step)));
    if (!(a && b && d && e)) continue;
    const width = 12 * step;
    const derivative = (pick: (slope: Slope) => Float64Array) =>
      pick(a).map((value, j) => (value - pick(e)[j]! + 8 * (pick(d)[j]! - pick(b)[j]!)) / width);
    return { gradient: derivative(slope => slope.gradient), beta: derivative(slope => slope.beta) };
  }
  return undefined;
}

/** sigma2 times the inverse of the normal matrix that the last evaluation left. */
function linearCovariance({ columns, squares, n }: Workspace): Float64Array {
  if (columns === undefined) return new Float64Array(0);
  const { count, factor } = columns;
  const identity = new Float64Array(count * count);
  for (let j = 0; j < count; j++) identity[j * count + j] = squares / n;
  solveLower(count, factor, identity, count);
  solveLowerTransposed(count, factor, identity, count);
  return identity;
}
