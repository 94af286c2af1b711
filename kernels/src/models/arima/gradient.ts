import { multiply, multiplyTransposed, solveLowerTransposed } from '../../math/small-matrix.ts';
import { dotLags } from './lag-sums.ts';
import { filterBackward, invertBackward } from './passes.ts';
import { reversePresample } from './presample-reverse.ts';
import type { Workspace } from './workspace.ts';

/**
 * The gradient at the x that `evaluate` saw last, at the cost of one more evaluation whatever p + q is. The best mean and
 * presample need no derivative (envelope theorem), so with s their presample, eps = e - mean e1 - H s the innovations,
 * lambda = 1/theta(F) eps, v = c - G s, W = L M^-1 L', and z the series less its mean:
 * d(value) = (n/S) (-2 sum lambda z dphi - 2 sum lambda eps dtheta) + tr(W dG) + tr((G - GWG - (n/S) v v') dVar(s)).
 */
export function gradientInto(work: Workspace, gradient: Float64Array): void {
  reverseLikelihood(work);
  reversePresample(work, gradient);
}

/** The derivatives by phi, theta and L, in `phiBar`, `thetaBar` and `lBar`. */
export function reverseLikelihood(work: Workspace): void {
  const { shape, small, n } = work;
  const { p, q, m } = shape;
  finishPresample(work);
  finishResiduals(work);
  filterBackward(work.z, work.e, work.lambda, n, p, q, shape.theta, small.sums);
  const weight = (-2 * n) / work.squares;
  small.phiBar.fill(0);
  small.thetaBar.fill(0);
  for (let i = 1; i <= p; i++) small.phiBar[i] = weight * small.sums[i - 1]!;
  for (let j = 1; j <= q; j++) small.thetaBar[j] = weight * small.sums[p + j - 1]!;
  if (q > 0) reverseGram(work);
  presampleFactorBar(m, work);
}

/** s = x'(y - mean yUnit), v = c - mean cUnit - G s, lv = L'v = R'^-1 (y - mean yUnit), which loses no digits. */
function finishPresample({ shape: { m }, small, mean }: Workspace): void {
  const { x, g, c, cUnit, y, yUnit, s, v, lv, factor } = small;
  for (let i = 0; i < m; i++) lv[i] = y[i]! - mean * yUnit[i]!;
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += x[k * m + i]! * lv[k]!;
    s[i] = sum;
  }
  for (let i = 0; i < m; i++) {
    let sum = c[i]! - mean * cUnit[i]!;
    for (let k = 0; k < m; k++) sum -= g[i * m + k]! * s[k]!;
    v[i] = sum;
  }
  solveLowerTransposed(m, factor, lv, 1);
}

/** e becomes the innovations, z the series less its mean. */
function finishResiduals(work: Workspace): void {
  const { e, pi, piCount, n, mean, unit, unitCount, small } = work;
  for (let i = 0; i < work.shape.m; i++) subtractShifted(e, pi, Math.min(piCount, n - i), i, small.s[i]!);
  if (!work.hasMean) return;
  subtractShifted(e, unit, unitCount, 0, mean);
  subtractConstant(e, e, unitCount, n, mean * unit[unitCount - 1]!);
  subtractConstant(work.w, work.z, 0, n, mean);
}

function subtractShifted(e: Float64Array, weights: Float64Array, count: number, shift: number, size: number): void {
  for (let k = 0; k < count; k++) e[k + shift] = e[k + shift]! - size * weights[k]!;
}

function subtractConstant(from: Float64Array, into: Float64Array, start: number, end: number, size: number): void {
  for (let t = start; t < end; t++) into[t] = from[t]! - size;
}

/** tr(W dG) through G = H'H and pi = 1/theta(B): the backward filter of tr's derivative by each pi. */
function reverseGram(work: Workspace): void {
  const { shape, small, pi, piBar, lambda, piCount, n } = work;
  const { m, q } = shape;
  multiplyTransposed(m, small.x, small.x, small.w);
  const inner = Math.max(0, Math.min(piCount, n - m + 1));
  piBar.fill(0, 0, piCount);
  for (let lag = 0; lag < m; lag++) {
    let diagonal = 0;
    for (let i = lag; i < m; i++) diagonal += small.w[i * m + i - lag]!;
    addSymmetric(piBar, pi, inner, lag, (lag === 0 ? 1 : 2) * diagonal);
  }
  for (let k = inner; k < piCount; k++) piBar[k] = edgePiBar(work, k);
  invertBackward(piBar, lambda, piCount, q, shape.theta);
  dotLags(pi, lambda, piCount, 1, q, small.sums, 0);
  for (let j = 1; j <= q; j++) small.thetaBar[j] = small.thetaBar[j]! - small.sums[j - 1]!;
}

/** Every pi[k] with k + m <= n meets the whole of W, which then acts by its diagonals. */
function addSymmetric(piBar: Float64Array, pi: Float64Array, count: number, lag: number, weight: number): void {
  const start = Math.min(lag, count);
  for (let k = 0; k < start; k++) piBar[k] = piBar[k]! + weight * pi[k + lag]!;
  for (let k = start; k < count; k++) piBar[k] = piBar[k]! + weight * (pi[k - lag]! + pi[k + lag]!);
}

/** The last pi of a series too short for them to die out. */
function edgePiBar({ shape: { m }, small: { w }, pi, piCount, n }: Workspace, k: number): number {
  let sum = 0;
  for (let i = 0; i < m && k + i < n; i++) {
    for (let j = 0; j < m; j++) {
      const at = k + i - j;
      if (at >= 0 && at < piCount) sum += w[i * m + j]! * pi[at]!;
    }
  }
  return 2 * sum;
}

/** lBar = 2 (G - GWG - (n/S) v v') L, the first two as G L M^-1, in which nothing cancels next to the unit circle. */
function presampleFactorBar(m: number, { small, squares, n }: Workspace): void {
  const { x, g, xg, factor, lBar, v, lv } = small;
  multiply(m, x, g, xg);
  solveLowerTransposed(m, factor, xg, m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) lBar[i * m + j] = 2 * (xg[j * m + i]! - (n / squares) * v[i]! * lv[j]!);
  }
}
