import { correctedAic, gaussianLogLikelihood } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, rootMeanSquare, spread } from '../../math/scale.ts';
import type { ArimaFit } from '../fit.ts';
import { maximise, type SearchOptions } from './maximise.ts';
import { load, pooledWorkspace } from './workspace.ts';

/** A series and its d-th difference. */
export type Differenced = { readonly y: Float64Array; readonly w: Float64Array; readonly d: number };

export type Candidate = { readonly p: number; readonly q: number; readonly constant: boolean };

export type Optimum = Pick<ArimaFit, 'partials' | 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'> & {
  /** Undefined when no constant is estimated */
  readonly mean: number | undefined;
};

/** Parameters that AICc counts. */
export const countParameters = ({ p, q, constant }: Candidate): number => p + q + (constant ? 1 : 0) + 1;

/** Root mean square that a candidate without ARMA terms leaves; 0 when that is rounding of values as large as y's. */
export function remaining({ y, w }: Pick<Differenced, 'y' | 'w'>, constant: boolean): number {
  const size = constant ? spread(w).deviation : rootMeanSquare(w);
  return size <= noiseFloor(largest(y)) ? 0 : size;
}

/** The best likelihood found of one candidate. */
export function findOptimum(data: Differenced, candidate: Candidate, search: SearchOptions): Optimum {
  const found = candidate.p + candidate.q === 0 ? whiteNoise(data, candidate) : arma(data, candidate, search);
  const nobs = data.w.length;
  const aicc = correctedAic(found.logLikelihood, countParameters(candidate), nobs);
  return { ...found, mean: candidate.constant ? found.mean : undefined, aicc, nobs };
}

function whiteNoise(data: Differenced, { constant }: Candidate) {
  const deviation = remaining(data, constant);
  checkDeviation(deviation);
  const logLikelihood = gaussianLogLikelihood(data.w.length, deviation);
  return { partials: { ar: [], ma: [] }, mean: spread(data.w).mean, sigma2: deviation ** 2, logLikelihood };
}

function arma(data: Differenced, { p, q, constant }: Candidate, search: SearchOptions) {
  const { w, d } = data;
  const deviation = remaining(data, true);
  if (deviation === 0) {
    throw new RangeError(`y must vary after ${d} differences: no autocorrelation can be estimated in a constant`);
  }
  checkDeviation(deviation);
  const scale = powerOfTwo(constant ? deviation : rootMeanSquare(w));
  const centre = constant ? spread(w).mean : 0;
  const work = pooledWorkspace(p, q);
  load(
    work,
    w.map(value => (value - centre) / scale),
    constant,
  );
  const value = maximise(work, search);
  if (!(value < Number.POSITIVE_INFINITY)) throw new RangeError('y must have a likelihood that a double can hold');
  const n = w.length;
  return {
    partials: { ar: Array.from(work.ar), ma: Array.from(work.ma) },
    mean: centre + work.mean * scale,
    sigma2: (work.squares / n) * scale * scale,
    logLikelihood: -0.5 * (value + n * Math.log((2 * Math.PI) / n) + n) - n * Math.log(scale),
  };
}
