import { lossDifference } from '../detect/loss-difference.ts';

/** Two forecasts of one symbol's close, and what it was. */
export type Contest = {
  readonly actual: number;
  readonly champion: number;
  readonly challenger: number;
  /** How large actual - champion usually is, estimated before the actual was known; in the unit of the forecasts */
  readonly scale: number;
  /** How much the symbol counts, fixed before the actual was known; 1 unless told */
  readonly weight?: number;
};

/** What all contests of a session say together; all 0 where every pair of forecasts is the same. */
export type Stakes = {
  /** In -1 to 1, above 0 where the challenger did better: the mean over symbols, weighted by how far apart the forecasts are */
  readonly difference: number;
  /** How far apart they are, in units of their scales: the mean with the same weights */
  readonly distance: number;
  /** As how many symbols of equal weight these count, 1 to their number: the square of the sum over the sum of squares */
  readonly breadth: number;
};

/** @throws RangeError for a number that is not finite, a scale that is not above 0, or a weight below 0 */
export function stakesOf(contests: readonly Contest[]): Stakes {
  let [stakes, gains, squares, distances] = [0, 0, 0, 0];
  contests.forEach((contest, i) => {
    const { actual, champion, challenger, scale, weight = 1 } = checked(contest, i);
    const distance = Math.min(MOST_APART, Math.abs(champion - challenger) / scale);
    const stake = weight * distance;
    if (stake === 0) return;
    stakes += stake;
    squares += stake * stake;
    distances += stake * distance;
    gains -= stake * lossDifference({ actual, forecast: challenger, benchmark: champion });
  });
  if (!(squares > 0)) return { difference: 0, distance: 0, breadth: 0 };
  return {
    difference: Math.max(-1, Math.min(1, gains / stakes)),
    distance: distances / stakes,
    breadth: Math.max(1, Math.min(contests.length, (stakes / squares) * stakes)),
  };
}

/** Forecasts that are further apart than this many scales (a forecast gone wild) weigh no more than that. */
const MOST_APART = 3;

function checked(contest: Contest, i: number): Contest {
  for (const name of ['actual', 'champion', 'challenger'] as const) {
    const value = contest[name];
    if (!(Math.abs(value) < 1e300))
      throw new RangeError(`contests[${i}].${name} must be a finite number, got ${value}`);
  }
  const { scale, weight = 1 } = contest;
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`contests[${i}].scale must be a finite number above 0, got ${String(scale)}`);
  }
  if (!(weight >= 0 && weight < 1e100)) {
    throw new RangeError(`contests[${i}].weight must be 0 or more and below 1e100, got ${String(weight)}`);
  }
  return contest;
}
