import { quantileNormal } from '../math/quantile-normal.ts';

export type Interval = { readonly lower: number; readonly upper: number };

/**
 * The central interval that a normal variable falls into with probability `level`: mean -+ z sqrt(variance).
 * @throws RangeError for a mean that is not finite, a negative variance, or a level outside 0 to 1 (both excluded)
 */
export function normalInterval(mean: number, variance: number, level: number): Interval {
  if (!Number.isFinite(mean)) throw new RangeError(`mean must be a finite number, got ${String(mean)}`);
  if (!(variance >= 0)) throw new RangeError(`variance must be 0 or more, got ${String(variance)}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be above 0 and below 1, got ${String(level)}`);
  const half = quantileNormal(0.5 + level / 2) * Math.sqrt(variance);
  return { lower: mean - half, upper: mean + half };
}
