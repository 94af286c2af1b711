import type { Forecast } from '../../api/types.ts';
import { counted, percent } from '../../format/numbers.ts';

export type Verdict = { readonly tone: 'good' | 'bad' | 'open'; readonly title: string; readonly text: string };

/** Below this many sessions a mean of squared errors is far from normal and no test of it means anything. */
export const MINIMUM_SESSIONS = 30;
const Z_TWO_SIDED_95 = 1.959964;
const Z_ONE_SIDED_95 = 1.644854;
/** About ten years; what needs longer than that is not worth a number. */
const HOPELESS = 2520;

type Settled = Pick<Forecast, 'actual' | 'error' | 'previous_close' | 'target_session'>;

/**
 * By how much the random walk's squared error was larger, session by session, errors divided by the previous close: the
 * loss differential of Diebold & Mariano (1995), Comparing predictive accuracy, for one-step forecasts.
 */
export function lossDifferences(settled: readonly Settled[], from: string | null, to: string | null): number[] {
  return settled.flatMap(({ actual, error, previous_close, target_session }) => {
    if (actual === null || error === null || target_session === null) return [];
    if ((from !== null && target_session < from) || (to !== null && target_session > to)) return [];
    return [((actual - previous_close) / previous_close) ** 2 - (error / previous_close) ** 2];
  });
}

/**
 * What may be said about the champion against the random walk.
 * @param differences of the same sessions as the scores; when some are missing nothing is claimed from them
 */
export function skillVerdict(
  scores: { readonly n: number; readonly rmse: number; readonly randomWalkRmse: number },
  differences: readonly number[],
): Verdict {
  const { n, rmse, randomWalkRmse } = scores;
  if (n < MINIMUM_SESSIONS || !(randomWalkRmse > 0)) {
    const missing = Math.max(1, MINIMUM_SESSIONS - n);
    return open(
      `${counted(n, 'session')} scored so far. About ${counted(missing, 'more session')} before a comparison means anything.`,
    );
  }
  const gain = 1 - rmse / randomWalkRmse;
  const measured = `Its RMSE is ${percent(Math.abs(gain), 2)} ${gain >= 0 ? 'lower' : 'higher'} than the random walk’s over ${counted(n, 'session')}`;
  if (differences.length !== n)
    return open(`${measured}. The forecasts of some of these sessions are not at hand, so this is not tested.`);
  const t = tStatistic(differences);
  if (t >= Z_TWO_SIDED_95)
    return { tone: 'good', title: 'Better than the random walk', text: `${measured}, more than chance explains.` };
  if (t <= -Z_TWO_SIDED_95)
    return { tone: 'bad', title: 'Worse than the random walk', text: `${measured}, more than chance explains.` };
  return open(`${measured}, which chance alone would explain. ${more(n, t)}`);
}

const open = (text: string): Verdict => ({ tone: 'open', title: 'Not enough evidence yet', text });

function tStatistic(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return variance > 0 ? mean / Math.sqrt(variance / values.length) : 0;
}

/** The t statistic grows with the root of n while the mean difference stays what it is. */
function more(n: number, t: number): string {
  const needed = t === 0 ? Number.POSITIVE_INFINITY : n * (Z_TWO_SIDED_95 / t) ** 2 - n;
  if (needed > HOPELESS) return 'A difference this small would take more than ten years of sessions to show.';
  return `If it stays like this, about ${counted(Math.ceil(needed), 'more session')} would tell.`;
}

/** Beside the measured coverage: whether it is what the interval promised. */
export function coverageNote(coverage: number, level: number | null, n: number): string {
  if (level === null) return '';
  if (n < MINIMUM_SESSIONS) return 'not enough evidence yet';
  const spread = Z_TWO_SIDED_95 * Math.sqrt((level * (1 - level)) / n);
  if (Math.abs(coverage - level) <= spread) return 'as promised';
  return coverage < level ? 'intervals too narrow' : 'intervals too wide';
}

/** A share this high of right directions is more likely a look into the future than a discovery. */
const TOO_GOOD = 0.56;

/** Beside the measured directional accuracy: whether it beats saying the same direction every day. */
export function directionNote(accuracy: number | null, majority: number | null, n: number): string {
  if (accuracy === null || majority === null) return '';
  if (n < MINIMUM_SESSIONS) return 'not enough evidence yet';
  const lower = wilsonLower(accuracy, n);
  if (lower > TOO_GOOD && lower > majority) return 'suspiciously good: check for a leak of the future';
  if (lower > majority) return 'better than always-majority';
  return accuracy > majority ? 'above always-majority, within chance' : 'no better than always-majority';
}

/** Lower 95 % bound of a share. Wilson (1927), Probable inference, the law of succession, and statistical inference. */
function wilsonLower(share: number, n: number): number {
  const z2 = Z_ONE_SIDED_95 ** 2;
  const centre = share + z2 / (2 * n);
  const spread = Z_ONE_SIDED_95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return (centre - spread) / (1 + z2 / n);
}
