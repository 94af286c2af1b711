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

/**
 * What all contests of a session say together: `difference` in -1 to 1, above 0 where the challenger did better, and
 * `stake`, the mean distance of the forecasts in units of their scales, both 0 where every pair of forecasts is the same.
 * @throws RangeError for a number that is not finite, a scale that is not above 0, or a weight below 0
 */
export function stakeOf(contests: readonly Contest[]): { readonly stake: number; readonly difference: number } {
  let [stakes, gains, weights] = [0, 0, 0];
  contests.forEach((contest, i) => {
    const { actual, champion, challenger, scale, weight = 1 } = checked(contest, i);
    const apart = Math.abs(champion - challenger);
    weights += weight;
    if (apart === 0 || weight === 0) return;
    const stake = weight * Math.min(MOST_APART, apart / scale);
    stakes += stake;
    gains -= stake * lossDifference({ actual, forecast: challenger, benchmark: champion });
  });
  if (stakes === 0) return { stake: 0, difference: 0 };
  return { stake: stakes / weights, difference: Math.max(-1, Math.min(1, gains / stakes)) };
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
  if (!(weight >= 0 && weight < 1e300)) {
    throw new RangeError(`contests[${i}].weight must be a finite number, 0 or more, got ${String(weight)}`);
  }
  return contest;
}
