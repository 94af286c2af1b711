import type { MeanFit } from './fit.ts';
import { fitAdjusted } from './season/fit-adjusted.ts';
import { fitTheta } from './theta.ts';

/**
 * Theta as the M4 competition ran it: where the autocorrelation at the lag of the period is beyond its 90 % limits, `fitTheta`
 * of the series divided by its classical multiplicative indices; else `fitTheta` of the series.
 * @param options `period` of 1 is a series without a season
 * @throws RangeError as `fitTheta` and `fitAdjusted`
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), The M4 competition, International Journal of Forecasting 36
 */
export const fitSeasonalTheta = (y: ArrayLike<number>, options: { readonly period: number }): MeanFit =>
  options.period === 1 ? fitTheta(y) : fitAdjusted(y, fitTheta, { period: options.period, of: 'values' });
