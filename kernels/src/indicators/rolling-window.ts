import type { Saved } from './saved.ts';

/**
 * The newest `size` numbers, contiguous and in order. Statistics are recomputed from the window at each call: a push costs
 * O(size), whatever the length of the history, and the bits depend on nothing that came before the window. A running sum
 * would be O(1) but keeps the rounding errors of everything it ever held, and a running sum of squares loses every digit
 * of a small variance at a high price.
 *
 * All deviations are taken from the newest number, so that equal numbers give a mean of exactly that number and a variance
 * of exactly 0.
 */
export type RollingWindow = {
  push(x: number): void;
  full(): boolean;
  /** The first and the last number of a full window. */
  oldest(): number;
  newest(): number;
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
  let end = 0;
  if (saved) {
    const count = saved.count(size);
    while (end < count) buffer[end++] = saved.number();
  }
  const newest = (): number => buffer[end - 1]!;
  return {
    push(x) {
      if (end === buffer.length) {
        buffer.copyWithin(0, size + 1);
        end = size - 1;
      }
      buffer[end++] = x;
    },
    full: () => end >= size,
    oldest: () => buffer[end - size]!,
    newest,
    meanDeviation() {
      const pivot = newest();
      let sum = 0;
      for (let i = end - size; i < end; i++) sum += buffer[i]! - pivot;
      return sum / size;
    },
    squares(meanDeviation) {
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
      return window.full() ? x + window.meanDeviation() : Number.NaN;
    },
    save: window.save,
  };
}
