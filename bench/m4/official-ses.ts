import { nelderMead } from './nelder-mead.ts';

/**
 * Simple exponential smoothing as the M4 organisers' R package (forecast 8.2) ran it, for the digits of their forecasts: it
 * stopped about 1e-6 before the optimum, so an exact optimum has other digits. Mean squared error over alpha and the first
 * level, from alpha 0.5 and the mean of the first ten values. All 359 forecasts but W19, whose search runs into its limit.
 */
export function officialSes(y: readonly number[]): number {
  const start = [1e-4 + 0.5 * (0.9999 - 1e-4), exactMean(y.slice(0, 10))];
  const { x } = nelderMead(([a, l]) => meanSquare(y, a ?? 0, l ?? 0), start, {
    tolerance: Math.sqrt(Number.EPSILON),
    most: 2000,
  });
  const [alpha = 0, level = 0] = x;
  return y.reduce((l, value) => l + alpha * (value - l), level);
}

/** A running mean, as the package has it: another order of the sums would end at other digits. */
function meanSquare(y: readonly number[], alpha: number, first: number): number {
  if (alpha < 1e-4 || alpha > 0.9999) return Number.POSITIVE_INFINITY;
  let level = first;
  let mean = 0;
  for (const [t, value] of y.entries()) {
    const error = value - level;
    mean = (mean * t + error * error) / (t + 1);
    level += alpha * error;
  }
  return mean;
}

/** With the rounding errors of the first pass added by a second, as R's `mean`. */
function exactMean(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return mean + values.reduce((sum, value) => sum + (value - mean), 0) / values.length;
}
