import { lag } from './lag.ts';
import { type Part, type Saved, saveAll } from './saved.ts';
import { wilderSmoothing } from './smoothing.ts';

/** Wilder's relative strength of a stream of numbers. */
export interface StrengthIndex extends Part {
  /** The index of the moves so far, `none` where nothing has moved; NaN for the first `period` numbers. */
  push(x: number): number;
}

/** `of` makes the index from the mean rise and the mean fall, both 0 or more and not both 0. */
export function strengthIndex(
  period: number,
  of: (rise: number, fall: number) => number,
  none: number,
  saved: Saved | undefined,
): StrengthIndex {
  const previous = lag(1, saved);
  const rises = wilderSmoothing(period, saved);
  const falls = wilderSmoothing(period, saved);
  return {
    push(x) {
      const change = x - previous.push(x);
      if (Number.isNaN(change)) return Number.NaN;
      // Halves rather than a choice: which way the next close goes cannot be foretold, by a processor either.
      const half = 0.5 * change;
      const size = 0.5 * Math.abs(change);
      const rise = rises.push(size + half);
      const fall = falls.push(size - half);
      return rise + fall === 0 ? none : of(rise, fall);
    },
    save: saveAll(previous, rises, falls),
  };
}

/** 100 · rise / (rise + fall) */
export const relativeStrength = (rise: number, fall: number): number => 100 * (rise / (rise + fall));
