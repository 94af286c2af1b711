import type { Saved } from './saved.ts';

/**
 * Sums over the newest `size` numbers in O(1) a push, without the drift of a running sum: numbers are taken in blocks of
 * `size`, and a window is the end of one block and the beginning of the next (van Herk's decomposition, for sums). All are
 * sums of at most `size` differences from the first number of the later block, which is in every window that uses them: equal
 * numbers give exactly that number and a deviation of exactly 0, and nothing that has left the window leaves a trace. The
 * bits depend on the window and on where the blocks begin: at the first number pushed.
 * @see van Herk (1992), Pattern Recognition Letters 13
 */
export interface RollingBlocks {
  /** @param at where the newest number lies in `buffer`, the window's others before it */
  push(buffer: Float64Array, at: number): void;
  /** Mean of a full window. */
  mean(buffer: Float64Array, at: number): number;
  /** The same minus its newest number. */
  meanDeviation(buffer: Float64Array, at: number): number;
  /** Sum of squared deviations from the mean of a full window, 0 or more. */
  squares(buffer: Float64Array, at: number): number;
  save(into: number[]): void;
  /** Goes on from a buffer whose newest number lies at `at`. */
  resume(buffer: Float64Array, at: number, saved: Saved): void;
}

export function rollingBlocks(size: number): RollingBlocks {
  const ends = new Float64Array(size + 1);
  const endSquares = new Float64Array(size + 1);
  /** How many numbers of the present block have been pushed */
  let filled = 0;
  /** The present block's first number, the sums of the differences from it and of their squares */
  let [pivot, sum, squares] = [0, 0, 0];
  let summed = false;
  const take = (x: number): void => {
    if (filled === size || filled === 0) {
      [filled, pivot, sum, squares, summed] = [1, x, 0, 0, false];
      return;
    }
    filled++;
    const difference = x - pivot;
    sum += difference;
    squares += difference * difference;
  };
  /** Once a block, and as far back as windows still reach. */
  const total = (buffer: Float64Array, at: number): number => {
    if (!summed) {
      let [back, backSquares] = [0, 0];
      for (let place = size - 1; place >= filled; place--) {
        const difference = buffer[at - filled - (size - 1 - place)]! - pivot;
        back += difference;
        backSquares += difference * difference;
        ends[place] = back;
        endSquares[place] = backSquares;
      }
      summed = true;
    }
    return ends[filled]! + sum;
  };
  return {
    push: (buffer, at) => take(buffer[at]!),
    mean: (buffer, at) => pivot + total(buffer, at) / size,
    meanDeviation: (buffer, at) => pivot - buffer[at]! + total(buffer, at) / size,
    squares(buffer, at) {
      const all = total(buffer, at);
      return Math.max(0, endSquares[filled]! + squares - (all * all) / size);
    },
    save: into => void into.push(filled),
    resume(buffer, at, saved) {
      const begun = saved.count(size);
      for (let i = at - begun + 1; i <= at; i++) take(buffer[i]!);
    },
  };
}
