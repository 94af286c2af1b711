import { evaluateSeasonal, type SeasonalWork } from './likelihood.ts';
import type { SeasonalPoint } from './point.ts';

export type SeasonalInformation = {
  /** J'J of the errors by the parameters, row by row, and J'e */
  readonly products: Float64Array;
  readonly slopes: Float64Array;
};

/** First-order products of the errors at a point: the Gauss-Newton step and the metric of the search. */
export function seasonalInformation(work: SeasonalWork, point: SeasonalPoint): SeasonalInformation {
  const { y, predictions, specification, places } = work;
  evaluateSeasonal(work, point);
  const m = places.count;
  const sums = { products: new Float64Array(m * m), slopes: new Float64Array(m) };
  const step = sensitivities(work, point);
  for (let t = 0; t < y.length; t++) {
    const df = step(t);
    const f = predictions[t]!;
    const r = y[t]! - f;
    const weight = specification.multiplicative ? y[t]! / (f * f) : 1;
    const error = specification.multiplicative ? r / f : r;
    accumulate(sums, df, -weight, error);
  }
  return sums;
}

/** Carries the derivatives of the states along; each call gives those of prediction t. */
function sensitivities(work: SeasonalWork, { alpha, beta, gamma, phi }: SeasonalPoint): (t: number) => Float64Array {
  const { y, period, places, predictions, carried, slopes, seasonals, specification } = work;
  const m = places.count;
  const dl = new Float64Array(m);
  const db = new Float64Array(m);
  const ds = initialSeasonals(work);
  const df = new Float64Array(m);
  dl[places.level] = 1;
  if (places.slope >= 0) db[places.slope] = 1;
  const isM = specification.season === 'M';
  return t => {
    const from = (t % period) * m;
    const [q, s] = [isM ? carried[t]! : 1, isM ? seasonals[t]! : 1];
    const r = y[t]! - predictions[t]!;
    for (let k = 0; k < m; k++) {
      const dq = dl[k]! + phi * db[k]! + (k === places.phi ? slopes[t]! : 0);
      const dOwn = ds[from + k]!;
      df[k] = s * dq + q * dOwn;
      const byS = (-df[k]! - (isM ? (r / s) * dOwn : 0)) / s;
      const byQ = (-df[k]! - (isM ? (r / q) * dq : 0)) / q;
      dl[k] = dq + alpha * byS + (k === places.alpha ? r / s : 0);
      db[k] = phi * db[k]! + beta * byS + (k === places.beta ? r / s : 0) + (k === places.phi ? slopes[t]! : 0);
      ds[from + k] = dOwn + gamma * byQ + (k === places.gamma ? r / q : 0);
    }
    return df;
  };
}

function initialSeasonals({ period, places }: SeasonalWork): Float64Array {
  const m = places.count;
  const ds = new Float64Array(period * m);
  for (let j = 0; j < period - 1; j++) {
    ds[j * m + places.season + j] = 1;
    ds[(period - 1) * m + places.season + j] = -1;
  }
  return ds;
}

function accumulate({ products, slopes }: SeasonalInformation, df: Float64Array, weight: number, error: number): void {
  const m = df.length;
  for (let i = 0; i < m; i++) {
    const part = weight * df[i]!;
    slopes[i] = slopes[i]! + part * error;
    for (let j = 0; j < m; j++) products[i * m + j] = products[i * m + j]! + part * weight * df[j]!;
  }
}
