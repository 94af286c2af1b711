import { integer, series } from '../../math/check.ts';
import { rejectsLevel } from '../../math/kpss.ts';
import type { ArimaFit, ArimaRegressionFit } from '../fit.ts';
import { update } from '../forecast.ts';
import type { Matrix } from '../ridge.ts';
import { keyOf, type Orders, startingOrders, stepwise } from './auto-search.ts';
import { candidateScores } from './candidate-scores.ts';
import { designOf, project } from './design.ts';
import { type Differences, differenced, differences } from './differences.ts';
import { type Candidate, countParameters, type Differenced, findOptimum, type Optimum, remaining } from './optimum.ts';
import { buildArima, checkSeason } from './parameters.ts';
import { buildRegression, checkRows } from './regression.ts';
import { seasonalStrength } from './seasonal-strength.ts';

export type AutoArimaOptions = {
  /** Largest orders tried, 5 by default; a third of the values at most */
  readonly maxP?: number;
  readonly maxQ?: number;
  /** Length of a season, 2 to 52: seasonal orders up to 2 are searched too. By default there is no season */
  readonly period?: number;
  /** How often the series is differenced; by default as often as KPSS asks, at most twice */
  readonly d?: 0 | 1 | 2;
  /** Whether at lag `period`; by default where the seasonal strength is above 0.64 */
  readonly seasonalD?: 0 | 1;
  /** Starts of each candidate's fit: several by default, for which a search with single starts goes ahead */
  readonly start?: 'multi' | 'single';
};

/**
 * By which the AICc of orders that only many starts favour must be lower: about 2 log 20, as if one of twenty places on the
 * unit circle had been chosen. The next closes of windows of 1,000 are forecast better with it than without.
 */
const MARGIN = 6;

/** Seasonal strength from which on a series is differenced at its season, as `nsdiffs` of R's forecast package has it. */
const STRONG = 0.64;

/**
 * ARIMA of automatically chosen order: D by seasonal strength, d by repeated KPSS tests, then the stepwise search of Hyndman &
 * Khandakar over p, q, P, Q and a constant (d + D < 2) by AICc of the exact likelihood. With `xreg`, one row of regressors
 * per value, D and d are those of what least squares leaves, and every candidate has the regressors.
 *
 * It departs from `auto.arima` of R in these ways: every candidate is fitted by exact likelihood from several starts, never
 * approximated; candidates are maximised over roots of modulus 1.01 or more (of Phi and Theta as polynomials in B^period)
 * instead of being dropped when their unrestricted optimum lies outside; the constant is toggled from any candidate, seasonal
 * orders are at most 2 and STL smooths every point.
 * Many starts find higher likelihoods, not always better forecasts: AICc does not count the search over pairs of roots that
 * nearly cancel. So what they find must beat the search with single starts by 6 in AICc, or that one's choice stands. Of 60
 * series of 250 white noise values 43 stay without ARMA terms (44 with `start: 'single'`, 32 without the margin).
 * A constant series gives (0,0,0) and an exact trend (0,1,0), with a constant and sigma2 = 0.
 * @throws RangeError for fewer than 3 values, a value that is not finite, an option out of range, a regressor that follows from
 * the constant and those before it, or a series that its regressors leave nothing of
 * @see Hyndman & Khandakar (2008), Journal of Statistical Software 27(3)
 */
export function fitAutoArima(
  y: ArrayLike<number>,
  options: AutoArimaOptions & { readonly xreg: Matrix },
): ArimaRegressionFit;
export function fitAutoArima(y: ArrayLike<number>, options?: AutoArimaOptions): ArimaFit;
export function fitAutoArima(
  y: ArrayLike<number>,
  options: AutoArimaOptions & { readonly xreg?: Matrix } = {},
): ArimaFit | ArimaRegressionFit {
  const { start = 'multi', xreg } = options;
  const regressors = xreg ? integer('xreg.columns', xreg.columns, 1) : 0;
  const values = series('y', y, 3 + regressors);
  if (start !== 'multi' && start !== 'single')
    throw new RangeError(`start must be multi or single, got ${String(start)}`);
  if (xreg) checkRows('xreg', xreg, values.length);
  const limits = limitsOf(options, values.length);
  const by = differencesFor(values, xreg, options);
  const allowConstant = by.regular + by.seasonal < 2;
  const dataFor = dataBy(values, xreg, by);
  const { period } = options;
  const { candidate, optimum } = chosen(dataFor, { allowConstant, limits, regressors, period, start });
  const { P = 0, Q = 0 } = candidate.season ?? {};
  const season =
    period === undefined || P + by.seasonal + Q === 0
      ? undefined
      : { order: [P, by.seasonal, Q] as const, period, partials: optimum.seasonalPartials };
  const order = [candidate.p, by.regular, candidate.q] as const;
  const model = buildArima(order, optimum.partials, optimum.mean, optimum, season);
  return xreg ? buildRegression(model, optimum.coefficients, values, xreg) : update(model, values);
}

