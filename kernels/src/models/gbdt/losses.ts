/** The smallest value that at least a share `level` of the values does not exceed: it minimises their pinball loss. */
export function quantileOf(values: Float64Array, level: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(level * sorted.length - 1e-9) - 1)]!;
}

/** The negative gradient of half the squared error, or of the pinball loss, for rows 0 to `count`. */
export function gradientInto(
  gradient: Float64Array,
  y: Float64Array,
  score: Float64Array,
  count: number,
  quantile: number | undefined,
): void {
  if (quantile === undefined) for (let i = 0; i < count; i++) gradient[i] = y[i]! - score[i]!;
  else for (let i = 0; i < count; i++) gradient[i] = y[i]! > score[i]! ? quantile : quantile - 1;
}

/** Mean loss of rows `from` to the last. */
export function meanLoss(y: Float64Array, score: Float64Array, from: number, quantile: number | undefined): number {
  let sum = 0;
  for (let i = from; i < y.length; i++) {
    const error = y[i]! - score[i]!;
    if (quantile === undefined) sum += error * error;
    else sum += error > 0 ? quantile * error : (quantile - 1) * error;
  }
  return sum / (y.length - from);
}
