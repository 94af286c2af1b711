import { integer } from '../../math/check.ts';
import { coefficientsFromPartials, partialsFromCoefficients } from '../../math/partials.ts';
import type { ArimaFit, ArimaOptimum, ArimaOrder, SeasonalOrder, SeasonalPart } from '../fit.ts';
import { unseen } from './filter.ts';

export type ArimaParameters = {
  readonly order: ArimaOrder;
  /** p coefficients, stationary */
  readonly ar?: readonly number[];
  /** q coefficients, invertible; signs as in 1 + ma1 B + ... */
  readonly ma?: readonly number[];
  readonly seasonal?: {
    readonly order: SeasonalOrder;
    readonly period: number;
    /** P and Q coefficients of the polynomials in B^period */
    readonly ar?: readonly number[];
    readonly ma?: readonly number[];
  };
  /** Mean of the differenced series; none when left out */
  readonly constant?: number;
  readonly sigma2: number;
};

/**
 * An ARIMA whose parameters are given, not estimated, and that has seen nothing: `apply` it to a series. Its likelihood and
 * AICc are NaN, its `nobs` 0.
 * @throws RangeError for a wrong number of coefficients, a root on or inside the unit circle, or a sigma2 below 0
 */
export function arimaFromParameters({
  order,
  ar = [],
  ma = [],
  seasonal,
  constant,
  sigma2,
}: ArimaParameters): ArimaFit {
  checkOrder(order);
  if (seasonal) checkSeason(seasonal);
  if (!(sigma2 >= 0 && sigma2 < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`sigma2 must be 0 or more and finite, got ${String(sigma2)}`);
  }
  if (constant !== undefined) checkConstant(order, seasonal?.order, constant);
  const estimated = { sigma2, logLikelihood: Number.NaN, aicc: Number.NaN, nobs: 0 };
  const partials = {
    ar: stable('ar', ar, order[0], 'stationary'),
    ma: stable(
      'ma',
      ma.map(value => -value),
      order[2],
      'invertible',
    ),
  };
  if (!seasonal) return buildArima(order, partials, constant, estimated);
  const [P, , Q] = seasonal.order;
  const seasonalPartials = {
    ar: stable('seasonal.ar', seasonal.ar ?? [], P, 'stationary'),
    ma: stable(
      'seasonal.ma',
      (seasonal.ma ?? []).map(value => -value),
      Q,
      'invertible',
    ),
  };
  return buildArima(order, partials, constant, estimated, { ...seasonal, partials: seasonalPartials });
}

type Estimated = Pick<ArimaFit, 'sigma2' | 'logLikelihood' | 'aicc' | 'nobs'> & {
  readonly optimum?: ArimaOptimum | undefined;
};

/** A season's orders and its partial autocorrelations, from which its coefficients follow. */
export type Season = {
  readonly order: SeasonalOrder;
  readonly period: number;
  readonly partials: ArimaFit['partials'];
};

/** A fit that has seen nothing, all else following from the partial autocorrelations. */
export function buildArima(
  order: ArimaOrder,
  partials: ArimaFit['partials'],
  constant: number | undefined,
  { sigma2, logLikelihood, aicc, nobs, optimum }: Estimated,
  season?: Season,
): ArimaFit {
  const estimated = { sigma2, logLikelihood, aicc, nobs, ...(optimum === undefined ? {} : { optimum }) };
  const ar = coefficientsFromPartials(partials.ar);
  const ma = coefficientsFromPartials(partials.ma).map(value => -value);
  const parameters: Record<string, number> = {};
  ar.forEach((value, i) => {
    parameters[`ar${i + 1}`] = value;
  });
  ma.forEach((value, i) => {
    parameters[`ma${i + 1}`] = value;
  });
  const seasonal = season && seasonalPart(season);
  seasonal?.ar.forEach((value, i) => {
    parameters[`sar${i + 1}`] = value;
  });
  seasonal?.ma.forEach((value, i) => {
    parameters[`sma${i + 1}`] = value;
  });
  if (constant !== undefined) parameters['constant'] = constant;
  const hasConstant = constant !== undefined;
  const name = `arima(${order.join(',')})${seasonal ? `(${seasonal.order.join(',')})[${seasonal.period}]` : ''}`;
  const [p, d, q] = order;
  const model = {
    order: [p, d, q] as const,
    ar,
    ma,
    constant: constant ?? 0,
    hasConstant,
    partials,
    ...(seasonal ? { seasonal } : {}),
  };
  return {
    kind: 'arima',
    name: hasConstant ? `${name}+c` : name,
    parameters,
    ...estimated,
    ...model,
    state: unseen(model),
  };
}

function seasonalPart({ order: [P, D, Q], period, partials }: Season): SeasonalPart {
  const ar = coefficientsFromPartials(partials.ar);
  const ma = coefficientsFromPartials(partials.ma).map(value => -value);
  return { order: [P, D, Q], period, ar, ma, partials };
}

/** @throws RangeError unless p, d, q are integers, p and q at most 20, d at most 2 */
export function checkOrder(order: ArimaOrder): void {
  if (!Array.isArray(order) || order.length !== 3)
    throw new RangeError(`order must be [p, d, q], got ${String(order)}`);
  integer('p in order', order[0], 0, 20);
  integer('d in order', order[1], 0, 2);
  integer('q in order', order[2], 0, 20);
}

/** @throws RangeError unless P, D, Q are integers of at most 2, and the period one of 2 to 52 */
export function checkSeason(season: { readonly order: SeasonalOrder; readonly period: number }): void {
  if (!Array.isArray(season.order) || season.order.length !== 3) {
    throw new RangeError(`seasonal.order must be [P, D, Q], got ${String(season.order)}`);
  }
  integer('P in seasonal.order', season.order[0], 0, 2);
  integer('D in seasonal.order', season.order[1], 0, 2);
  integer('Q in seasonal.order', season.order[2], 0, 2);
  integer('seasonal.period', season.period, 2, 52);
}

function checkConstant(order: ArimaOrder, season: SeasonalOrder | undefined, constant: number): void {
  if (!Number.isFinite(constant)) throw new RangeError(`constant must be a finite number, got ${String(constant)}`);
  if (order[1] + (season?.[1] ?? 0) >= 2)
    throw new RangeError('constant must be left out for d = 2: it would be a quadratic trend');
}

function stable(name: string, polynomial: readonly number[], length: number, property: string): number[] {
  if (polynomial.length !== length)
    throw new RangeError(`${name} must hold ${length} values, got ${polynomial.length}`);
  const partials = partialsFromCoefficients(polynomial);
  if (partials === undefined) throw new RangeError(`${name} must be ${property}: every root outside the unit circle`);
  return partials;
}
