/** The least-squares line through values 1..t of a series, moved on by one value at a time: mean and slope. */
export type Trend = { readonly mean: number; readonly slope: number };

/**
 * The line after value number `t`: slope[t] = ((t - 2) slope[t-1] + 6/t (y - mean[t-1])) / (t + 1), 0 after one value.
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), International Journal of Forecasting 32, equation 10
 */
export function nextTrend({ mean, slope }: Trend, t: number, y: number): Trend {
  if (t === 1) return { mean: y, slope: 0 };
  return { mean: mean + (y - mean) / t, slope: ((t - 2) * slope + (6 / t) * (y - mean)) / (t + 1) };
}

/**
 * What the line adds to a prediction after t values, before the share 1 - 1/theta: with the line's value at time 0,
 * A = mean - (t + 1)/2 slope, it is (1 - alpha)^t A + (1 - (1 - alpha)^(t+1)) / alpha slope.
 */
export function pull({ mean, slope }: Trend, t: number, alpha: number): number {
  const left = (1 - alpha) ** t;
  return left * (mean - 0.5 * (t + 1) * slope) + ((1 - left * (1 - alpha)) / alpha) * slope;
}
