import { series } from '../math/check.ts';

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
  const actual = series('actualChange', actualChange, 1);
  const forecast = series('forecastChange', forecastChange, 1);
  if (forecast.length !== actual.length) {
    throw new RangeError(
      `forecastChange must hold as many values as actualChange, ${actual.length}, got ${forecast.length}`,
    );
  }
  let hits = 0;
  let ups = 0;
  let n = 0;
  for (let i = 0; i < actual.length; i++) {
    const up = Math.sign(actual[i]!);
    const said = Math.sign(forecast[i]!);
    if (up === 0 || said === 0) continue;
    n += 1;
    if (up === said) hits += 1;
    if (up > 0) ups += 1;
  }
  return { hits, n, accuracy: hits / n, majority: Math.max(ups, n - ups) / n };
}
