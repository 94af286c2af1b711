/**
 * -2 log-likelihood (without n log 2 pi + n - n log n) of a stationary ARMA with innovations of unit variance concentrated
 * out, n log S + sum log F, by a textbook Kalman filter: Harvey's state space, the initial covariance by doubling, every
 * covariance updated at every step. Slow and plain on purpose: it shares no idea with the shipped likelihood.
 */
export function plainKalman(w: ArrayLike<number>, ar: readonly number[], ma: readonly number[]): number {
  const size = Math.max(ar.length, ma.length + 1);
  const range = Array.from({ length: size }, (_, i) => i);
  const transition = range.map(i => range.map(j => (j === 0 ? (ar[i] ?? 0) : 0) + (j === i + 1 ? 1 : 0)));
  const load = range.map(i => (i === 0 ? 1 : (ma[i - 1] ?? 0)));
  const noise = load.map(a => load.map(b => a * b));
  let covariance = stationary(transition, noise);
  let state = range.map(() => 0);
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < w.length; t++) {
    const innovation = w[t]! - state[0]!;
    const variance = covariance[0]![0]!;
    squares += innovation ** 2 / variance;
    logs += Math.log(variance);
    const gain = covariance.map(row => row[0]! / variance);
    const filtered = state.map((value, i) => value + gain[i]! * innovation);
    const kept = covariance.map((row, i) => row.map((value, j) => value - gain[i]! * covariance[0]![j]!));
    state = transition.map(row => row.reduce((sum, value, i) => sum + value * filtered[i]!, 0));
    covariance = add(product(product(transition, kept), transposed(transition)), noise);
  }
  return w.length * Math.log(squares) + logs;
}

type Matrix = readonly (readonly number[])[];

function stationary(transition: Matrix, noise: Matrix): Matrix {
  let sum = noise;
  let power = transition;
  for (let doubling = 0; doubling < 40; doubling++) {
    sum = add(sum, product(product(power, sum), transposed(power)));
    power = product(power, power);
  }
  return sum;
}

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map(row => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));

const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map(row => row[j]!));

const add = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((value, j) => value + b[i]![j]!));
