import { integer, series } from '../../math/check.ts';
import { correctedAic } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, rootMeanSquare, spread } from '../../math/scale.ts';
import type { EtsFit, EtsModel, SeasonalEtsFit, SeasonalEtsModel } from '../fit.ts';
import { etsFamily } from './filter.ts';
import { type EtsPoint, type EtsWork, etsWork } from './likelihood.ts';
import { search } from './search.ts';
import { fitSeasonalEts, isSeasonalModel, leastValues } from './seasonal/fit-seasonal-ets.ts';
import { MOST_PERIOD, SEASONAL_MODELS, SEASONAL_SPECIFICATIONS } from './seasonal/specification.ts';
import { ETS_MODELS, etsName, parameterCount, SPECIFICATIONS } from './specification.ts';

export type EtsOptions = {
  /** Error (A, M), trend (N, A, Ad) and no season; ZZN, the default, chooses by AICc */
  readonly model?: EtsModel | 'ZZN';
};

export type SeasonalEtsOptions = {
  /** Error (A, M), trend (N, A, Ad) and season (N, A, M); ZZZ, the default, chooses by AICc */
  readonly model?: EtsModel | SeasonalEtsModel | 'ZZN' | 'ZZZ';
  /** Values per season */
  readonly period: number;
};

/**
 * Exponential smoothing without a season: y[t] = f[t] + e[t] (A) or f[t] (1 + e[t]) (M), f[t] = l[t-1] + phi b[t-1],
 * l[t] = f[t] + alpha (y[t] - f[t]), b[t] = phi b[t-1] + beta (y[t] - f[t]); b is absent in N, phi is 1 in A. Maximum
 * likelihood over alpha in 0.0001 to 0.9999, beta in 0.0001 to alpha, phi in 0.8 to 0.98 and the initial states.
 *
 * `logLikelihood` is -n/2 log(sum e^2) - sum log f (the second sum for M only), without the constant that R's `ets` leaves
 * out too: compare it with other ETS models, not with ARIMA. AICc counts the initial states and the variance. ZZN compares
 * the six models as R does, those with M only when every value is above 0, and only models whose AICc n can justify.
 *
 * `sigma2` is that of the relative errors for M. Filtering starts from unknown states, so `apply` to another series owes
 * nothing to the first one. After the series that was fitted the states are those of the recursion from the estimated
 * initial ones: exactly for A; for M, where the start is weighted by the predictions, once the start is forgotten.
 * @throws RangeError for fewer values than the parameters and one more (ZZN: 5), a value that is not finite, a model that
 *   does not exist, M with a value of 0 or below, a constant series, one that the model fits without error, or a
 *   jump that leaves no start of M with predictions above 0 (ZZN then leaves that model out)
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, chapters 2, 5 and 7
 */
export function fitEts(y: ArrayLike<number>, options?: EtsOptions): EtsFit;
/**
 * With a season of `period` values, 2 to 24: the models of `fitSeasonalEts` besides those above. ZZZ, then the default,
 * compares all fifteen by AICc, as R's `ets` with `restrict = TRUE`; fewer where n cannot justify them or a value is not above
 * 0. A period of 1 is a series without a season.
 */
export function fitEts(y: ArrayLike<number>, options: SeasonalEtsOptions): EtsFit | SeasonalEtsFit;
export function fitEts(y: ArrayLike<number>, options: EtsOptions | SeasonalEtsOptions = {}): EtsFit | SeasonalEtsFit {
  if (!('period' in options)) return withoutSeason(y, options.model);
  const { period, model = 'ZZZ' } = options;
  integer('period', period, 1, MOST_PERIOD);
  if (model === 'ZZZ') return period === 1 ? withoutSeason(y) : chosen(y, period);
  if (!isSeasonalModel(model)) return withoutSeason(y, model);
  if (period === 1) throw new RangeError(`period must be 2 or more for the season of ${model}, got 1`);
  const fit = fitSeasonalEts(y, model, period);
  if (!fit) throw new RangeError(`y must not jump so far that no start of ${model} keeps its predictions above 0`);
  return fit;
}

/** ZZZ, without the models that no start keeps above 0. */
function chosen(y: ArrayLike<number>, period: number): EtsFit | SeasonalEtsFit {
  const plain = withoutSeason(y);
  const values = series('y', y, 5);
  const positive = values.every(value => value > 0);
  return SEASONAL_MODELS.filter(model => values.length >= leastValues(model, period))
    .filter(model => positive || !SEASONAL_SPECIFICATIONS[model].multiplicative)
    .flatMap(model => fitSeasonalEts(values, model, period) ?? [])
    .reduce<EtsFit | SeasonalEtsFit>((best, each) => (each.aicc < best.aicc ? each : best), plain);
}

