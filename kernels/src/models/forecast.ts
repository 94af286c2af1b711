import { integer, series } from '../math/check.ts';
import { arimaFamily } from './arima/filter.ts';
import { combinationFamily } from './combine/family.ts';
import { etsFamily } from './ets/filter.ts';
import { seasonalEtsFamily } from './ets/seasonal/filter.ts';
import type { Family } from './family.ts';
import type { Forecast, SeriesFit } from './fit.ts';
import { meanVarianceFamily } from './mean-variance/family.ts';
import { driftFamily, naiveFamily } from './random-walk.ts';
import { adjustedFamily } from './season/family.ts';
import { seasonalNaiveFamily } from './seasonal-naive.ts';
import { sesFamily } from './ses.ts';
import { thetaFamily } from './theta.ts';
import { dynamicThetaFamily } from './theta-dynamic/filter.ts';

const FAMILIES: { readonly [Kind in SeriesFit['kind']]: Family<Extract<SeriesFit, { kind: Kind }>> } = {
  naive: naiveFamily,
  drift: driftFamily,
  'seasonal-naive': seasonalNaiveFamily,
  ses: sesFamily,
  ets: etsFamily,
  'seasonal-ets': seasonalEtsFamily,
  theta: thetaFamily,
  'dynamic-theta': dynamicThetaFamily,
  arima: arimaFamily,
  adjusted: adjustedFamily(fit => familyOf(fit)),
  combination: combinationFamily(fit => familyOf(fit)),
  'mean-variance': meanVarianceFamily(fit => familyOf(fit)),
};

/**
 * Forecasts steps 1..horizon from the last value that the fit has seen.
 * @throws RangeError for a horizon that is no integer above 0, or a fit that has seen fewer values than `minimumValues`
 */
export function forecast(fit: SeriesFit, horizon: number): Forecast {
  integer('horizon', horizon, 1);
  const least = minimumValues(fit);
  if (fit.state.observed < least) {
    throw new RangeError(`${fit.name} must have seen at least ${least} values, got ${fit.state.observed}`);
  }
  return familyOf(fit).forecast(fit, horizon);
}

/** How many values a fit must have seen, by `apply` and `update`, before `forecast` answers. */
export const minimumValues = (fit: SeriesFit): number => familyOf(fit).needs(fit);

/**
 * The fit after more values: the parameters stay, the state moves on. Costs the same per value however many went before.
 * @throws RangeError for a value that is not finite
 */
export function update<F extends SeriesFit>(fit: F, values: ArrayLike<number>): F {
  return { ...fit, state: familyOf(fit).advance(fit, fit.state, series('values', values, 0)) };
}

/**
 * The fit's parameters on another series: the state follows from `y` alone, nothing of the old series is left. `y` may be
 * empty, and then `update` gives the same bits as if it had been longer.
 * @throws RangeError for a value that is not finite
 */
export function apply<F extends SeriesFit>(fit: F, y: ArrayLike<number>): F {
  const family = familyOf(fit);
  return { ...fit, state: family.advance(fit, family.start(fit), series('y', y, 0)) };
}

/**
 * One-step-ahead predictions: entry t is known before y[t], NaN where nothing precedes. Uses the fit's parameters and `y`
 * only, so they are in-sample when `y` is the series that was fitted.
 * @throws RangeError for a value that is not finite
 */
export function fittedValues(fit: SeriesFit, y: ArrayLike<number>): Float64Array {
  const values = series('y', y, 0);
  const predictions = new Float64Array(values.length);
  const family = familyOf(fit);
  family.advance(fit, family.start(fit), values, predictions);
  return predictions;
}

/** The table pairs each kind with its own family, which the type system cannot follow through an index. */
const familyOf = <F extends SeriesFit>(fit: F): Family<F> => FAMILIES[fit.kind] as unknown as Family<F>;
