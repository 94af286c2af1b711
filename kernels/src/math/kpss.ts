/** 5 % critical value of the test for a level. */
const CRITICAL = 0.463;

/**
 * Whether the test of Kwiatkowski, Phillips, Schmidt and Shin rejects stationarity about a level at 5 %, with the Bartlett
 * window of trunc(3 sqrt(n) / 13) lags, as `ndiffs` of R's forecast package asks it.
 * @see Kwiatkowski, Phillips, Schmidt & Shin (1992), Journal of Econometrics 54
 */
export function rejectsLevel(y: Float64Array): boolean {
  return kpss(y) > CRITICAL;
}

/** The statistic: sum of squared partial sums over n^2 times the long-run variance; NaN for a constant. */
export function kpss(y: Float64Array): number {
  const n = y.length;
  const size = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = y.reduce((sum, value) => sum + value / size, 0) / n;
  const e = y.map(value => value / size - mean);
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13);
  let variance = product(e, 0);
  for (let lag = 1; lag <= lags; lag++) variance += 2 * (1 - lag / (lags + 1)) * product(e, lag);
  let partial = 0;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    partial += e[t]!;
    squares += partial * partial;
  }
  return squares / n / variance;
}

function product(e: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < e.length; t++) sum += e[t]! * e[t - lag]!;
  return sum;
}
