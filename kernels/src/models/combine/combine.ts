import type { Forecast } from '../fit.ts';
import { inverseMseWeights, toSum1 } from './weights.ts';

export type CombineOptions =
  | { readonly method: 'mean' | 'median' }
  /** Weights of 0 or more, one per forecast; they are divided by their sum */
  | { readonly method: 'weights'; readonly weights: ArrayLike<number> }
  /** Out-of-sample mean squared errors, one per forecast */
  | { readonly method: 'inverse-mse'; readonly mse: ArrayLike<number> }
  /** The mean of the forecasts by `weight` (0 to 1, from `shrinkageWeight`) and the random walk by the rest */
  | { readonly method: 'shrinkage'; readonly weight: number; readonly randomWalk: Forecast };

/**
 * Several forecasts of the same steps as one. Equal weights are hard to beat; the median is as good and ignores a member that
 * went astray.
 *
 * Weighted: mean sum w m, variance (sum w s)^2 with the standard deviations s, which is the most that a weighted mean of
 * unbiased forecasts can have whatever the correlations of their errors, and what it has when they err together, as forecasts
 * of one series nearly do. Median: medians of the means and of the standard deviations.
 * @example combine([forecast(fitEts(y), 5), forecast(fitAutoArima(y), 5), forecast(fitDynamicTheta(y), 5)], { method: 'median' })
 * @throws RangeError for no forecast, forecasts of unequal horizons, or weights that are not what the method takes
 * @see Timmermann (2006), Forecast combinations, Handbook of Economic Forecasting 1
 * @see Petropoulos & Svetunkov (2020), International Journal of Forecasting 36, on the median of four models
 */
export function combine(forecasts: readonly Forecast[], options: CombineOptions): Forecast {
  const parts = options.method === 'shrinkage' ? [...forecasts, options.randomWalk] : forecasts;
  if (forecasts.length === 0) throw new RangeError('forecasts must hold at least 1 forecast, got 0');
  const horizon = forecasts[0]!.mean.length;
  for (const { mean, variance } of parts) {
    if (mean.length !== horizon || variance.length !== horizon) {
      throw new RangeError(`every forecast must have the horizon of the first, ${horizon}, got ${mean.length}`);
    }
  }
  return pooled(parts, options.method === 'median' ? undefined : weightsOf(forecasts.length, options));
}

/** The median without weights. */
export function pooled(parts: readonly Forecast[], weights: ArrayLike<number> | undefined): Forecast {
  const deviations = parts.map(({ variance }) => variance.map(Math.sqrt));
  const means = parts.map(({ mean }) => mean);
  const join = weights ? (rows: readonly Float64Array[]) => weighted(rows, weights) : medians;
  return { mean: join(means), variance: join(deviations).map(deviation => deviation ** 2) };
}

/** Per column, the median of the rows. */
export function medians(rows: readonly Float64Array[]): Float64Array {
  const middle = rows.length / 2;
  return rows[0]!.map((_, h) => {
    const sorted = Float64Array.from(rows, row => row[h]!).sort();
    return rows.length % 2 === 1 ? sorted[Math.floor(middle)]! : 0.5 * sorted[middle - 1]! + 0.5 * sorted[middle]!;
  });
}

/** Per column, the weighted sum of the rows. */
export function weighted(rows: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  return rows[0]!.map((_, h) => rows.reduce((sum, row, i) => sum + weights[i]! * row[h]!, 0));
}

function weightsOf(count: number, options: CombineOptions): Float64Array {
  switch (options.method) {
    case 'mean':
      return equalWeights(count);
    case 'weights':
      return given('weights', toSum1(options.weights), count);
    case 'inverse-mse':
      return given('mse', inverseMseWeights(options.mse), count);
    case 'shrinkage':
      return shrunkWeights(count, options.weight);
    default:
      throw new RangeError(
        `method must be one of mean, median, weights, inverse-mse, shrinkage, got ${String(options.method)}`,
      );
  }
}

export const equalWeights = (count: number): Float64Array => new Float64Array(count).fill(1 / count);

/** `count` members share `weight`, the random walk after them has the rest. */
export function shrunkWeights(count: number, weight: number): Float64Array {
  if (!(weight >= 0 && weight <= 1)) throw new RangeError(`weight must be within 0 to 1, got ${weight}`);
  return Float64Array.of(...new Float64Array(count).fill(weight / count), 1 - weight);
}

function given(name: string, weights: Float64Array, count: number): Float64Array {
  if (weights.length === count) return weights;
  throw new RangeError(`${name} must hold one value per forecast, ${count}, got ${weights.length}`);
}
