import type { Objective } from '../../math/bfgs.ts';
import { halfGamma } from './half-gamma.ts';

/** Below this a t distribution has next to no variance to scale by. */
const LEAST_SHAPE = 2.01;

/** Parameters on centred and scaled returns; a return below the mean is answered by `down`, one above it by `up`. */
export type Unpacked = {
  readonly mu: number;
  readonly omega: number;
  readonly up: number;
  readonly down: number;
  readonly beta: number;
  readonly shape: number;
};

export type Shape = { readonly asymmetry: boolean; readonly t: boolean; readonly zeroMean: boolean };

/** mu, log omega, logit beta, log up, then log down with asymmetry and log(shape - 2.01) with t. */
export const dimension = ({ asymmetry, t }: Shape): number => 4 + Number(asymmetry) + Number(t);

/** Every x gives a positive variance; nothing keeps the persistence below 1. */
export function unpack(x: Float64Array, shape: Shape): Unpacked {
  const up = Math.exp(x[3]!);
  return {
    mu: x[0]!,
    omega: Math.exp(x[1]!),
    beta: 1 / (1 + Math.exp(-x[2]!)),
    up,
    down: shape.asymmetry ? Math.exp(x[4]!) : up,
    shape: shape.t ? LEAST_SHAPE + Math.exp(x[x.length - 1]!) : Number.POSITIVE_INFINITY,
  };
}

export function pack(parameters: Unpacked, shape: Shape): Float64Array {
  const { mu, omega, up, down, beta } = parameters;
  const x = [mu, Math.log(omega), Math.log(beta / (1 - beta)), Math.log(up)];
  if (shape.asymmetry) x.push(Math.log(down));
  if (shape.t) x.push(Math.log(parameters.shape - LEAST_SHAPE));
  return Float64Array.from(x);
}

/**
 * Variance before the first value: the recursion applied to the mean square about mu in the place of both the squared error
 * and the variance that came before, as fGarch starts it.
 */
export const startingVariance = ({ mu, omega, up, down, beta }: Unpacked, meanSquare: number): number =>
  omega + ((up + down) / 2 + beta) * (meanSquare + mu * mu);

/**
 * Minus the log-likelihood of centred returns, whose mean square is `meanSquare`; the gradient by one backward pass.
 * @see Fiorentini, Calzolari & Panattoni (1996), Journal of Applied Econometrics 11, for the derivatives
 */
export function minusLogLikelihood(y: Float64Array, meanSquare: number, shape: Shape): Objective {
  const variances = new Float64Array(y.length);
  let at: Unpacked;
  let tails = 0;
  return {
    value(x) {
      at = unpack(x, shape);
      variancesInto(y, at, startingVariance(at, meanSquare), variances);
      if (shape.t) tails = tailsOf(y, at, variances);
      const total = shape.t ? minusStudent(y, at, variances, tails) : minusNormal(y, at, variances);
      return Number.isFinite(total) ? total : Number.POSITIVE_INFINITY;
    },
    gradientInto(gradient) {
      const slopes = backward(y, at, variances, meanSquare);
      gradient[0] = shape.zeroMean ? 0 : slopes.mu; // so that mu stays at the 0 it starts from
      gradient[1] = slopes.omega * at.omega;
      gradient[2] = slopes.beta * at.beta * (1 - at.beta);
      gradient[3] = (shape.asymmetry ? slopes.up : slopes.up + slopes.down) * at.up;
      if (shape.asymmetry) gradient[4] = slopes.down * at.down;
      if (shape.t) gradient[gradient.length - 1] = shapeSlope(y, at, variances, tails) * (at.shape - LEAST_SHAPE);
    },
  };
}

function variancesInto(y: Float64Array, at: Unpacked, start: number, variances: Float64Array): void {
  const { mu, omega, up, down, beta } = at;
  let variance = start;
  for (let t = 0; t < y.length; t++) {
    variances[t] = variance;
    const error = y[t]! - mu;
    variance = omega + (error < 0 ? down : up) * error * error + beta * variance;
  }
}

