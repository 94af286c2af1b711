import type { EtsSpecification } from './specification.ts';

/** One point of the search. Without a trend `beta` and `slope` are 0 and `phi` is 1. */
export type EtsPoint = {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  /** Level and slope before the first value */
  readonly level: number;
  readonly slope: number;
};

export type EtsWork = {
  readonly y: Float64Array;
  readonly specification: EtsSpecification;
  /** Per value: its prediction f, phi times the slope before it, and y - f */
  readonly predictions: Float64Array;
  readonly slopes: Float64Array;
  readonly residuals: Float64Array;
  /** (y - f) / f, for relative errors only; the errors are these or the residuals */
  readonly relative: Float64Array;
  readonly errors: Float64Array;
  /** Room for one number per value */
  readonly direct: Float64Array;
  /** Sum of squared errors at the point that `evaluate` saw last; relative errors where the model's are multiplicative */
  squares: number;
};

/** @param other a work of the same length, whose room is used */
export function etsWork(y: Float64Array, specification: EtsSpecification, other?: EtsWork): EtsWork {
  const room = other ?? roomFor(y.length);
  const { predictions, slopes, residuals, relative, direct } = room;
  const errors = specification.multiplicative ? relative : residuals;
  return { y, specification, predictions, slopes, residuals, relative, errors, direct, squares: 0 };
}

function roomFor(length: number) {
  const one = () => new Float64Array(length);
  return { predictions: one(), slopes: one(), residuals: one(), relative: one(), direct: one() };
}

/** Minus the log-likelihood, n/2 log(sum e^2) + sum log f; Infinity where a multiplicative error meets f <= 0. */
export function evaluate(work: EtsWork, point: EtsPoint): number {
  const logs = work.specification.multiplicative ? recurseRelative(work, point) : recurse(work, point);
  const value = 0.5 * work.y.length * Math.log(work.squares) + logs;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/**
 * l and b move by alpha and beta times y - f for both kinds of error: a relative error is multiplied by f again. Written for
 * f and c = phi b, each new one a product and a sum away from the last: f := (1 - alpha) f + alpha y + c, c := phi (c + beta r).
 */
function recurse(work: EtsWork, { alpha, beta, phi, level, slope }: EtsPoint): number {
  const { y, predictions, slopes, residuals } = work;
  const keep = 1 - alpha - phi * beta;
  const gain = alpha + phi * beta;
  let c = phi * slope;
  let f = level + c;
  let squares = 0;
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!;
    const r = value - f;
    predictions[t] = f;
    slopes[t] = c;
    residuals[t] = r;
    squares += r * r;
    f = keep * f + (gain * value + phi * c);
    c = phi * (c + beta * r);
  }
  work.squares = squares;
  return 0;
}

/** The same recursion with the sum of log f, one logarithm for as large a product as a double can hold. */
function recurseRelative(work: EtsWork, { alpha, beta, phi, level, slope }: EtsPoint): number {
  const { y, predictions, slopes, residuals, relative } = work;
  const keep = 1 - alpha - phi * beta;
  const gain = alpha + phi * beta;
  let c = phi * slope;
  let f = level + c;
  let squares = 0;
  let logs = 0;
  let product = 1;
  for (let t = 0; t < y.length; t++) {
    if (!(f > 0)) return Number.POSITIVE_INFINITY;
    const value = y[t]!;
    const r = value - f;
    const e = r / f;
    predictions[t] = f;
    slopes[t] = c;
    residuals[t] = r;
    relative[t] = e;
    squares += e * e;
    product *= f;
    if (product > FAR || product < 1 / FAR) {
      logs += Math.log(product);
      product = 1;
    }
    f = keep * f + (gain * value + phi * c);
    c = phi * (c + beta * r);
  }
  work.squares = squares;
  return logs + Math.log(product);
}

/** One factor more, of up to 1e150, leaves the product a double. */
const FAR = 1e150;

/** Derivatives at the point that `evaluate` saw last, of its value by alpha, level, beta, slope and phi in this order. */
export function derivatives(work: EtsWork, { alpha, beta, phi }: EtsPoint): Float64Array {
  const { slopes, residuals } = work;
  const direct = predictionDerivatives(work);
  const keep = 1 - alpha;
  let dAlpha = 0;
  let dBeta = 0;
  let dPhi = 0;
  let dLevel = 0;
  let dSlope = 0;
  for (let t = residuals.length - 1; t >= 0; t--) {
    const r = residuals[t]!;
    dAlpha += dLevel * r;
    dBeta += dSlope * r;
    dLevel = keep * dLevel + (direct[t]! - beta * dSlope);
    dSlope += dLevel;
    dPhi += dSlope * slopes[t]!;
    dSlope *= phi;
  }
  return Float64Array.of(dAlpha, dLevel, dBeta, dSlope, dPhi / phi);
}

/** Of the value by each prediction, the later ones kept. */
function predictionDerivatives({ residuals, predictions, specification, squares, y, direct }: EtsWork): Float64Array {
  const rate = y.length / squares;
  if (specification.multiplicative) relativeInto(direct, y, predictions, residuals, rate);
  else for (let t = 0; t < y.length; t++) direct[t] = -rate * residuals[t]!;
  return direct;
}

function relativeInto(
  direct: Float64Array,
  y: Float64Array,
  predictions: Float64Array,
  residuals: Float64Array,
  rate: number,
): void {
  for (let t = 0; t < y.length; t++) {
    const inverse = 1 / predictions[t]!;
    direct[t] = (1 - rate * residuals[t]! * y[t]! * inverse * inverse) * inverse;
  }
}

/** What a unit of a prediction moves its error by: 1, or y / f^2 for relative errors. */
export function rootWeights({ y, predictions, specification, direct }: EtsWork): Float64Array {
  if (!specification.multiplicative) return direct.fill(1);
  for (let t = 0; t < y.length; t++) direct[t] = y[t]! / (predictions[t]! * predictions[t]!);
  return direct;
}

/** What is left of a start, kept out of the slow range near the least double. */
export const forgotten = (share: number): number => (share < 1e-100 && share > -1e-100 ? 0 : share);

/** The least-squares step of level and slope at the point that `evaluate` saw last; undefined where they are one. */
export function stateStep(work: EtsWork, { alpha, beta, phi }: EtsPoint): { level: number; slope: number } | undefined {
  const { errors } = work;
  const trended = work.specification.trend !== 'N';
  const roots = rootWeights(work);
  const keep = 1 - alpha;
  let [ll, lb, bb, le, be] = [0, 0, 0, 0, 0];
  // Level and slope by the initial level, then by the initial slope.
  let [l1, b1, l2, b2] = [1, 0, 0, trended ? 1 : 0];
  for (let t = 0; t < errors.length; t++) {
    const f1 = l1 + phi * b1;
    const f2 = l2 + phi * b2;
    const by1 = roots[t]! * f1;
    const by2 = roots[t]! * f2;
    const error = errors[t]!;
    ll += by1 * by1;
    lb += by1 * by2;
    bb += by2 * by2;
    le += by1 * error;
    be += by2 * error;
    l1 = forgotten(keep * f1);
    b1 = forgotten(phi * b1 - beta * f1);
    l2 = forgotten(keep * f2);
    b2 = forgotten(phi * b2 - beta * f2);
  }
  if (!trended) return ll > 0 ? { level: le / ll, slope: 0 } : undefined;
  const determinant = ll * bb - lb * lb;
  if (!(determinant > 1e-14 * ll * bb)) return undefined;
  return { level: (bb * le - lb * be) / determinant, slope: (ll * be - lb * le) / determinant };
}
