import { integer, series } from '../../math/check.ts';
import { gaussianLogLikelihood } from '../../math/likelihood.ts';
import { largest, noiseFloor, rootMeanSquare } from '../../math/scale.ts';
import { walkForward } from '../../validate/walk-forward.ts';
import type { CombinationFit, CombinationMethod, MeanFit } from '../fit.ts';
import { apply, fittedValues, forecast, minimumValues, update } from '../forecast.ts';
import { naive } from '../random-walk.ts';
import { equalWeights, shrunkWeights } from './combine.ts';
import { inverseMseWeights, shrinkageWeight } from './weights.ts';

/** Fits one member to a series. */
export type FitMember = (y: ArrayLike<number>) => MeanFit;

export type CombinationOptions = {
  /** Such as `[fitEts, fitAutoArima, fitDynamicTheta]` */
  readonly members: readonly FitMember[];
  readonly method: CombinationMethod;
  /** inverse-mse and shrinkage: the first value that is forecast to learn the weights; 70 % of the series by default */
  readonly firstOrigin?: number;
  /** How many times each member is fitted on the way from there to the end; 4 by default */
  readonly refits?: number;
};

/** 14 values for the first fits and 6 to learn from: a member may well need more. */
const LEAST_TO_LEARN = 20;

export const COMBINATION_METHODS: readonly CombinationMethod[] = ['mean', 'median', 'inverse-mse', 'shrinkage'];

/**
 * Several models of one series as one, combined as `combine` does: `mean`, `median`, `inverse-mse` with weights from
 * one-step walk-forward errors, or `shrinkage` of the members' mean towards the random walk, by `shrinkageWeight` on the same
 * errors; the random walk is then the last of the fit's members.
 *
 * `sigma2` and `logLikelihood` (Gaussian) are those of the combination's own in-sample one-step errors, `nobs` their number.
 * `aicc` is Infinity: the combination did not choose its parameters by likelihood.
 * @throws RangeError for no member, a method that does not exist, fewer than 20 values where weights are learned, and where a
 *   member does
 * @see Bates & Granger (1969), Operational Research Quarterly 20
 */
export function fitCombination(y: ArrayLike<number>, options: CombinationOptions): CombinationFit {
  const { members, method } = options;
  if (members.length === 0) throw new RangeError('members must hold at least 1 model, got 0');
  if (!COMBINATION_METHODS.includes(method)) {
    throw new RangeError(`method must be one of ${COMBINATION_METHODS.join(', ')}, got ${String(method)}`);
  }
  const values = series('y', y, learns(method) ? LEAST_TO_LEARN : 1);
  const fits = members.map(fit => fit(values));
  const weights = weightsOf(values, options);
  if (method === 'shrinkage') fits.push(naive(values));
  const bare = combinationFit(
    method,
    Array.from(weights),
    fits.map(fit => apply(fit, [])),
  );
  const fit = { ...bare, state: { observed: values.length, members: fits.map(({ state }) => state) } };
  const predictions = fittedValues(fit, values);
  const first = minimumValues(fit);
  const size = rootMeanSquare(values.subarray(first).map((value, t) => value - predictions[first + t]!));
  const deviation = size <= noiseFloor(largest(values)) ? 0 : size;
  const nobs = values.length - first;
  return { ...fit, sigma2: deviation ** 2, logLikelihood: gaussianLogLikelihood(nobs, deviation), nobs };
}

const learns = (method: CombinationMethod): boolean => method === 'inverse-mse' || method === 'shrinkage';

/** A combination that has seen nothing. */
export function combinationFit(
  method: CombinationMethod,
  weights: readonly number[],
  members: readonly MeanFit[],
): CombinationFit {
  return {
    kind: 'combination',
    name: `${method}(${members.map(({ name }) => name).join(', ')})`,
    parameters: method === 'median' ? {} : Object.fromEntries(weights.map((weight, i) => [`weight${i + 1}`, weight])),
    sigma2: 0,
    logLikelihood: Number.NEGATIVE_INFINITY,
    aicc: Number.POSITIVE_INFINITY,
    nobs: 0,
    method,
    weights,
    members,
    state: { observed: 0, members: members.map(({ state }) => state) },
  };
}

function weightsOf(y: Float64Array, { members, method, firstOrigin, refits = 4 }: CombinationOptions): Float64Array {
  if (!learns(method)) return equalWeights(members.length);
  integer('refits', refits, 1);
  const origin = firstOrigin ?? Math.floor(0.7 * y.length);
  const forecasts = members.map(fit => outOfSample(y, fit, origin, refits));
  const actual = y.subarray(origin);
  if (method === 'inverse-mse') {
    return inverseMseWeights(forecasts.map(row => rootMeanSquare(row.map((value, t) => value - actual[t]!)) ** 2));
  }
  const average = actual.map((_, t) => forecasts.reduce((sum, row) => sum + row[t]! / members.length, 0));
  return shrunkWeights(members.length, shrinkageWeight(actual, average, y.subarray(origin - 1, -1)));
}

/** One-step forecasts of y[origin] and every value after it. */
function outOfSample(y: Float64Array, fit: FitMember, origin: number, refits: number): Float64Array {
  const refitEvery = Math.max(1, Math.ceil((y.length - origin) / refits));
  const { forecasts } = walkForward(
    { n: y.length, firstOrigin: origin, refitEvery, horizon: 1, window: 'expanding' },
    {
      fit: (from, to) => fit(y.subarray(from, to)),
      extend: (model, t) => update(model, [y[t]!]),
      forecast: model => forecast(model, 1).mean,
    },
  );
  return Float64Array.from(forecasts, ([first]) => first!);
}
