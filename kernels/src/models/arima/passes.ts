import { dotLags } from './lag-sums.ts';

/**
 * The O(n) loops of the likelihood. Each is a small function of its own, so that it is optimised after a few calls, and
 * sums the older lags first, so that only the newest one is on the critical path. Arrays are readable, and zero, past `n`.
 */

/** Zero-presample residuals e = (phi/theta)(B) z and their sum of squares; `phi` and `theta` are padded with zeros. */
export function filterForward(
  z: Float64Array,
  e: Float64Array,
  n: number,
  p: number,
  q: number,
  phi: Float64Array,
  theta: Float64Array,
): number {
  if (p <= 2 && q <= 2) return forward2(z, e, n, phi[1]!, phi[2]!, theta[1]!, theta[2]!);
  if (p <= 5 && q === 0) return autoregression5(z, e, n, phi);
  if (p <= 5 && q <= 5) return forward5(z, e, n, phi, theta);
  return forwardAny(z, e, n, p, q, phi, theta);
}

function forward2(z: Float64Array, e: Float64Array, n: number, f1: number, f2: number, t1: number, t2: number): number {
  let z1 = 0;
  let z2 = 0;
  let e1 = 0;
  let e2 = 0;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    const value = z[t]!;
    const residual = value - f1 * z1 - f2 * z2 - t2 * e2 - t1 * e1;
    e[t] = residual;
    squares += residual * residual;
    z2 = z1;
    z1 = value;
    e2 = e1;
    e1 = residual;
  }
  return squares;
}

function autoregression5(z: Float64Array, e: Float64Array, n: number, phi: Float64Array): number {
  const [f1, f2, f3, f4, f5] = [phi[1]!, phi[2]!, phi[3]!, phi[4]!, phi[5]!];
  let [z1, z2, z3, z4, z5] = [0, 0, 0, 0, 0];
  let squares = 0;
  for (let t = 0; t < n; t++) {
    const value = z[t]!;
    const residual = value - f1 * z1 - f2 * z2 - (f3 * z3 + f4 * z4 + f5 * z5);
    e[t] = residual;
    squares += residual * residual;
    z5 = z4;
    z4 = z3;
    z3 = z2;
    z2 = z1;
    z1 = value;
  }
  return squares;
}

function forward5(z: Float64Array, e: Float64Array, n: number, phi: Float64Array, theta: Float64Array): number {
  const [f1, f2, f3, f4, f5] = [phi[1]!, phi[2]!, phi[3]!, phi[4]!, phi[5]!];
  const [t1, t2, t3, t4, t5] = [theta[1]!, theta[2]!, theta[3]!, theta[4]!, theta[5]!];
  let [z1, z2, z3, z4, z5] = [0, 0, 0, 0, 0];
  let [e1, e2, e3, e4, e5] = [0, 0, 0, 0, 0];
  let squares = 0;
  for (let t = 0; t < n; t++) {
    const value = z[t]!;
    const known = value - f1 * z1 - f2 * z2 - (f3 * z3 + f4 * z4 + f5 * z5);
    const residual = known - (t5 * e5 + t4 * e4 + t3 * e3) - t2 * e2 - t1 * e1;
    e[t] = residual;
    squares += residual * residual;
    z5 = z4;
    z4 = z3;
    z3 = z2;
    z2 = z1;
    z1 = value;
    e5 = e4;
    e4 = e3;
    e3 = e2;
    e2 = e1;
    e1 = residual;
  }
  return squares;
}

function forwardAny(
  z: Float64Array,
  e: Float64Array,
  n: number,
  p: number,
  q: number,
  phi: Float64Array,
  theta: Float64Array,
): number {
  let squares = 0;
  for (let t = 0; t < n; t++) {
    let residual = z[t]!;
    for (let i = Math.min(p, t); i > 0; i--) residual -= phi[i]! * z[t - i]!;
    for (let j = Math.min(q, t); j > 0; j--) residual -= theta[j]! * e[t - j]!;
    e[t] = residual;
    squares += residual * residual;
  }
  return squares;
}

