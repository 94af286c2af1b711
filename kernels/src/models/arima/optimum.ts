import { correctedAic, gaussianLogLikelihood } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, rootMeanSquare, spread } from '../../math/scale.ts';
import type { ArimaFit, ArimaOptimum } from '../fit.ts';
import { type Design, project } from './design.ts';
import { evaluateFactors } from './factor-likelihood.ts';
import { expandedOrders, type Factors } from './factors.ts';
import { maximise, maximiseFactors, type SearchOptions } from './maximise.ts';
import { splitPartials } from './seasonal-partials.ts';
import { createWorkspace, load, pooledWorkspace, type Workspace } from './workspace.ts';

/** A series, its differences, how often it was differenced, and its regressors. */
export type Differenced = {
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly d: number;
  /** Holds the constant too, where a candidate has one */
  readonly design?: Design | undefined;
};

export type Candidate = {
  readonly p: number;
  readonly q: number;
  readonly constant: boolean;
  readonly season?: { readonly P: number; readonly Q: number; readonly period: number } | undefined;
};

export type Optimum = Pick<ArimaFit, 'partials' | 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'> & {
  /** Undefined when no constant is estimated */
  readonly mean: number | undefined;
  readonly seasonalPartials: ArimaFit['partials'];
  /** Of the regressors */
  readonly coefficients: readonly number[];
  readonly optimum: ArimaOptimum;
};

/** Parameters that AICc counts. */
export const countParameters = ({ p, q, constant, season }: Candidate, regressors = 0): number =>
  p + q + (season ? season.P + season.Q : 0) + (constant ? 1 : 0) + regressors + 1;

/** Root mean square that a candidate without ARMA terms leaves; 0 when that is rounding of values as large as y's. */
export function remaining({ y, w, design }: Pick<Differenced, 'y' | 'w' | 'design'>, constant: boolean): number {
  const size = design
    ? rootMeanSquare(project(w, design.basis).left)
    : constant
      ? spread(w).deviation
      : rootMeanSquare(w);
  return size <= noiseFloor(largest(y)) ? 0 : size;
}

/** The best likelihood found of one candidate. */
export function findOptimum(data: Differenced, candidate: Candidate, search: SearchOptions): Optimum {
  const found =
    coefficientCount(candidate) === 0 && !data.design ? whiteNoise(data, candidate) : arma(data, candidate, search);
  const nobs = data.w.length;
  const parameters = countParameters(candidate, data.design?.count);
  const aicc = correctedAic(found.logLikelihood, parameters, nobs);
  const optimum = search.admissible ? 'admissible' : 'unrestricted';
  return { ...found, mean: candidate.constant ? found.mean : undefined, aicc, nobs, optimum };
}

const NONE = { ar: [], ma: [] };

export const coefficientCount = ({ p, q, season }: Candidate): number => p + q + (season ? season.P + season.Q : 0);

function whiteNoise(data: Differenced, { constant }: Candidate) {
  const deviation = remaining(data, constant);
  checkDeviation(deviation);
  const logLikelihood = gaussianLogLikelihood(data.w.length, deviation);
  const { mean } = spread(data.w);
  return { partials: NONE, seasonalPartials: NONE, mean, coefficients: [], sigma2: deviation ** 2, logLikelihood };
}

function arma(data: Differenced, candidate: Candidate, search: SearchOptions) {
  const n = data.w.length;
  const loaded = loadWorkspace(data, candidate);
  const { work, scale } = loaded;
  const { value, partials, seasonalPartials } = climb(work, candidate, search);
  if (!(value < Number.POSITIVE_INFINITY)) throw new RangeError('y must have a likelihood that a double can hold');
  return {
    partials,
    seasonalPartials,
    ...linearPart(loaded, data.design),
    sigma2: (work.squares / n) * scale * scale,
    logLikelihood: logLikelihoodOf(value, n, scale),
  };
}

/** From n log S + log|V| of a series in units of `scale`. */
export const logLikelihoodOf = (value: number, n: number, scale: number): number =>
  -0.5 * (value + n * Math.log((2 * Math.PI) / n) + n) - n * Math.log(scale);