type Limits = { readonly p: number; readonly q: number; readonly season: number };

type SearchPlan = {
  readonly allowConstant: boolean;
  readonly limits: Limits;
  readonly regressors: number;
  readonly period: number | undefined;
  readonly start: 'multi' | 'single';
};

function chosen(
  dataFor: (constant: boolean) => Differenced,
  { allowConstant, limits, regressors, period, start }: SearchPlan,
): { candidate: Candidate; optimum: Optimum } {
  const candidateOf = ({ p, q, P, Q, constant }: Orders): Candidate => ({
    p,
    q,
    constant,
    season: period === undefined || P + Q === 0 ? undefined : { P, Q, period },
  });
  const polished = (orders: Orders, x: Float64Array) => {
    const candidate = candidateOf(orders);
    const optimum = findOptimum(dataFor(orders.constant), candidate, { starts: x, admissible: true, polish: true });
    return { candidate, optimum };
  };
  if (remaining(dataFor(allowConstant), allowConstant) === 0) {
    return polished({ p: 0, q: 0, P: 0, Q: 0, constant: allowConstant }, new Float64Array(0));
  }
  const allowed = (orders: Orders): boolean =>
    Math.min(orders.p, orders.q, orders.P, orders.Q) >= 0 &&
    orders.p <= limits.p &&
    orders.q <= limits.q &&
    Math.max(orders.P, orders.Q) <= limits.season &&
    (allowConstant || !orders.constant) &&
    dataFor(orders.constant).w.length > countParameters(candidateOf(orders), regressors);
  const scores = candidateScores(dataFor, candidateOf);
  const starts = startingOrders(limits.season > 0, allowConstant);
  const restricted = (score: (orders: Orders) => number) => (orders: Orders) =>
    allowed(orders) ? score(orders) : Number.POSITIVE_INFINITY;
  const first = stepwise(starts, restricted(scores.single));
  if (start === 'single') return polished(first, scores.best(first));
  const best = stepwise([first, ...starts], restricted(scores.multi));
  const result = polished(best, scores.best(best));
  if (keyOf(best) === keyOf(first)) return result;
  const other = polished(first, scores.best(first));
  return result.optimum.aicc < other.optimum.aicc - MARGIN ? result : other;
}

/** The differenced series; with regressors, one design that has the constant and one that has not. */
function dataBy(y: Float64Array, xreg: Matrix | undefined, by: Differences): (constant: boolean) => Differenced {
  const w = differenced(y, by);
  const plain = { y, w, d: by.regular + by.seasonal };
  const both = [false, true].map(constant => ({
    ...plain,
    design: xreg && designOf(y.length, xreg, by, constant),
  }));
  return constant => both[Number(constant)]!;
}

function differencesFor(
  y: Float64Array,
  xreg: Matrix | undefined,
  { d, seasonalD, period }: AutoArimaOptions,
): Differences {
  if (d !== undefined) integer('d', d, 0, 2);
  if (seasonalD !== undefined) integer('seasonalD', seasonalD, 0, 1);
  if (period !== undefined) checkSeason({ order: [0, 0, 0], period });
  const left = xreg ? residuals(y, xreg) : y;
  const seasonal = seasonalD ?? (period !== undefined && isSeasonal(left, period) ? 1 : 0);
  if (d !== undefined) return differences(d, seasonal, period);
  let by = differences(0, seasonal, period);
  let w = differenced(left, by);
  while (by.regular < 2 && w.length > 3 && remaining({ y, w }, true) > 0 && rejectsLevel(w)) {
    by = differences(by.regular + 1, seasonal, period);
    w = differenced(left, by);
  }
  return by;
}

function residuals(y: Float64Array, xreg: Matrix): Float64Array {
  const none = differences(0);
  return project(y, designOf(y.length, xreg, none, true).basis).left;
}

const isSeasonal = (y: Float64Array, period: number): boolean =>
  y.length > 2 * period && remaining({ y, w: y }, true) > 0 && seasonalStrength(y, period) > STRONG;

function limitsOf({ maxP, maxQ, period }: AutoArimaOptions, n: number): Limits {
  const season = period === undefined ? 0 : Math.min(2, Math.floor(n / 3 / period));
  return { p: limited('maxP', maxP, n), q: limited('maxQ', maxQ, n), season };
}

function limited(name: string, most: number | undefined, n: number): number {
  return Math.min(integer(name, most ?? 5, 0, 20), Math.floor(n / 3));
}
