import { series } from '../math/check.ts';

/** Counted days, of them those on which both changes have the same sign, and those on which each went up. */
export type Signs = { readonly n: number; readonly hits: number; readonly ups: number; readonly saidUps: number };

/**
 * Counts a day only when both changes have a sign: a price that did not move has no direction to hit, and a forecast of no
 * change (the random walk's) claims none.
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 */
export function countSigns(actualChange: ArrayLike<number>, forecastChange: ArrayLike<number>): Signs {
  const actual = series('actualChange', actualChange, 1);
  const forecast = series('forecastChange', forecastChange, 1);
  if (forecast.length !== actual.length) {
    throw new RangeError(
      `forecastChange must hold as many values as actualChange, ${actual.length}, got ${forecast.length}`,
    );
  }
  let [n, hits, ups, saidUps] = [0, 0, 0, 0];
  for (let i = 0; i < actual.length; i++) {
    const [up, said] = [Math.sign(actual[i]!), Math.sign(forecast[i]!)];
    if (up === 0 || said === 0) continue;
    n++;
    hits += Number(up === said);
    ups += Number(up > 0);
    saidUps += Number(said > 0);
  }
  return { n, hits, ups, saidUps };
}
