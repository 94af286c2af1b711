import { blockWindow } from './block-window.ts';
import type { Part, Saved } from './saved.ts';

/** The sum of the newest `size` numbers. */
export interface RollingTotal extends Part {
  push(x: number): void;
  full(): boolean;
  total(): number;
}

/**
 * In O(1) a push. The additions have the same order for every series of the same length, so that of two series of which one is
 * nowhere above the other its sum is not either.
 */
export function rollingTotal(size: number, saved: Saved | undefined): RollingTotal {
  const numbers = new Float64Array(size);
  const ends = new Float64Array(size + 1);
  let sum = 0;
  const window = blockWindow(
    size,
    [numbers],
    {
      turn(from) {
        let back = 0;
        for (let place = size - 1; place >= from; place--) {
          back += numbers[place]!;
          ends[place] = back;
        }
        sum = 0;
      },
      take(place) {
        sum += numbers[place]!;
      },
    },
    saved,
  );
  return { push: window.push, full: window.full, total: () => ends[window.filled()]! + sum, save: window.save };
}
