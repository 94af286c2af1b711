import { multiply } from '../../math/small-matrix.ts';
import { stepDown } from './step-down.ts';

/**
 * The presample of an ARMA(p,q), m = max(p,q): the zero-presample residuals are e = eps + H s with H[t,i] = pi[t-i],
 * pi = 1/theta(B), and s[i] = sum_k phi[i+k] z[-k] + theta[i+k] eps[-k]. With z = theta(B) u, eps = phi(B) u for the AR(p)
 * process u, s = O u: Var(s) = L L', L = O C, C C' the Toeplitz autocovariance of u. No Lyapunov equation is solved, and
 * common roots of phi and theta only make O singular, which does no harm.
 */
export type Presample = {
  readonly p: number;
  readonly q: number;
  readonly m: number;
  /** phi[0] = -1, theta[0] = 1, then the coefficients, then zeros up to 2m */
  readonly phi: Float64Array;
  readonly theta: Float64Array;
  /** Row k: the order-k predictor with the first k partial autocorrelations, entries 1..k of p + 1, or of q + 1 */
  readonly predictors: Float64Array;
  readonly maPredictors: Float64Array;
  /** Prediction error variances v[0..p], v[p] = 1 */
  readonly variances: Float64Array;
  /** m x m, row by row: Cholesky factor of the AR autocovariance, Bezoutian of phi and theta, their product */
  readonly c: Float64Array;
  readonly o: Float64Array;
  readonly l: Float64Array;
};

export function createPresample(p: number, q: number): Presample {
  const m = Math.max(p, q);
  const square = () => new Float64Array(m * m);
  const padded = (first: number) => new Float64Array(2 * m + 3).fill(first, 0, 1);
  return {
    p,
    q,
    m,
    phi: padded(-1),
    theta: padded(1),
    predictors: new Float64Array((p + 1) * (p + 1)),
    maPredictors: new Float64Array((q + 1) * (q + 1)),
    variances: new Float64Array(p + 1),
    c: square(),
    o: square(),
    l: square(),
  };
}

/** Fills everything from the partial autocorrelations: `ar` of phi, `ma` of the AR polynomial 2 - theta. */
export function fillPresample(work: Presample, ar: ArrayLike<number>, ma: ArrayLike<number>): void {
  const { p, q, phi, theta, predictors, maPredictors } = work;
  fillPredictors(p, ar, predictors);
  fillPredictors(q, ma, maPredictors);
  for (let i = 1; i <= p; i++) phi[i] = predictors[p * (p + 1) + i]!;
  for (let j = 1; j <= q; j++) theta[j] = -maPredictors[q * (q + 1) + j]!;
  fillFactors(work, ar);
}

/**
 * Fills the rest from `phi` and `theta`, and `ar` with the partial autocorrelations of phi; false when phi is not stationary.
 * `maPredictors` stays as it was.
 */
export function fillFromPolynomials(work: Presample, ar: Float64Array): boolean {
  const { p, phi, predictors } = work;
  for (let i = 1; i <= p; i++) predictors[p * (p + 1) + i] = phi[i]!;
  stepDown(p, predictors, ar);
  for (let k = 0; k < p; k++) if (!(Math.abs(ar[k]!) < 1)) return false;
  fillFactors(work, ar);
  return true;
}

function fillFactors(work: Presample, ar: ArrayLike<number>): void {
  fillVariances(work, ar);
  fillAutocovarianceFactor(work);
  fillBezoutian(work);
  multiply(work.m, work.o, work.c, work.l);
}

/** Durbin-Levinson: row k is the predictor with the first k partial autocorrelations. */
export function fillPredictors(order: number, partials: ArrayLike<number>, table: Float64Array): void {
  const width = order + 1;
  for (let k = 1; k <= order; k++) {
    const r = partials[k - 1]!;
    const row = k * width;
    for (let i = 1; i < k; i++) table[row + i] = table[row - width + i]! - r * table[row - width + k - i]!;
    table[row + k] = r;
  }
}

/** From the end, a product of ratios above 1: no difference of near-equal numbers even for roots next to the circle. */
function fillVariances({ p, variances }: Presample, partials: ArrayLike<number>): void {
  variances[p] = 1;
  for (let k = p - 1; k >= 0; k--) variances[k] = variances[k + 1]! / ((1 - partials[k]!) * (1 + partials[k]!));
}

/** Row k of C is the prediction from the rows before it plus an innovation of variance v[k]: Levinson as a Cholesky. */
function fillAutocovarianceFactor({ p, m, predictors, variances, c }: Presample): void {
  c.fill(0);
  for (let k = 0; k < m; k++) {
    const order = Math.min(k, p);
    const row = order * (p + 1);
    for (let i = 1; i <= order; i++) {
      const a = predictors[row + i]!;
      for (let j = 0; j <= k - i; j++) c[k * m + j] = c[k * m + j]! + a * c[(k - i) * m + j]!;
    }
    c[k * m + k] = Math.sqrt(variances[order]!);
  }
}

function fillBezoutian({ m, phi, theta, o }: Presample): void {
  for (let i = 0; i < m; i++) {
    for (let r = 0; r < m; r++) {
      let sum = 0;
      for (let k = 0; k <= r; k++) sum += phi[i + 1 + k]! * theta[r - k]! - theta[i + 1 + k]! * phi[r - k]!;
      o[i * m + r] = sum;
    }
  }
}
