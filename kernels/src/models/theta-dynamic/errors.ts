import { goldenSection } from '../../math/golden-section.ts';
import { nextTrend, type Trend } from './trend.ts';

/** The region that the authors' software searches. */
export const LEAST_ALPHA = 0.1;
export const MOST_ALPHA = 0.99;
/** 1 - 1/theta for the largest theta, 1e10 */
const MOST_SHARE = 1 - 1e-10;
/** The first predictions rest on a line through one or two points and are left out of the squares. */
export const UNCOUNTED = 3;
/** Weight of the start's own square: enough to hold it where alpha is so large that no counted error knows of it. */
const HOLD = 1e-3;
const GRID = [...Array.from({ length: 29 }, (_, i) => LEAST_ALPHA + ((MOST_ALPHA - LEAST_ALPHA) * i) / 29), MOST_ALPHA];

/** `start` is the level before the first value, in deviations from it; `share` is 1 - 1/theta. */
export type ThetaPoint = { alpha: number; start: number; share: number; squares: number };

export type ThetaWork = {
  /** Deviations from the first value */
  readonly y: Float64Array;
  /** Per value: mean and slope of the line behind its prediction, of the values before it or of all */
  readonly means: Float64Array;
  readonly slopes: Float64Array;
  /** When the share of the line is not searched */
  readonly fixedShare: number | undefined;
};

/** The lines of the values before each; `line` in their place where the trend does not move. */
export function thetaWork(y: Float64Array, fixedShare: number | undefined, line: Trend | undefined): ThetaWork {
  const means = new Float64Array(y.length);
  const slopes = new Float64Array(y.length);
  let trend: Trend = { mean: 0, slope: 0 };
  for (let t = 0; t < y.length; t++) {
    const { mean, slope } = line ? { slope: line.slope, mean: line.mean + 0.5 * (t + 1) * line.slope } : trend;
    means[t] = mean;
    slopes[t] = slope;
    trend = nextTrend(trend, t + 1, y[t]!);
  }
  return { y, means, slopes, fixedShare };
}

/**
 * The least sum of squared errors over alpha, the start and the share. For a given alpha the errors are linear in the other
 * two, so only alpha is searched: the best of a grid, then the golden section between its neighbours.
 */
export function bestPoint(work: ThetaWork): ThetaPoint {
  const squaresAt = (alpha: number) => pointAt(work, alpha).squares;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  GRID.forEach((alpha, i) => {
    const squares = squaresAt(alpha);
    if (squares < least) [least, best] = [squares, i];
  });
  const alpha = goldenSection(squaresAt, GRID[Math.max(0, best - 1)]!, GRID[Math.min(29, best + 1)]!, 1e-10);
  return pointAt(work, alpha);
}

/** The best start and share for this alpha. */
function pointAt(work: ThetaWork, alpha: number): ThetaPoint {
  const { yy, yw, yd, ww, wd, dd } = products(work, alpha);
  const given = (share: number): ThetaPoint => {
    const start = (yw - share * wd) / ww;
    const squares =
      yy - 2 * (share * yd + start * yw) + share * share * dd + 2 * share * start * wd + start * start * ww;
    return { alpha, start, share, squares: Math.max(0, squares) };
  };
  if (work.fixedShare !== undefined) return given(work.fixedShare);
  const room = dd - (wd * wd) / ww;
  const free = room > 0 ? (yd - (wd * yw) / ww) / room : 0;
  return given(Math.min(MOST_SHARE, Math.max(0, free)));
}

/** Over the counted errors: of y - (smoothed level from 0), of the start's weight (1 - alpha)^t and of the line's pull. */
function products({ y, means, slopes }: ThetaWork, alpha: number) {
  const keep = 1 - alpha;
  let [level, left] = [0, 1];
  let [yy, yw, yd, ww, wd, dd] = [0, 0, 0, HOLD, 0, 0];
  for (let t = 0; t < y.length; t++) {
    const error = y[t]! - level;
    if (t >= UNCOUNTED) {
      const slope = slopes[t]!;
      const d = left * (means[t]! - 0.5 * (t + 1) * slope) + ((1 - left * keep) / alpha) * slope;
      yy += error * error;
      yw += error * left;
      yd += error * d;
      ww += left * left;
      wd += left * d;
      dd += d * d;
    }
    level += alpha * error;
    left *= keep;
  }
  return { yy, yw, yd, ww, wd, dd };
}
