import { countSigns } from './signs.ts';

export type DirectionalAccuracy = {
  /** Counted days on which forecast and actual change have the same sign */
  readonly hits: number;
  /** Counted days */
  readonly n: number;
  /** hits / n; NaN when no day counts */
  readonly accuracy: number;
  /** What always saying the more frequent direction of the same days would have scored; NaN when no day counts */
  readonly majority: number;
};

/**
 * How often the forecast change had the sign of the actual change, beside what always saying the more frequent direction
 * would have scored on the same days. A day counts only when both changes have a sign: a price that did not move has no
 * direction to hit, and a forecast of no change (the random walk's) claims none.
 * @param actualChange actual − previous close, per day
 * @param forecastChange forecast − previous close, per day
 * @example directionalAccuracy([1, -1, 2, 0], [0.5, 0.5, 0.5, 0.5]) // { hits: 2, n: 3, accuracy: 2/3, majority: 2/3 }
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 */
export function directionalAccuracy(
  actualChange: ArrayLike<number>,
  forecastChange: ArrayLike<number>,
): DirectionalAccuracy {
  const { n, hits, ups } = countSigns(actualChange, forecastChange);
  return { hits, n, accuracy: hits / n, majority: Math.max(ups, n - ups) / n };
}
