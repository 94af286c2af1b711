import type { Objective } from '../../math/bfgs.ts';
import { coefficientsFromPartials, partialsFromCoefficients } from '../../math/partials.ts';
import { fillJacobian } from './information.ts';

/** Every root of phi and theta has at least this modulus when only admissible roots are asked for, as in `auto.arima`. */
const LEAST_MODULUS = 1.01;

/**
 * The objective on the polynomials whose roots have modulus 1.01 or more: coefficient i is that of a polynomial with roots
 * outside the unit circle, divided by 1.01^i. `inner(x)` is the point of the plain objective that x stands for.
 */
export function admissibleOnly(
  plain: Objective,
  p: number,
  q: number,
): Objective & { inner(x: Float64Array): Float64Array } {
  let outer: Float64Array = new Float64Array(p + q);
  let innermost: Float64Array = new Float64Array(p + q);
  return {
    inner: x => inside(x, p, q),
    value(x) {
      outer = x.slice();
      innermost = inside(x, p, q);
      return plain.value(innermost);
    },
    gradientInto(gradient) {
      plain.gradientInto(gradient);
      pullBack(gradient, 0, p, outer, innermost);
      pullBack(gradient, p, q, outer, innermost);
    },
  };
}

function inside(x: Float64Array, p: number, q: number): Float64Array {
  const result = new Float64Array(p + q);
  result.set(shrunk(x.subarray(0, p)), 0);
  result.set(shrunk(x.subarray(p)), p);
  return result;
}

function shrunk(x: Float64Array): number[] {
  const coefficients = coefficientsFromPartials(x.map(Math.tanh)).map((value, i) => value / LEAST_MODULUS ** (i + 1));
  return (partialsFromCoefficients(coefficients) ?? coefficients.map(() => Number.NaN)).map(Math.atanh);
}

/** g := (d inner / d outer)' g for one polynomial, d inner / d outer = J(inner)^-1 diag(1.01^-i) J(outer). */
function pullBack(gradient: Float64Array, at: number, order: number, outer: Float64Array, inner: Float64Array): void {
  if (order === 0) return;
  const part = solveTransposed(jacobian(inner.subarray(at, at + order)), gradient.subarray(at, at + order));
  const scaled = part.map((value, i) => value / LEAST_MODULUS ** (i + 1));
  const back = jacobian(outer.subarray(at, at + order));
  for (let k = 0; k < order; k++) {
    let sum = 0;
    for (let i = 0; i < order; i++) sum += back[i * order + k]! * scaled[i]!;
    gradient[at + k] = sum;
  }
}

function jacobian(x: Float64Array): Float64Array {
  const order = x.length;
  const partials = x.map(Math.tanh);
  const table = new Float64Array((order + 1) ** 2);
  for (let k = 1; k <= order; k++) table.set(coefficientsFromPartials(partials.subarray(0, k)), k * (order + 1) + 1);
  const result = new Float64Array(order * order);
  fillJacobian(order, partials, 0, 1, table, result, order);
  return result;
}

/** Solves A' z = b by Gaussian elimination with partial pivoting. */
function solveTransposed(a: Float64Array, b: ArrayLike<number>): number[] {
  const n = b.length;
  const rows = Array.from({ length: n }, (_, i) => [...Array.from({ length: n }, (_, j) => a[j * n + i]!), b[i]!]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j] = rows[i]![j]! - factor * rows[k]![j]!;
    }
  }
  const z: number[] = new Array(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * z[j]!;
    z[i] = sum / rows[i]![i]!;
  }
  return z;
}
