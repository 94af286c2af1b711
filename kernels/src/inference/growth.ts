/** The smallest factor of 1 or more at which the projection is at the target; Infinity where it never is. */
export function factorUntil(at: (factor: number) => number, target: number): number {
  if (at(1) >= target) return 1;
  let [low, high] = [1, 2];
  while (at(high) < target) {
    low = high;
    high *= 2;
    if (high > 1e9) return Number.POSITIVE_INFINITY;
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (at(middle) < target) low = middle;
    else high = middle;
  }
  return high;
}

/** log of the mean of exp(x), without overflow. */
export function logMean(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0) / values.length);
}