function climb(work: Workspace, { p, q, season }: Candidate, search: SearchOptions) {
  if (!season) {
    const value = p + q === 0 ? evaluateFactors(work, NO_FACTORS, EMPTY) : maximise(work, search);
    return { value, partials: { ar: Array.from(work.ar), ma: Array.from(work.ma) }, seasonalPartials: NONE };
  }
  const factors = factorsOfCandidate({ p, q, season, constant: false });
  const { value, coefficients } = maximiseFactors(work, factors, search);
  return { value, ...splitPartials(factors, coefficients) };
}

const EMPTY = new Float64Array(0);
const NO_FACTORS: Factors = { p: 0, q: 0, P: 0, Q: 0, period: 1 };

/** A workspace that holds the series, centred and in units of `scale`. */
export type Loaded = {
  readonly work: Workspace;
  readonly scale: number;
  /** What was taken off before: the mean, or the weights of the design's basis */
  readonly centre: number;
  readonly weights: Float64Array;
};

/** @throws RangeError when nothing but rounding is left to fit */
export function loadWorkspace(data: Differenced, candidate: Candidate, estimateMean = candidate.constant): Loaded {
  const { p, q, season, constant } = candidate;
  const { design, w } = data;
  const { values, scale, centre, weights } = preparedOf(data, constant);
  const work = season ? seasonalWorkspace(factorsOfCandidate(candidate), w.length) : pooledWorkspace(p, q);
  load(work, values, !design && estimateMean, design?.basis);
  return { work, scale, centre, weights };
}

type Prepared = Omit<Loaded, 'work'> & { readonly values: Float64Array; readonly constant: boolean };

/** Kept while the differenced series is: a search prepares it for every candidate. */
const prepared = new WeakMap<object, Prepared>();

function preparedOf(data: Differenced, constant: boolean): Prepared {
  const kept = prepared.get(data);
  if (kept && (data.design || kept.constant === constant)) return kept;
  const fresh = prepare(data, constant);
  prepared.set(data, fresh);
  return fresh;
}

function prepare(data: Differenced, constant: boolean): Prepared {
  const { y, w, d, design } = data;
  const moments = design ? { mean: 0, deviation: remaining(data, true) } : spread(w);
  const deviation = moments.deviation <= noiseFloor(largest(y)) ? 0 : moments.deviation;
  if (deviation === 0) {
    const after = design ? `its regressors and ${d} differences` : `${d} differences`;
    throw new RangeError(`y must vary after ${after}: no autocorrelation can be estimated in a constant`);
  }
  checkDeviation(deviation);
  if (design) {
    const { left, weights } = project(w, design.basis);
    const scale = powerOfTwo(deviation);
    return { values: standardised(left, 0, scale), scale, centre: 0, weights, constant };
  }
  const scale = powerOfTwo(constant ? deviation : Math.hypot(deviation, moments.mean));
  const centre = constant ? moments.mean : 0;
  return { values: standardised(w, centre, scale), scale, centre, weights: EMPTY, constant };
}

function standardised(w: Float64Array, centre: number, scale: number): Float64Array {
  const values = new Float64Array(w.length);
  for (let t = 0; t < w.length; t++) values[t] = (w[t]! - centre) / scale;
  return values;
}

export const factorsOfCandidate = ({ p, q, season }: Candidate): Factors => ({
  ...(season ?? { P: 0, Q: 0, period: 1 }),
  p,
  q,
});

/** Not kept: seasons make workspaces of many shapes, and fits that are long beside their allocation. */
function seasonalWorkspace(factors: Factors, n: number): Workspace {
  const [p, q] = expandedOrders(factors);
  return createWorkspace(p, q, n);
}

function linearPart({ work, scale, centre, weights }: Loaded, design: Design | undefined) {
  if (!design || !work.columns) return { mean: centre + work.mean * scale, coefficients: [] };
  const { beta } = work.columns;
  const all = Array.from(design.coefficients(weights.map((weight, j) => weight + beta[j]! * scale)));
  return { mean: design.constant ? all[0]! : 0, coefficients: design.constant ? all.slice(1) : all };
}
