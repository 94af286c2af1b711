import { rollingBlocks } from './rolling-blocks.ts';
import type { Saved } from './saved.ts';

/** Windows up to this size are summed anew each time, which costs no more than the blocks of larger ones. */
export const DIRECT = 8;

/**
 * The newest `size` numbers, contiguous and in order. Mean and squares cost O(1) a push whatever the size (`rolling-blocks.ts`),
 * the other statistics are recomputed from the window and cost O(size). A running sum would keep the rounding errors of
 * everything it ever held, and a running sum of squares lose every digit of a small variance at a high price.
 *
 * Equal numbers give a mean of exactly that number and a variance of exactly 0.
 */
export type RollingWindow = {
  push(x: number): void;
  full(): boolean;
  /** The first and the last number of a full window. */
  oldest(): number;
  newest(): number;
  /** Mean of a full window. */
  mean(): number;
  /** Mean of a full window minus its newest number. */
  meanDeviation(): number;
  /** Sum of squared deviations from the mean, 0 or more; takes `meanDeviation()` so that it is computed once. */
  squares(meanDeviation: number): number;
  /** Sum of absolute deviations from the mean. */
  absolutes(meanDeviation: number): number;
  /** Mean with the weights 1 (the oldest) to `size` (the newest), minus the newest number. */
  weightedDeviation(): number;
  /** Sum of a full window. */
  total(): number;
  /** Sum of the deviations from the newest number, each times the number at its place in a window of the same size. */
  productDeviation(weights: RollingWindow): number;
  /** The number `age` pushes ago, 0 for the newest. */
  at(age: number): number;
  save(into: number[]): void;
};

export function rollingWindow(size: number, saved: Saved | undefined): RollingWindow {
  const buffer = new Float64Array(2 * size);
  const blocks = size > DIRECT ? rollingBlocks(size) : undefined;
  let end = 0;
  if (saved) {
    const count = saved.count(size);
    while (end < count) buffer[end++] = saved.number();
    blocks?.resume(buffer, end - 1, saved);
  }
  const newest = (): number => buffer[end - 1]!;
  const meanDeviation = (): number => {
    if (blocks) return blocks.meanDeviation(buffer, end - 1);
    const pivot = newest();
    let sum = 0;
    for (let i = end - size; i < end; i++) sum += buffer[i]! - pivot;
    return sum / size;
  };
  return {
    push(x) {
      if (end === buffer.length) {
        buffer.copyWithin(0, size + 1);
        end = size - 1;
      }
      buffer[end++] = x;
      blocks?.push(buffer, end - 1);
    },
    full: () => end >= size,
    oldest: () => buffer[end - size]!,
    newest,
    mean: () => (blocks ? blocks.mean(buffer, end - 1) : newest() + meanDeviation()),
    meanDeviation,
    squares(meanDeviation) {
      if (blocks) return blocks.squares(buffer, end - 1);
      const pivot = newest();
      let sum = 0;
      for (let i = end - size; i < end; i++) {
        const deviation = buffer[i]! - pivot - meanDeviation;
        sum += deviation * deviation;
      }
      return sum;
    },
    absolutes(meanDeviation) {
      const pivot = newest();
      let sum = 0;
      for (let i = end - size; i < end; i++) sum += Math.abs(buffer[i]! - pivot - meanDeviation);
      return sum;
    },
    weightedDeviation() {
      const pivot = newest();
      const start = end - size;
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (i + 1) * (buffer[start + i]! - pivot);
      return sum / ((size * (size + 1)) / 2);
    },
    total() {
      let sum = 0;
      for (let i = end - size; i < end; i++) sum += buffer[i]!;
      return sum;
    },
    productDeviation(weights) {
      const pivot = newest();
      let sum = 0;
      for (let age = size - 1; age > 0; age--) sum += weights.at(age) * (buffer[end - 1 - age]! - pivot);
      return sum;
    },
    at: age => buffer[end - 1 - age]!,
    save(into) {
      const start = Math.max(0, end - size);
      into.push(end - start);
      for (let i = start; i < end; i++) into.push(buffer[i]! + 0); // JSON has no -0
      blocks?.save(into);
    },
  };
}

/** The number `distance` pushes ago; NaN before there is one. */
export type Lag = { push(x: number): number; save(into: number[]): void };

export function lag(distance: number, saved: Saved | undefined): Lag {
  const window = rollingWindow(distance + 1, saved);
  return {
    push(x) {
      window.push(x);
      return window.full() ? window.oldest() : Number.NaN;
    },
    save: window.save,
  };
}

/** The mean of the newest `size` numbers; NaN before there are so many. */
export type RollingMean = { push(x: number): number; save(into: number[]): void };

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
