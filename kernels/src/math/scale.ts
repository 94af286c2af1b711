/** Scales are powers of two, so that dividing by one rounds nothing and a series times 2^k gives the same bits. */

/** The power of two nearest below `size`; 1 for 0. */
export function powerOfTwo(size: number): number {
  if (!(size > 0)) return 1;
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  return 2 ** Math.max(-1000, Math.min(1000, exponent));
}

/** The largest absolute value; 0 for an empty series. */
export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size <= most) continue;
    if (Number.isNaN(size)) return Number.NaN;
    most = size;
  }
  return most;
}

/** Mean and root mean square deviation from it, without overflow or underflow at any scale. */
export function spread(values: ArrayLike<number>): { mean: number; deviation: number } {
  const scale = powerOfTwo(largest(values));
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]! / scale;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! / scale - mean) ** 2;
  return { mean: mean * scale, deviation: Math.sqrt(squares / n) * scale };
}

/** Root mean square, without overflow or underflow at any scale. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  const scale = powerOfTwo(largest(values));
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! / scale;
    squares += value * value;
  }
  return Math.sqrt(squares / values.length) * scale;
}

/**
 * Below this a deviation is rounding noise of values as large as `size`: the series is exact, there is nothing to fit.
 * Sums of squares lose about three digits against the 1.1e-16 of one rounding.
 */
export const noiseFloor = (size: number): number => 1e-13 * size;

/** @throws RangeError when the square of a standard deviation would leave the range of a double */
export function checkDeviation(deviation: number): void {
  if (deviation !== 0 && !(deviation >= 1e-153 && deviation <= 1e153)) {
    throw new RangeError(`the spread of y must be 0 or within 1e-153 to 1e153, got ${deviation}: scale y first`);
  }
}
