import { choleskyInPlace, multiply, multiplyTransposed, solveLower } from '../../math/small-matrix.ts';
import { concentrateColumns } from './concentrate-columns.ts';
import { dotLags } from './lag-sums.ts';
import { filterForward } from './passes.ts';
import { fillPresample } from './presample.ts';
import type { Workspace } from './workspace.ts';

/** pi weights below this, q in a row, are the last that count. */
const NEGLIGIBLE = 1e-15;

/**
 * n log S + log|V| of the exact Gaussian likelihood at x = (atanh of the partial autocorrelations of phi, then of theta's),
 * S the sum of squares at the best mean, V the covariance in units of the innovation variance:
 * -2 logL = this + n log(2 pi / n) + n. Infinity where it cannot be computed.
 *
 * The zero-presample residuals e differ from the innovations by H s, s ~ N(0, L L'): with G = H'H, c = H'e and
 * M = I + L'G L = R R', S = e'e - |R^-1 L'c|^2 and |V| = |M|. The mean enters as one more series, the constant 1, and is
 * solved for by generalised least squares.
 * @see Ljung & Box (1979), Biometrika 66; Ansley (1979), Biometrika 66; Kohn & Ansley (1985), Biometrika 72
 */
export function evaluate(work: Workspace, x: Float64Array): number {
  const { shape, ar, ma } = work;
  const { p, q } = shape;
  for (let i = 0; i < p; i++) ar[i] = Math.tanh(x[i]!);
  for (let j = 0; j < q; j++) ma[j] = Math.tanh(x[p + j]!);
  fillPresample(shape, ar, ma);
  return evaluateFilled(work);
}

/** The same once the workspace's presample is filled, from whatever parameters. */
export function evaluateFilled(work: Workspace): number {
  const { shape, small, n } = work;
  const { p, q, m } = shape;
  const squares = filterForward(work.w, work.e, n, p, q, shape.phi, shape.theta);
  work.piCount = fillPi(work.pi, shape.theta, q, n);
  work.pi.fill(0, work.piCount, work.piCount + 2 * m + 4);
  dotLags(work.pi, work.e, work.piCount, 0, m, small.c, 0);
  fillGram(work);
  if (!factorise(work)) return Number.POSITIVE_INFINITY;
  work.squares = squares - reduce(m, small.x, small.c, small.y);
  work.mean = 0;
  if (work.columns) work.squares = concentrateColumns(work, work.columns);
  if (work.hasMean) concentrateMean(work);
  if (!(work.squares > 0)) return Number.POSITIVE_INFINITY;
  const value = n * Math.log(work.squares) + work.logDeterminant;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** Weights of 1/theta(B) until q in a row are negligible; how many there are, n at most. */
function fillPi(pi: Float64Array, theta: Float64Array, q: number, n: number): number {
  pi[0] = 1;
  if (q === 0) return 1;
  if (q <= 2) return fillPi2(pi, theta[1]!, theta[2]!, q, n);
  if (q <= 5) return fillPi5(pi, theta, q, n);
  let small = 0;
  for (let k = 1; k < n; k++) {
    let weight = 0;
    for (let j = Math.min(q, k); j > 0; j--) weight -= theta[j]! * pi[k - j]!;
    pi[k] = weight;
    small = Math.abs(weight) < NEGLIGIBLE ? small + 1 : 0;
    if (small === q) return k + 1;
  }
  return n;
}

function fillPi2(pi: Float64Array, t1: number, t2: number, q: number, n: number): number {
  let newest = 1;
  let older = 0;
  let small = 0;
  for (let k = 1; k < n; k++) {
    const weight = 0 - t2 * older - t1 * newest;
    pi[k] = weight;
    older = newest;
    newest = weight;
    small = Math.abs(weight) < NEGLIGIBLE ? small + 1 : 0;
    if (small === q) return k + 1;
  }
  return n;
}

function fillPi5(pi: Float64Array, theta: Float64Array, q: number, n: number): number {
  const [t1, t2, t3, t4, t5] = [theta[1]!, theta[2]!, theta[3]!, theta[4]!, theta[5]!];
  let [p1, p2, p3, p4, p5] = [1, 0, 0, 0, 0];
  let small = 0;
  for (let k = 1; k < n; k++) {
    const weight = 0 - t5 * p5 - t4 * p4 - t3 * p3 - t2 * p2 - t1 * p1;
    pi[k] = weight;
    p5 = p4;
    p4 = p3;
    p3 = p2;
    p2 = p1;
    p1 = weight;
    small = Math.abs(weight) < NEGLIGIBLE ? small + 1 : 0;
    if (small === q) return k + 1;
  }
  return n;
}

/** G[i,j] = sum over t of pi[t-i] pi[t-j]: the last row by sums, the rest along the diagonals. */
function fillGram({ shape: { m }, small: { g, lags }, pi, piCount, n }: Workspace): void {
  dotLags(pi, pi, Math.max(0, Math.min(piCount, n - m + 1)), 0, m, lags, 0);
  for (let lag = 0; lag < m; lag++) {
    let sum = lags[lag]!;
    for (let i = m - 1, j = m - 1 - lag; ; i--, j--) {
      g[i * m + j] = sum;
      g[j * m + i] = sum;
      if (j === 0) break;
      if (n >= i && n - j < piCount) sum += pi[n - i]! * pi[n - j]!;
    }
  }
}

/** M = R R', x = R^-1 L', log|M|; false when M is not finite. */
function factorise(work: Workspace): boolean {
  const { m, l } = work.shape;
  const { g, gl, factor, x } = work.small;
  multiply(m, g, l, gl);
  multiplyTransposed(m, l, gl, factor);
  for (let i = 0; i < m; i++) factor[i * m + i] = factor[i * m + i]! + 1;
  if (!choleskyInPlace(m, factor)) return false;
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) x[i * m + j] = l[j * m + i]!;
  solveLower(m, factor, x, m);
  let sum = 0;
  for (let i = 0; i < m; i++) sum += Math.log(factor[i * m + i]!);
  work.logDeterminant = 2 * sum;
  return true;
}

