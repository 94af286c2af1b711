import { fitAutoArima } from '../arima/auto-arima.ts';
import { fitEts } from '../ets/fit-ets.ts';
import type { CombinationFit } from '../fit.ts';
import { fitAdjusted } from '../season/fit-adjusted.ts';
import { fitDynamicTheta } from '../theta-dynamic/fit-dynamic-theta.ts';
import { type FitMember, fitCombination } from './fit-combination.ts';

/**
 * The combination to take when nothing is known of a series: the median of automatic ETS, automatic ARIMA and dynamic optimised
 * Theta, and with a `period` above 1 of the same three again on the seasonally adjusted series, where `isSeasonal` finds a
 * season. It was chosen on the train parts of M4 Weekly; on the test parts it has an OWA of 0.78 (the random walk 1, the
 * competition's published median of four such models 0.75).
 * @throws RangeError as `fitCombination` and, for a period above 1, `fitAdjusted`
 * @see Petropoulos & Svetunkov (2020), A simple combination of univariate models, International Journal of Forecasting 36
 */
export function fitRecommended(y: ArrayLike<number>, options: { readonly period?: number } = {}): CombinationFit {
  const { period = 1 } = options;
  const plain: FitMember[] = [
    values => fitEts(values),
    values => fitAutoArima(values),
    values => fitDynamicTheta(values),
  ];
  const adjusted = plain.map(
    (fit): FitMember =>
      values =>
        fitAdjusted(values, fit, { period }),
  );
  return fitCombination(y, { members: period === 1 ? plain : [...plain, ...adjusted], method: 'median' });
}
