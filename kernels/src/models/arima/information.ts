import { identity, inversePositive } from '../../math/small-matrix.ts';
import { countCoefficients, type Factors } from './factors.ts';
import { dotLags } from './lag-sums.ts';
import { fillPredictors } from './presample.ts';

const LONGEST = 256;

/**
 * The inverse of the asymptotic information of n values at x, for the value that `evaluate` returns (twice the negative
 * log-likelihood), with a small ridge: common roots make the information singular. First inverse Hessian of a descent.
 * @see Box & Jenkins (1976), Time Series Analysis, section 7.2.6; Klein & Melard (1989)
 */
export function inverseInformation(x: Float64Array, p: number, q: number, n: number): Float64Array {
  const size = p + q;
  const partials = x.map(Math.tanh);
  const predictors = new Float64Array((p + 1) ** 2);
  const maPredictors = new Float64Array((q + 1) ** 2);
  fillPredictors(p, partials, predictors);
  fillPredictors(q, partials.subarray(p), maPredictors);
  const phi = predictors.subarray(p * (p + 1));
  const theta = maPredictors.subarray(q * (q + 1)).map(value => -value);
  const information = coefficientInformation(phi, theta, p, q);
  const jacobian = new Float64Array(size * size);
  fillJacobian(p, partials, 0, 1, predictors, jacobian, size);
  fillJacobian(q, partials, p, -1, maPredictors, jacobian, size);
  return inverseOf(sandwich(jacobian, information, size, 2 * n), size);
}

function inverseOf(hessian: Float64Array, size: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += hessian[i * size + i]!;
  for (let i = 0; i < size; i++) hessian[i * size + i] = hessian[i * size + i]! + (1e-3 * trace) / size + 1;
  return inversePositive(size, hessian) ?? identity(size);
}

/** E of products of u = eps/phi(B) lagged 1..p and v = eps/theta(B) lagged 1..q, the derivatives of an innovation. */
function coefficientInformation(phi: Float64Array, theta: Float64Array, p: number, q: number): Float64Array {
  const size = p + q;
  const room = LONGEST + size + 8;
  const u = new Float64Array(room);
  const v = new Float64Array(room);
  fillResponse(u, phi, p, 1);
  fillResponse(v, theta, q, -1);
  const sums = {
    u: new Float64Array(size),
    v: new Float64Array(size),
    uv: new Float64Array(size),
    vu: new Float64Array(size),
  };
  dotLags(u, u, LONGEST, 0, p, sums.u, 0);
  dotLags(v, v, LONGEST, 0, q, sums.v, 0);
  dotLags(u, v, LONGEST, 0, p, sums.uv, 0);
  dotLags(v, u, LONGEST, 0, q, sums.vu, 0);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const lag = i < p === j < p ? Math.abs(i - j) : i < p ? i - (j - p) : j - (i - p);
      const cross = lag >= 0 ? sums.uv[lag]! : sums.vu[-lag]!;
      matrix[i * size + j] = i < p && j < p ? sums.u[lag]! : i >= p && j >= p ? sums.v[lag]! : cross;
    }
  }
  return matrix;
}

/** The same for factors, at x in their order. */
export function inverseFactorInformation(x: Float64Array, factors: Factors, n: number): Float64Array {
  const { p, q, P, Q } = factors;
  const size = countCoefficients(factors);
  const partials = x.map(Math.tanh);
  const jacobian = new Float64Array(size * size);
  const c = new Float64Array(size);
  let at = 0;
  for (const [order, sign] of [
    [p, 1],
    [q, -1],
    [P, 1],
    [Q, -1],
  ] as const) {
    const table = new Float64Array((order + 1) ** 2);
    fillPredictors(order, partials.subarray(at, at + order), table);
    fillJacobian(order, partials, at, sign, table, jacobian, size);
    for (let i = 1; i <= order; i++) c[at + i - 1] = sign * table[order * (order + 1) + i]!;
    at += order;
  }
  return inverseOf(sandwich(jacobian, factorInformation(c, factors), size, 2 * n), size);
}