/** y = x c and |y|^2, what the best presample takes off the sum of squares. */
function reduce(m: number, x: Float64Array, c: Float64Array, y: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += x[i * m + j]! * c[j]!;
    y[i] = sum;
    squares += sum * sum;
  }
  return squares;
}

function concentrateMean(work: Workspace): void {
  const { small, n, unit, e, piCount } = work;
  const { m, p, q } = work.shape;
  const count = Math.min(n, piCount + p + q + m);
  work.unitCount = count;
  fillUnit(work, count);
  dotLags(work.pi, unit, piCount, 0, m, small.cUnit, 0);
  const rest = unit[count - 1]!;
  const own = dotPair(unit, unit, count) + (n - count) * rest * rest - reduce(m, small.x, small.cUnit, small.yUnit);
  let cross = dotPair(unit, e, count) + rest * sumFrom(e, count, n);
  for (let i = 0; i < m; i++) cross -= small.y[i]! * small.yUnit[i]!;
  if (!(own > 0)) return;
  work.mean = cross / own;
  work.squares -= work.mean * cross;
}

function fillUnit({ unit, shape: { p, q, phi, theta } }: Workspace, count: number): void {
  let source = 1;
  for (let t = 0; t < count; t++) {
    if (t > 0 && t <= p) source -= phi[t]!;
    let residual = source;
    for (let j = Math.min(q, t); j > 0; j--) residual -= theta[j]! * unit[t - j]!;
    unit[t] = residual;
  }
}

function dotPair(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let t = 0; t < count; t++) sum += a[t]! * b[t]!;
  return sum;
}

function sumFrom(a: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += a[t]!;
  return sum;
}
