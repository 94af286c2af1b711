import { blockWindow } from './block-window.ts';
import type { Part, Saved } from './saved.ts';

/** The simple and the linearly weighted mean of the newest `size` numbers, both minus the newest number. */
export interface RollingLine extends Part {
  push(x: number): void;
  full(): boolean;
  newest(): number;
  meanDeviation(): number;
  /** With the weights 1 (the oldest) to `size` (the newest). */
  weightedDeviation(): number;
}

/**
 * In O(1) a push. All sums are of differences from the first number of the newer block, which is in the window: equal numbers
 * give exactly 0, and no digit is lost to a price far above its moves.
 */
export function rollingLine(size: number, saved: Saved | undefined): RollingLine {
  const numbers = new Float64Array(size);
  const ends = new Float64Array(size + 1);
  const weightedEnds = new Float64Array(size + 1);
  let [pivot, newest, sum, weighted] = [0, 0, 0, 0];
  const window = blockWindow(
    size,
    [numbers],
    {
      turn(from, first) {
        let [back, weightedBack] = [0, 0];
        for (let place = size - 1; place >= from; place--) {
          back += numbers[place]! - first;
          weightedBack += back;
          ends[place] = back;
          weightedEnds[place] = weightedBack;
        }
        [sum, weighted] = [0, 0];
      },
      take(place) {
        newest = numbers[place]!;
        if (place === 0) pivot = newest;
        const difference = newest - pivot;
        sum += difference;
        weighted += (place + 1) * difference;
      },
    },
    saved,
  );
  const weights = (size * (size + 1)) / 2;
  return {
    push: window.push,
    full: window.full,
    newest: () => newest,
    meanDeviation: () => pivot - newest + (ends[window.filled()]! + sum) / size,
    weightedDeviation() {
      const filled = window.filled();
      // The newer block's weights begin after those of what is left of the old one.
      return pivot - newest + (weightedEnds[filled]! + (size - filled) * sum + weighted) / weights;
    },
    save: window.save,
  };
}
