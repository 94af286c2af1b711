import type { Saved } from './saved.ts';

/** An exponentially weighted mean; NaN before its seed is complete. */
export type Smoothing = { push(x: number): number; save(into: number[]): void };

/**
 * Seeded with the simple mean of the first `period` numbers, as TA-Lib does; after that level += weight · (x − level).
 * `weight` is 2 / (period + 1) for an EMA and 1 / period for Wilder's smoothing.
 */
function smoothing(period: number, weight: number, saved: Saved | undefined): Smoothing {
  // Doubles live in typed memory: a closure variable would box each new value on the heap.
  const memory = new Float64Array(2); // [level, or the sum of deviations from the pivot while seeding; pivot]
  let seen = 0;
  if (saved) {
    seen = saved.count(period);
    memory[0] = saved.number();
    memory[1] = saved.number();
  }
  return {
    push(x) {
      if (seen === period) {
        memory[0]! += weight * (x - memory[0]!);
        return memory[0]!;
      }
      // Deviations from the first number: equal numbers have exactly that number as their mean.
      if (seen === 0) memory[1] = x;
      memory[0]! += x - memory[1]!;
      seen += 1;
      if (seen < period) return Number.NaN;
      memory[0] = memory[1]! + memory[0]! / period;
      memory[1] = 0;
      return memory[0];
    },
    save(into) {
      into.push(seen, memory[0]! + 0, memory[1]! + 0); // JSON has no -0
    },
  };
}

export const emaSmoothing = (period: number, saved: Saved | undefined): Smoothing =>
  smoothing(period, 2 / (period + 1), saved);

export const wilderSmoothing = (period: number, saved: Saved | undefined): Smoothing =>
  smoothing(period, 1 / period, saved);