function withoutSeason(y: ArrayLike<number>, model: EtsModel | 'ZZN' = 'ZZN'): EtsFit {
  if (model !== 'ZZN' && !Object.hasOwn(SPECIFICATIONS, model)) {
    throw new RangeError(`model must be one of ${ETS_MODELS.join(', ')}, ZZN, got ${String(model)}`);
  }
  const values = series('y', y, model === 'ZZN' ? 5 : parameterCount(model) + 1);
  const unit = stepSize(values);
  if (model !== 'ZZN') {
    const found = candidate(values, unit, model);
    if (found) return seen(found.finish(), values);
    throw new RangeError(`y must not jump so far that no start of ${model} keeps its predictions above 0`);
  }
  return seen(lowest(values, unit), values);
}

/** The lowest AICc: only models that the search left within 1 of it are taken to the last digits. */
function lowest(values: Float64Array, unit: number): EtsFit {
  const positive = values.every(value => value > 0);
  const candidates: Candidate[] = [];
  for (const model of ETS_MODELS) {
    if (values.length <= parameterCount(model) + 1 || (SPECIFICATIONS[model].multiplicative && !positive)) continue;
    const found = candidate(values, unit, model, candidates[0]?.work);
    if (found) candidates.push(found);
  }
  const least = candidates.reduce((low, { aicc }) => Math.min(low, aicc), Number.POSITIVE_INFINITY);
  return candidates
    .filter(({ aicc }) => aicc <= least + 1)
    .map(each => each.finish())
    .reduce((best, each) => (each.aicc < best.aicc ? each : best));
}

/** Root mean square of the steps from one value to the next, in which the search measures. */
function stepSize(values: Float64Array): number {
  const { deviation } = spread(values);
  if (!(deviation > noiseFloor(largest(values)))) {
    throw new RangeError('y must vary: smoothing has nothing to estimate in a constant');
  }
  checkDeviation(deviation);
  return rootMeanSquare(values.subarray(1).map((value, t) => value - values[t]!));
}

/** A model that was searched; `finish` goes to the last digits, and has no state yet. */
type Candidate = { readonly aicc: number; readonly work: EtsWork; finish(): EtsFit };

/** Undefined when no start keeps the predictions of multiplicative errors above 0. */
function candidate(values: Float64Array, unit: number, model: EtsModel, other?: EtsWork): Candidate | undefined {
  const specification = SPECIFICATIONS[model];
  const { multiplicative } = specification;
  const low = multiplicative ? values.findIndex(value => !(value > 0)) : -1;
  if (low >= 0) {
    throw new RangeError(`y[${low}] must be above 0 for the multiplicative errors of ${model}, got ${values[low]}`);
  }
  if (specification.trend === 'A' && isLine(values)) throw exactly(model);
  const origin = multiplicative ? 0 : values[0]!;
  const work = etsWork(
    values.map(value => (value - origin) / unit),
    specification,
    other,
  );
  const found = search(work);
  if (found.value === Number.POSITIVE_INFINITY) return undefined;
  const nobs = values.length;
  const logLikelihoodOf = (value: number) => -value - nobs * Math.log(unit);
  const aiccOf = (value: number) => correctedAic(logLikelihoodOf(value), parameterCount(model), nobs);
  return {
    aicc: aiccOf(found.value),
    work,
    finish() {
      const { point, value, squares } = found.polish();
      const deviation = Math.sqrt(squares / nobs) * (multiplicative ? 1 : unit);
      if (!(deviation > noiseFloor(multiplicative ? 1 : largest(values)))) throw exactly(model);
      return etsFit(
        model,
        { ...point, level: origin + unit * point.level, slope: unit * point.slope },
        { sigma2: deviation ** 2, logLikelihood: logLikelihoodOf(value), aicc: aiccOf(value), nobs },
      );
    },
  };
}

const seen = (fit: EtsFit, values: Float64Array): EtsFit => ({
  ...fit,
  state: etsFamily.advance(fit, etsFamily.start(fit), values),
});

const exactly = (model: EtsModel): RangeError =>
  new RangeError(`y must not be what ${model} fits without error: nothing is left to estimate`);

function isLine(y: Float64Array): boolean {
  const slope = (y[y.length - 1]! - y[0]!) / (y.length - 1);
  const away = y.map((value, t) => value - y[0]! - t * slope);
  return largest(away) <= noiseFloor(largest(y));
}

type Scores = Pick<EtsFit, 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'>;

/** A fit that has seen nothing. */
export function etsFit(model: EtsModel, point: EtsPoint, scores: Scores): EtsFit {
  const { alpha, beta, phi, level, slope } = point;
  const { trend } = SPECIFICATIONS[model];
  const parameters = {
    alpha,
    ...(trend === 'N' ? {} : { beta }),
    ...(trend === 'Ad' ? { phi } : {}),
    initialLevel: level,
    ...(trend === 'N' ? {} : { initialSlope: slope }),
  };
  const fit = { kind: 'ets', name: etsName(model), parameters, ...scores, model, alpha, beta, phi } as const;
  const state = { observed: 0, level: 0, slope: 0, uncertainty: [0, 0, 0] } as const;
  return { ...fit, initialLevel: level, initialSlope: slope, state };
}
