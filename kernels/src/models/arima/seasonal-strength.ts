/** Windows of STL as R's `mstl` sets them for one season. */
const SEASONAL_WINDOW = 11;
const INNER = 2;

/**
 * How much of what the trend leaves is seasonal: max(0, 1 - Var(remainder) / Var(season + remainder)) of an STL decomposition
 * with the windows of `mstl` in R's forecast package, every point smoothed (R skips some and interpolates).
 * @param y at least two periods
 * @see Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6; Wang, Smith & Hyndman (2006), Data
 * Mining and Knowledge Discovery 13
 */
export function seasonalStrength(y: Float64Array, period: number): number {
  const { season, trend } = decompose(y, period);
  const remainder = y.map((value, t) => value - season[t]! - trend[t]!);
  const detrended = y.map((value, t) => value - trend[t]!);
  const whole = variance(detrended);
  return whole > 0 ? Math.max(0, 1 - variance(remainder) / whole) : 0;
}

function variance(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum;
}

function decompose(y: Float64Array, period: number): { season: Float64Array; trend: Float64Array } {
  const n = y.length;
  const trendWindow = nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / SEASONAL_WINDOW)));
  let trend: Float64Array = new Float64Array(n);
  let season: Float64Array = new Float64Array(n);
  for (let pass = 0; pass < INNER; pass++) {
    const extended = cycles(
      y.map((value, t) => value - trend[t]!),
      period,
    );
    const low = loess(
      movingAverage(movingAverage(movingAverage(extended, period), period), 3),
      nextOdd(period),
      1,
    ).values;
    season = low.map((value, t) => extended[t + period]! - value);
    trend = loess(
      y.map((value, t) => value - season[t]!),
      trendWindow,
      1,
    ).values;
  }
  return { season, trend };
}

const nextOdd = (value: number): number => value + ((value + 1) % 2);

/** Smooths each season's own values by weighted means and goes on by one period at both ends. */
function cycles(detrended: Float64Array, period: number): Float64Array {
  const extended = new Float64Array(detrended.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const own = detrended.filter((_, t) => t % period === phase);
    const { before, values, after } = loess(own, SEASONAL_WINDOW, 0);
    extended[phase] = before;
    values.forEach((value, k) => {
      extended[phase + (k + 1) * period] = value;
    });
    extended[phase + (values.length + 1) * period] = after;
  }
  return extended;
}

function movingAverage(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(values.length - length + 1);
  for (let t = 0; t < out.length; t++) {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += values[t + k]!;
    out[t] = sum / length;
  }
  return out;
}

/** Local regression of degree 0 or 1 with tricube weights at every point, and one step beyond each end. */
function loess(values: Float64Array, window: number, degree: 0 | 1) {
  const n = values.length;
  const at = (x: number) => localFit(values, x, window, degree);
  return { before: at(-1), values: Float64Array.from({ length: n }, (_, x) => at(x)), after: at(n) };
}

function localFit(values: Float64Array, x: number, window: number, degree: 0 | 1): number {
  const n = values.length;
  const count = Math.min(window, n);
  const left = Math.max(0, Math.min(n - count, Math.round(x) - (count >> 1)));
  const right = left + count - 1;
  // A window longer than the series reaches further, so that its weights fall off as slowly.
  const reach = Math.max(x - left, right - x) + (window > n ? (window - n) / 2 : 0);
  let total = 0;
  let mean = 0;
  let centre = 0;
  for (let t = left; t <= right; t++) {
    const weight = tricube((t - x) / reach);
    total += weight;
    mean += weight * values[t]!;
    centre += weight * t;
  }
  mean /= total;
  if (degree === 0) return mean;
  centre /= total;
  let spread = 0;
  let slope = 0;
  for (let t = left; t <= right; t++) {
    const weight = tricube((t - x) / reach) / total;
    spread += weight * (t - centre) ** 2;
    slope += weight * (t - centre) * values[t]!;
  }
  return Math.sqrt(spread) > 0.001 * (n - 1) ? mean + (slope / spread) * (x - centre) : mean;
}

function tricube(distance: number): number {
  const size = Math.abs(distance);
  if (size <= 0.001) return 1;
  return size >= 0.999 ? 0 : (1 - size ** 3) ** 3;
}
