/**
 * Variance of a mean's sum of n dependent values over n: the variance plus twice the autocovariances (each over n) up to lag
 * `horizon` - 1, with equal weights. Errors of forecasts h steps ahead are correlated so far and no further.
 * @param centred values less their mean
 */
export const rectangularVariance = (centred: Float64Array, horizon: number): number =>
  weighted(centred, horizon, () => 1);

/**
 * The same with Bartlett's weights 1 - lag / horizon, which cannot come out below 0.
 * @see Newey & West (1987), Econometrica 55
 */
export const bartlettVariance = (centred: Float64Array, horizon: number): number =>
  weighted(centred, horizon, lag => 1 - lag / horizon);

function weighted(centred: Float64Array, horizon: number, weight: (lag: number) => number): number {
  let sum = autocovariance(centred, 0);
  for (let lag = 1; lag < horizon; lag++) sum += 2 * weight(lag) * autocovariance(centred, lag);
  return sum;
}

function autocovariance(centred: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
  return sum / centred.length;
}
