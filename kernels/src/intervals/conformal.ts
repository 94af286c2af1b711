import type { Json } from '../models/json-reader.ts';
import type { Interval } from './normal-interval.ts';

/**
 * A conformal set around a mean. Two are not bounded intervals, on purpose: where no score seen so far is large enough for
 * the level asked, the honest answer is 'infinite', -Infinity to Infinity, which covers every value; where a method that
 * has covered too often asks for less than nothing, it is 'empty', from Infinity down to -Infinity, which covers none.
 */
export type ConformalSet = Interval & { readonly set: 'bounded' | 'infinite' | 'empty' };

/** A forecast whose label has come, with the set that was issued for it. */
export type Settled = ConformalSet & {
  readonly mean: number;
  readonly scale: number;
  readonly actual: number;
  /** |actual - mean| / scale */
  readonly score: number;
  readonly covered: boolean;
};

export type ConformalOptions = {
  /** Share of labels to be covered, above 0 and below 1 */
  readonly level: number;
  /** Sessions from a forecast to its label; 1 unless told */
  readonly horizon?: number;
  /** How many of the newest scores the quantile is over; 250 unless told */
  readonly window?: number;
  /** Scores known before the first session, oldest first, such as those of a walk-forward; none unless told */
  readonly scores?: ArrayLike<number>;
};

export type ConformalState = { readonly [key: string]: Json };

/**
 * Intervals that learn from their labels. In every session: `interval` for the label `horizon` sessions ahead, then, when
 * the next session has ended, `push` with its value. A label is learnt from in the session it is due and never before.
 */
export interface ConformalIntervals {
  /**
   * The set for the label `horizon` sessions ahead, mean -+ quantile of the scores times the scale. It is remembered until
   * then; a second call in the same session takes the place of the first.
   * @param scale above 0: a forecast of the error's size, such as a volatility times the close
   * @throws RangeError for a mean that is not finite or a scale that is not a finite number above 0
   */
  interval(mean: number, scale: number): ConformalSet;
  /**
   * Ends a session with the value that came due in it (undefined where there is none: that forecast is dropped) and says
   * what became of the forecast made `horizon` sessions before; undefined when there was none.
   * @throws RangeError for a value that is not finite or is 1e150 scales or more from the mean; the state is unchanged then
   */
  push(session: { readonly actual: number | undefined }): Settled | undefined;
  /** Plain JSON; `conformalFromJSON` goes on from it with the same bits. */
  toJSON(): ConformalState;
}

/** The set of all values whose score is at most `quantile`. */
export function setWithin(mean: number, scale: number, quantile: number): ConformalSet {
  if (quantile < 0) return { set: 'empty', lower: Number.POSITIVE_INFINITY, upper: Number.NEGATIVE_INFINITY };
  const half = quantile * scale;
  const [lower, upper] = [mean - half, mean + half];
  if (Number.isFinite(lower) && Number.isFinite(upper)) return { set: 'bounded', lower, upper };
  return { set: 'infinite', lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
}