function minusNormal(y: Float64Array, { mu }: Unpacked, variances: Float64Array): number {
  let squares = 0;
  let logs = 0;
  let product = 1;
  for (let t = 0; t < y.length; t++) {
    const error = y[t]! - mu;
    const variance = variances[t]!;
    squares += (error * error) / variance;
    product *= variance;
    if (product > FAR || product < 1 / FAR) {
      logs += Math.log(product);
      product = 1;
    }
  }
  return 0.5 * (logs + Math.log(product) + squares + y.length * Math.log(2 * Math.PI));
}

/** One logarithm of a product costs less than many: as long as one factor more, of up to 1e150, leaves it a double. */
const FAR = 1e150;

function minusStudent(y: Float64Array, at: Unpacked, variances: Float64Array, tails: number): number {
  const { shape } = at;
  let logs = 0;
  let product = 1;
  for (let t = 0; t < y.length; t++) {
    product *= variances[t]!;
    if (product > FAR || product < 1 / FAR) {
      logs += Math.log(product);
      product = 1;
    }
  }
  const constant = halfGamma(shape / 2).log - 0.5 * Math.log(Math.PI * (shape - 2));
  return 0.5 * (logs + Math.log(product) + (shape + 1) * tails) - y.length * constant;
}

/** Sum of log(1 + u), u the squared standardised error over shape - 2. */
const tailsOf = (y: Float64Array, at: Unpacked, variances: Float64Array): number =>
  at.shape < HEAVY ? productTails(y, at, variances) : thinTails(y, at, variances);

/** The sum is multiplied by shape + 1: above this the digits that 1 + u loses of a small u would count. */
const HEAVY = 50;

function productTails(y: Float64Array, { mu, shape }: Unpacked, variances: Float64Array): number {
  let logs = 0;
  let product = 1;
  for (let t = 0; t < y.length; t++) {
    const error = y[t]! - mu;
    product *= 1 + (error * error) / (variances[t]! * (shape - 2));
    if (product > FAR) {
      logs += Math.log(product);
      product = 1;
    }
  }
  return logs + Math.log(product);
}

function thinTails(y: Float64Array, { mu, shape }: Unpacked, variances: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < y.length; t++) {
    const error = y[t]! - mu;
    sum += Math.log1p((error * error) / (variances[t]! * (shape - 2)));
  }
  return sum;
}

/** Slopes in mu, omega, up, down and beta: `lambda` is what the variance at t costs, now and through all later ones. */
function backward(y: Float64Array, at: Unpacked, variances: Float64Array, meanSquare: number) {
  const { beta } = at;
  const slopes = { mu: 0, omega: 0, up: 0, down: 0, beta: 0 };
  let lambda = 0;
  for (let t = y.length - 1; t >= 0; t--) {
    const variance = variances[t]!;
    const error = y[t]! - at.mu;
    const squared = error * error;
    const response = error < 0 ? at.down : at.up;
    // `lambda` belongs to t + 1 here, whose variance this error and this variance made.
    if (error < 0) slopes.down += lambda * squared;
    else slopes.up += lambda * squared;
    slopes.beta += lambda * variance;
    const ratio = squared / variance;
    const weight = at.shape === Number.POSITIVE_INFINITY ? 1 : (at.shape + 1) / (at.shape - 2 + ratio);
    slopes.mu -= error * (weight / variance + 2 * response * lambda);
    lambda = (0.5 * (1 - weight * ratio)) / variance + beta * lambda;
    slopes.omega += lambda;
  }
  const before = meanSquare + at.mu * at.mu;
  slopes.up += 0.5 * lambda * before;
  slopes.down += 0.5 * lambda * before;
  slopes.beta += lambda * before;
  slopes.mu += 2 * at.mu * lambda * ((at.up + at.down) / 2 + beta);
  return slopes;
}

function shapeSlope(y: Float64Array, { mu, shape }: Unpacked, variances: Float64Array, tails: number): number {
  let sum = 0;
  for (let t = 0; t < y.length; t++) {
    const squared = (y[t]! - mu) * (y[t]! - mu);
    sum += squared / (variances[t]! * (shape - 2) + squared);
  }
  const pulled = tails - ((shape + 1) / (shape - 2)) * sum;
  return 0.5 * pulled - y.length * (0.5 * halfGamma(shape / 2).slope - 0.5 / (shape - 2));
}
