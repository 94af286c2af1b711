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
  /** Per value: its prediction f, the slope before it, and y - f */
  readonly predictions: Float64Array;
  readonly slopes: Float64Array;
  readonly residuals: Float64Array;
  /** Sum of squared errors at the point that `evaluate` saw last; relative errors where the model's are multiplicative */
  squares: number;
};

export function etsWork(y: Float64Array, specification: EtsSpecification): EtsWork {
  const room = () => new Float64Array(y.length);
  return { y, specification, predictions: room(), slopes: room(), residuals: room(), squares: 0 };
}

/** Minus the log-likelihood, n/2 log(sum e^2) + sum log f; Infinity where a multiplicative error meets f <= 0. */
export function evaluate(work: EtsWork, point: EtsPoint): number {
  recurse(work, point);
  const logs = work.specification.multiplicative ? relativeSums(work) : absoluteSums(work);
  const value = 0.5 * work.y.length * Math.log(work.squares) + logs;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** l and b move by alpha and beta times y - f for both kinds of error: a relative error is multiplied by f again. */
function recurse({ y, predictions, slopes, residuals }: EtsWork, { alpha, beta, phi, level, slope }: EtsPoint): void {
  let l = level;
  let b = slope;
  for (let t = 0; t < y.length; t++) {
    const f = l + phi * b;
    const r = y[t]! - f;
    predictions[t] = f;
    slopes[t] = b;
    residuals[t] = r;
    l = f + alpha * r;
    b = phi * b + beta * r;
  }
}

function absoluteSums(work: EtsWork): number {
  const { residuals } = work;
  let squares = 0;
  for (let t = 0; t < residuals.length; t++) squares += residuals[t]! * residuals[t]!;
  work.squares = squares;
  return 0;
}

function relativeSums(work: EtsWork): number {
  const { residuals, predictions } = work;
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < residuals.length; t++) {
    const f = predictions[t]!;
    if (!(f > 0)) return Number.POSITIVE_INFINITY;
    const e = residuals[t]! / f;
    squares += e * e;
    logs += Math.log(f);
  }
  work.squares = squares;
  return logs;
}

/** Derivatives at the point that `evaluate` saw last, of its value by alpha, level, beta, slope and phi in this order. */
export function derivatives(work: EtsWork, { alpha, beta, phi }: EtsPoint): Float64Array {
  const { slopes, residuals } = work;
  const direct = predictionDerivatives(work);
  let [dAlpha, dBeta, dPhi, dLevel, dSlope] = [0, 0, 0, 0, 0];
  for (let t = residuals.length - 1; t >= 0; t--) {
    dAlpha += dLevel * residuals[t]!;
    dBeta += dSlope * residuals[t]!;
    const dPrediction = direct[t]! + (1 - alpha) * dLevel - beta * dSlope;
    dPhi += (dSlope + dPrediction) * slopes[t]!;
    dLevel = dPrediction;
    dSlope = phi * (dSlope + dPrediction);
  }
  return Float64Array.of(dAlpha, dLevel, dBeta, dSlope, dPhi);
}

/** Of the value by each prediction, the later ones kept. */
function predictionDerivatives({ residuals, predictions, specification, squares, y }: EtsWork): Float64Array {
  const direct = new Float64Array(y.length);
  const rate = y.length / squares;
  for (let t = 0; t < y.length; t++) {
    const f = predictions[t]!;
    direct[t] = specification.multiplicative
      ? (1 - (rate * residuals[t]! * y[t]!) / (f * f)) / f
      : -rate * residuals[t]!;
  }
  return direct;
}

export type Information = {
  /** J'J of the errors by alpha, level, beta, slope, phi, row by row, as many as are searched; and J'e */
  readonly products: Float64Array;
  readonly slopes: Float64Array;
};

/** First-order products of the errors at a point: the Gauss-Newton step and the metric of the search. */
export function information(work: EtsWork, point: EtsPoint): Information {
  const { y, predictions, slopes, residuals, specification } = work;
  const m = specification.searched;
  const { alpha, beta, phi } = point;
  evaluate(work, point);
  const dl = new Float64Array(m);
  const db = new Float64Array(m);
  dl[1] = 1;
  if (m > 2) db[3] = 1;
  const df = new Float64Array(m);
  const sums = { products: new Float64Array(m * m), slopes: new Float64Array(m) };
  for (let t = 0; t < y.length; t++) {
    const [f, r] = [predictions[t]!, residuals[t]!];
    for (let k = 0; k < m; k++) df[k] = dl[k]! + phi * db[k]! + (k === 4 ? slopes[t]! : 0);
    const weight = specification.multiplicative ? y[t]! / (f * f) : 1;
    accumulate(sums, df, -weight, specification.multiplicative ? r / f : r);
    for (let k = 0; k < m; k++) {
      dl[k] = (1 - alpha) * df[k]! + (k === 0 ? r : 0);
      db[k] = phi * db[k]! - beta * df[k]! + (k === 2 ? r : 0) + (k === 4 ? slopes[t]! : 0);
    }
  }
  return sums;
}

function accumulate({ products, slopes }: Information, df: Float64Array, weight: number, error: number): void {
  const m = df.length;
  for (let i = 0; i < m; i++) {
    const part = weight * df[i]!;
    slopes[i] = slopes[i]! + part * error;
    for (let j = 0; j < m; j++) products[i * m + j] = products[i * m + j]! + part * weight * df[j]!;
  }
}
