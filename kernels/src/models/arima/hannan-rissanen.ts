import { partialsFromCoefficients } from '../../math/partials.ts';
import { pivotedCholesky, solvePivoted } from '../../math/pivoted-cholesky.ts';
import type { Factors } from './factors.ts';
import { dotLags } from './lag-sums.ts';

const LONGEST = 19;
/** Starts further out than this are pulled in: closer to the circle a descent starts on a plateau. */
const OUTERMOST = 0.9;

/** Autocovariances 0..19, or 0..most where that is more, of a series that is readable, and zero, past n. */
export function autocovariances(z: Float64Array, n: number, most: number): Float64Array {
  const longest = Math.max(LONGEST, most);
  const sums = new Float64Array(longest + 1);
  const count = Math.min(longest, n - 1) + 1;
  dotLags(z, z, n, 0, count, sums, 0);
  return sums.map(sum => sum / n);
}

/**
 * Start values x = atanh of the partial autocorrelations, from autocovariances alone: a long autoregression chosen by AIC
 * gives the moments of the innovations, one regression of z on p of its own lags and q lagged innovations the coefficients.
 * @see Hannan & Rissanen (1982), Biometrika 69
 */
export function hannanRissanen(gamma: Float64Array, n: number, p: number, q: number): Float64Array {
  const { variance, psi } = longAutoregression(gamma, n, Math.max(p, q));
  const size = p + q;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let i = 0; i < p; i++) {
    right[i] = gamma[i + 1]!;
    for (let k = 0; k < p; k++) matrix[i * size + k] = gamma[Math.abs(i - k)]!;
    for (let j = i; j < q; j++) {
      matrix[i * size + p + j] = variance * psi[j - i]!;
      matrix[(p + j) * size + i] = variance * psi[j - i]!;
    }
  }
  for (let j = 0; j < q; j++) {
    right[p + j] = variance * psi[j + 1]!;
    matrix[(p + j) * size + p + j] = variance;
  }
  for (let i = 0; i < size; i++) matrix[i * size + i] = matrix[i * size + i]! * (1 + 1e-6);
  const solution = solvePivoted(pivotedCholesky(matrix, size, 1e-10), right);
  const x = new Float64Array(size);
  x.set(toX(solution.subarray(0, p)), 0);
  x.set(toX(solution.subarray(p).map(value => -value)), p);
  return x;
}

/**
 * The same for factors: one regression on the lags of each, cross products left out.
 * @param gamma autocovariances up to the degrees of the multiplied polynomials at least
 */
export function seasonalHannanRissanen(gamma: Float64Array, n: number, factors: Factors): Float64Array {
  const { p, q, P, Q, period } = factors;
  const lagsOf = (count: number, step: number) => Array.from({ length: count }, (_, i) => (i + 1) * step);
  const own = [...lagsOf(p, 1), ...lagsOf(P, period)];
  const shocks = [...lagsOf(q, 1), ...lagsOf(Q, period)];
  const { variance, psi } = longAutoregression(gamma, n, Math.max(0, ...own, ...shocks), gamma.length - 1);
  const size = own.length + shocks.length;
  const cross = (lag: number, shock: number) => (shock >= lag ? variance * psi[shock - lag]! : 0);
  const moment = (i: number, k: number): number => {
    const [a, b] = [own[i], own[k]];
    if (a !== undefined && b !== undefined) return gamma[Math.abs(a - b)]!;
    if (a !== undefined) return cross(a, shocks[k - own.length]!);
    if (b !== undefined) return cross(b, shocks[i - own.length]!);
    return shocks[i - own.length] === shocks[k - own.length] ? variance : 0;
  };
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, k] = [Math.floor(at / size), at % size];
    return i === k ? moment(i, k) * (1 + 1e-6) : moment(i, k);
  });
  const right = Float64Array.from({ length: size }, (_, i) => {
    const lag = own[i];
    return lag === undefined ? variance * psi[shocks[i - own.length]!]! : gamma[lag]!;
  });
  const solution = solvePivoted(pivotedCholesky(matrix, size, 1e-10), right);
  const [ar, ma] = [solution.subarray(0, p + P), solution.subarray(p + P).map(value => -value)];
  return Float64Array.from([
    ...toX(ar.subarray(0, p)),
    ...toX(ma.subarray(0, q)),
    ...toX(ar.subarray(p)),
    ...toX(ma.subarray(q)),
  ]);
}

/** Durbin-Levinson up to `most` lags; the order of least AIC gives the innovation variance and the psi weights. */
function longAutoregression(gamma: Float64Array, n: number, psiCount: number, most = LONGEST) {
  const a = new Float64Array(most);
  const best = new Float64Array(most);
  let bestOrder = 0;
  let variance = gamma[0]!;
  let bestVariance = variance;
  let least = n * Math.log(variance);
  const longest = Math.min(most, Math.floor(n / 3));
  for (let k = 1; k <= longest; k++) {
    let sum = gamma[k]!;
    for (let i = 1; i < k; i++) sum -= a[i - 1]! * gamma[k - i]!;
    const r = sum / variance;
    if (!(Math.abs(r) < 1)) break;
    for (let i = 0, j = k - 2; i <= j; i++, j--) {
      const [low, high] = [a[i]!, a[j]!];
      a[i] = low - r * high;
      a[j] = high - r * low;
    }
    a[k - 1] = r;
    variance *= (1 - r) * (1 + r);
    const criterion = n * Math.log(variance) + 2 * k;
    if (!(criterion < least)) continue;
    least = criterion;
    bestOrder = k;
    bestVariance = variance;
    best.set(a);
  }
  return { variance: bestVariance, psi: psiWeights(best, bestOrder, psiCount) };
}

function psiWeights(a: Float64Array, order: number, count: number): Float64Array {
  const psi = new Float64Array(count + 1);
  psi[0] = 1;
  for (let k = 1; k <= count; k++) {
    for (let i = Math.min(order, k); i > 0; i--) psi[k] = psi[k]! + a[i - 1]! * psi[k - i]!;
  }
  return psi;
}

/** Partial autocorrelations by step-down, pulled inside on the way where the polynomial is not stationary. */
function toX(coefficients: ArrayLike<number>): number[] {
  const exact = partialsFromCoefficients(coefficients);
  const partials = exact?.every(r => Math.abs(r) <= OUTERMOST) ? exact : clampedPartials(coefficients);
  return partials.map(Math.atanh);
}

function clampedPartials(coefficients: ArrayLike<number>): number[] {
  let a = Array.from(coefficients);
  const partials: number[] = new Array(a.length).fill(0);
  for (let k = a.length - 1; k >= 0; k--) {
    const r = Math.max(-OUTERMOST, Math.min(OUTERMOST, a[k]!));
    partials[k] = r;
    const above = a;
    a = above.slice(0, k).map((value, i) => (value + r * above[k - 1 - i]!) / ((1 - r) * (1 + r)));
  }
  return partials;
}