/**
 * lambda = 1/theta(F) eps, F the forward shift, and what the gradient needs of it: out[i - 1] = sum lambda[t] z[t-i] for
 * i <= p, then out[p + j - 1] = sum lambda[t] eps[t-j] for j <= q. `lambda` is scratch.
 */
export function filterBackward(
  z: Float64Array,
  eps: Float64Array,
  lambda: Float64Array,
  n: number,
  p: number,
  q: number,
  theta: Float64Array,
  out: Float64Array,
): void {
  if (p <= 2 && q > 0 && q <= 2) {
    backward2(z, eps, n, theta[1]!, theta[2]!, sums2);
    for (let i = 0; i < p; i++) out[i] = sums2[i]!;
    for (let j = 0; j < q; j++) out[p + j] = sums2[2 + j]!;
    return;
  }
  if (q > 0) invertBackward(eps, lambda, n, q, theta);
  const weights = q > 0 ? lambda : eps;
  dotLags(z, weights, n, 1, p, out, 0);
  dotLags(eps, weights, n, 1, q, out, p);
}

const sums2 = new Float64Array(4);

function backward2(z: Float64Array, eps: Float64Array, n: number, t1: number, t2: number, out: Float64Array): void {
  let l1 = 0;
  let l2 = 0;
  let z1 = 0;
  let z2 = 0;
  let e1 = 0;
  let e2 = 0;
  for (let t = n - 1; t >= 2; t--) {
    const lambda = eps[t]! - t2 * l2 - t1 * l1;
    z1 += lambda * z[t - 1]!;
    z2 += lambda * z[t - 2]!;
    e1 += lambda * eps[t - 1]!;
    e2 += lambda * eps[t - 2]!;
    l2 = l1;
    l1 = lambda;
  }
  if (n >= 2) {
    const lambda = eps[1]! - t2 * l2 - t1 * l1;
    z1 += lambda * z[0]!;
    e1 += lambda * eps[0]!;
  }
  out[0] = z1;
  out[1] = z2;
  out[2] = e1;
  out[3] = e2;
}

/** lambda[t] = source[t] - theta_1 lambda[t+1] - ..., from the end. */
export function invertBackward(
  source: Float64Array,
  lambda: Float64Array,
  n: number,
  q: number,
  theta: Float64Array,
): void {
  if (q <= 2) invertBackward2(source, lambda, n, theta[1]!, theta[2]!);
  else if (q <= 5) invertBackward5(source, lambda, n, theta);
  else invertBackwardAny(source, lambda, n, q, theta);
  lambda.fill(0, n, n + q);
}

function invertBackward2(source: Float64Array, lambda: Float64Array, n: number, t1: number, t2: number): void {
  let l1 = 0;
  let l2 = 0;
  for (let t = n - 1; t >= 0; t--) {
    const value = source[t]! - t2 * l2 - t1 * l1;
    lambda[t] = value;
    l2 = l1;
    l1 = value;
  }
}

function invertBackward5(source: Float64Array, lambda: Float64Array, n: number, theta: Float64Array): void {
  const [t1, t2, t3, t4, t5] = [theta[1]!, theta[2]!, theta[3]!, theta[4]!, theta[5]!];
  let [l1, l2, l3, l4, l5] = [0, 0, 0, 0, 0];
  for (let t = n - 1; t >= 0; t--) {
    const value = source[t]! - (t5 * l5 + t4 * l4 + t3 * l3) - t2 * l2 - t1 * l1;
    lambda[t] = value;
    l5 = l4;
    l4 = l3;
    l3 = l2;
    l2 = l1;
    l1 = value;
  }
}

function invertBackwardAny(
  source: Float64Array,
  lambda: Float64Array,
  n: number,
  q: number,
  theta: Float64Array,
): void {
  for (let t = n - 1; t >= 0; t--) {
    let value = source[t]!;
    for (let j = Math.min(q, n - 1 - t); j > 0; j--) value -= theta[j]! * lambda[t + j]!;
    lambda[t] = value;
  }
}
