import { integer, series } from '../../../math/check.ts';
import { correctedAic } from '../../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, rootMeanSquare, spread } from '../../../math/scale.ts';
import type { SeasonalEtsFit, SeasonalEtsModel } from '../../fit.ts';
import { seasonalEtsFamily } from './filter.ts';
import { initialStates } from './initial.ts';
import { seasonalWork } from './likelihood.ts';
import type { SeasonalPoint } from './point.ts';
import { searchSeasonal } from './search.ts';
import {
  MOST_PERIOD,
  SEASONAL_MODELS,
  SEASONAL_SPECIFICATIONS,
  seasonalName,
  seasonalParameterCount,
} from './specification.ts';

/**
 * Exponential smoothing with a season of `period` values (2 to 24): q = l[t-1] + phi b[t-1], and with r = y[t] - f[t]
 * f = q + s[t-m], l = q + alpha r, b = phi b + beta r, s[t] = s[t-m] + gamma r (season A), or
 * f = q s[t-m], l = q + alpha r/s, b = phi b + beta r/s, s[t] = s[t-m] + gamma r/q (season M); r is the error (A) or f times
 * it (M). Maximum likelihood over the weights (as without a season, gamma in 0.0001 to 1 - alpha), within the admissible
 * region, and over the initial states, whose seasonals sum to 0 or to m.
 *
 * Filtering another series starts at its first value: the fit's initial states are taken relative to the first value that was
 * fitted, as a difference for A errors and as a ratio for M errors; its first value must be of the same season.
 * @returns undefined when no start keeps the predictions of multiplicative errors above 0
 * @throws RangeError as `fitEts`, and for fewer than two periods
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, chapters 2, 3 and 5
 */
export function fitSeasonalEts(
  y: ArrayLike<number>,
  model: SeasonalEtsModel,
  period: number,
): SeasonalEtsFit | undefined {
  integer('period', period, 2, MOST_PERIOD);
  const specification = SEASONAL_SPECIFICATIONS[model];
  const { multiplicative } = specification;
  const count = seasonalParameterCount(model, period);
  const values = series('y', y, leastValues(model, period));
  const low = multiplicative ? values.findIndex(value => !(value > 0)) : -1;
  if (low >= 0) {
    throw new RangeError(`y[${low}] must be above 0 for the multiplicative errors of ${model}, got ${values[low]}`);
  }
  const unit = powerOfTwo(stepSize(values));
  const origin = multiplicative ? 0 : values[0]!;
  const scaled = values.map(value => (value - origin) / unit);
  const work = seasonalWork(scaled, period, specification);
  const { point, value, squares } = searchSeasonal(work, initialStates(scaled, period, specification));
  if (value === Number.POSITIVE_INFINITY) return undefined;
  const nobs = values.length;
  const deviation = Math.sqrt(squares / nobs) * (multiplicative ? 1 : unit);
  if (!(deviation > noiseFloor(multiplicative ? 1 : largest(values)))) {
    throw new RangeError(`y must not be what ${model} fits without error: nothing is left to estimate`);
  }
  const logLikelihood = -value - nobs * Math.log(unit);
  const scores = {
    sigma2: deviation ** 2,
    logLikelihood,
    aicc: correctedAic(logLikelihood, count, nobs),
    nobs,
  };
  const fit = seasonalEtsFit(model, inUnits(point, origin, unit, specification.season), values[0]!, scores);
  return { ...fit, state: seasonalEtsFamily.advance(fit, fit.state, values) };
}

/** AICc needs one value more than the parameters and itself; the seasonals need two periods. */
export const leastValues = (model: SeasonalEtsModel, period: number): number =>
  Math.max(2 * period, seasonalParameterCount(model, period) + 2);

export const isSeasonalModel = (model: string): model is SeasonalEtsModel =>
  SEASONAL_MODELS.includes(model as SeasonalEtsModel);

function stepSize(values: Float64Array): number {
  const { deviation } = spread(values);
  if (!(deviation > noiseFloor(largest(values)))) {
    throw new RangeError('y must vary: smoothing has nothing to estimate in a constant');
  }
  checkDeviation(deviation);
  return rootMeanSquare(values.subarray(1).map((value, t) => value - values[t]!));
}

function inUnits(point: SeasonalPoint, origin: number, unit: number, season: 'A' | 'M'): SeasonalPoint {
  const own = season === 'M' ? point.season : point.season.map(value => value * unit);
  return { ...point, level: origin + unit * point.level, slope: unit * point.slope, season: own };
}

type Scores = Pick<SeasonalEtsFit, 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'>;

/** A fit that has seen nothing. */
export function seasonalEtsFit(
  model: SeasonalEtsModel,
  point: SeasonalPoint,
  firstValue: number,
  scores: Scores,
): SeasonalEtsFit {
  const { alpha, beta, gamma, phi, level, slope, season } = point;
  const period = season.length;
  const { trend } = SEASONAL_SPECIFICATIONS[model];
  const parameters = {
    alpha,
    ...(trend === 'N' ? {} : { beta }),
    gamma,
    ...(trend === 'Ad' ? { phi } : {}),
    initialLevel: level,
    ...(trend === 'N' ? {} : { initialSlope: slope }),
  };
  const name = seasonalName(model, period);
  const fit = { kind: 'seasonal-ets', name, parameters, ...scores, model, period, alpha, beta, gamma, phi } as const;
  const initial = { initialLevel: level, initialSlope: slope, initialSeason: Array.from(season), firstValue };
  return { ...fit, ...initial, state: { observed: 0, level: 0, slope: 0, season: new Array<number>(period).fill(0) } };
}
