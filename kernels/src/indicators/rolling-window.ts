import { blockWindow } from './block-window.ts';
import type { Part, Saved } from './saved.ts';

/** Windows up to this size are summed anew each time, which costs no more than the blocks of larger ones. */
export const DIRECT = 8;

/** Mean and deviations of the newest `size` numbers, once there are so many. */
export interface RollingWindow extends Part {
  push(x: number): void;
  full(): boolean;
  newest(): number;
  mean(): number;
  /** The mean minus the newest number. */
  meanDeviation(): number;
  /** Sum of squared deviations from the mean, 0 or more. */
  squares(): number;
  /** Sum of absolute deviations from the mean: it has no running form, and costs O(size). */
  absolutes(): number;
}

/**
 * Means and squares cost O(1) a push whatever the size. Every sum is of at most `size` differences from a number that is in the
 * window: equal numbers give a mean of exactly that number and a variance of exactly 0, and a small variance at a high price
 * keeps its digits, which a running sum of squares would lose.
 */
export function rollingWindow(size: number, saved: Saved | undefined): RollingWindow {
  const numbers = new Float64Array(size);
  const ends = new Float64Array(size + 1);
  const endSquares = new Float64Array(size + 1);
  let [pivot, newest, sum, sumOfSquares] = [0, 0, 0, 0];
  const window = blockWindow(
    size,
    [numbers],
    {
      turn(from, first) {
        let [back, backSquares] = [0, 0];
        for (let place = size - 1; place >= from; place--) {
          const difference = numbers[place]! - first;
          back += difference;
          backSquares += difference * difference;
          ends[place] = back;
          endSquares[place] = backSquares;
        }
        [sum, sumOfSquares] = [0, 0];
      },
      take(place) {
        newest = numbers[place]!;
        if (place === 0) pivot = newest;
        const difference = newest - pivot;
        sum += difference;
        sumOfSquares += difference * difference;
      },
    },
    saved,
  );
  const inBlocks = (): number => ends[window.filled()]! + sum;
  const direct = size <= DIRECT;
  const meanDeviation = (): number =>
    direct ? differences(numbers, window.filled(), newest) / size : pivot - newest + inBlocks() / size;
  return {
    push: window.push,
    full: window.full,
    newest: () => newest,
    mean: () => (direct ? newest + meanDeviation() : pivot + inBlocks() / size),
    meanDeviation,
    squares() {
      if (direct) return squaredDeviations(numbers, window.filled(), newest, meanDeviation());
      const total = inBlocks();
      return Math.max(0, endSquares[window.filled()]! + sumOfSquares - total * (total / size));
    },
    absolutes: () => absoluteDeviations(numbers, window.filled(), newest, meanDeviation()),
    save: window.save,
  };
}

/** The sum of what a full window's numbers, whose oldest lies at `oldest`, are above `pivot`. */
function differences(x: Float64Array, oldest: number, pivot: number): number {
  let sum = 0;
  for (let i = oldest; i < x.length; i++) sum += x[i]! - pivot;
  for (let i = 0; i < oldest; i++) sum += x[i]! - pivot;
  return sum;
}

/** Of squared deviations from a mean that is given minus `pivot`. */
function squaredDeviations(x: Float64Array, oldest: number, pivot: number, mean: number): number {
  let sum = 0;
  for (let i = oldest; i < x.length; i++) {
    const deviation = x[i]! - pivot - mean;
    sum += deviation * deviation;
  }
  for (let i = 0; i < oldest; i++) {
    const deviation = x[i]! - pivot - mean;
    sum += deviation * deviation;
  }
  return sum;
}

function absoluteDeviations(x: Float64Array, oldest: number, pivot: number, mean: number): number {
  let sum = 0;
  for (let i = oldest; i < x.length; i++) sum += Math.abs(x[i]! - pivot - mean);
  for (let i = 0; i < oldest; i++) sum += Math.abs(x[i]! - pivot - mean);
  return sum;
}

/** The mean of the newest `size` numbers; NaN before there are so many. */
export interface RollingMean extends Part {
  push(x: number): number;
}

export function rollingMean(size: number, saved: Saved | undefined): RollingMean {
  const window = rollingWindow(size, saved);
  return {
    push(x) {
      window.push(x);
      return window.full() ? window.mean() : Number.NaN;
    },
    save: window.save,
  };
}