/** The asymptotic information of one value in the factors' coefficients `c`, row by row. */
export function factorInformation(c: Float64Array, { p, q, P, Q, period }: Factors): Float64Array {
  const size = c.length;
  const length = Math.max(LONGEST, 40 * period);
  const responses: { readonly response: Float64Array; readonly lag: number }[] = [];
  let at = 0;
  for (const [order, sign, step] of [
    [p, 1, 1],
    [q, -1, 1],
    [P, 1, period],
    [Q, -1, period],
  ] as const) {
    const response = spacedResponse(c.subarray(at, at + order), sign, step, length);
    for (let i = 1; i <= order; i++) responses.push({ response, lag: i * step });
    at += order;
  }
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [responses[i]!, responses[j]!];
      let sum = 0;
      for (let k = Math.max(a.lag, b.lag); k < length; k++) sum += a.response[k - a.lag]! * b.response[k - b.lag]!;
      matrix[i * size + j] = sum;
      matrix[j * size + i] = sum;
    }
  }
  return matrix;
}

/** Weights of 1/(1 - sign (c1 B^step + ...)). */
function spacedResponse(c: Float64Array, sign: 1 | -1, step: number, length: number): Float64Array {
  const response = new Float64Array(length);
  response[0] = 1;
  for (let k = step; k < length; k += step) {
    let sum = 0;
    for (let i = 1; i <= c.length && i * step <= k; i++) sum += c[i - 1]! * response[k - i * step]!;
    response[k] = sign * sum;
  }
  return response;
}

function fillResponse(response: Float64Array, coefficients: Float64Array, order: number, sign: number): void {
  response[0] = 1;
  if (order === 1 || order === 2) {
    fillResponse2(response, coefficients[1]!, order === 2 ? coefficients[2]! : 0, sign);
    return;
  }
  for (let k = 1; k < LONGEST; k++) {
    let sum = 0;
    for (let i = Math.min(order, k); i > 0; i--) sum += coefficients[i]! * response[k - i]!;
    response[k] = sign * sum;
  }
}

function fillResponse2(response: Float64Array, c1: number, c2: number, sign: number): void {
  let newest = 1;
  let older = 0;
  for (let k = 1; k < LONGEST; k++) {
    const value = sign * (c2 * older + c1 * newest);
    response[k] = value;
    older = newest;
    newest = value;
  }
}

/** d(coefficients)/dx by Durbin-Levinson, as a diagonal block; `sign` -1 for theta = -predictor. */
function fillJacobian(
  order: number,
  partials: Float64Array,
  at: number,
  sign: number,
  table: Float64Array,
  jacobian: Float64Array,
  size: number,
): void {
  const width = order + 1;
  const cell = (i: number, k: number) => (at + i - 1) * size + at + k - 1;
  for (let k = 1; k <= order; k++) {
    const r = partials[at + k - 1]!;
    for (let j = 1; j < k; j++) {
      for (let i = 1, mirror = k - 1; i <= mirror; i++, mirror--) {
        const [low, high] = [jacobian[cell(i, j)]!, jacobian[cell(mirror, j)]!];
        jacobian[cell(i, j)] = low - r * high;
        if (i !== mirror) jacobian[cell(mirror, j)] = high - r * low;
      }
    }
    const slope = sign * (1 - r) * (1 + r);
    for (let i = 1; i < k; i++) jacobian[cell(i, k)] = -slope * table[(k - 1) * width + k - i]!;
    jacobian[cell(k, k)] = slope;
  }
}

/** factor J' A J */
function sandwich(jacobian: Float64Array, a: Float64Array, size: number, factor: number): Float64Array {
  const product = new Float64Array(size * size);
  const half = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++)
        half[i * size + j] = half[i * size + j]! + a[i * size + k]! * jacobian[k * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) {
        product[i * size + j] = product[i * size + j]! + factor * jacobian[k * size + i]! * half[k * size + j]!;
      }
    }
  }
  return product;
}
