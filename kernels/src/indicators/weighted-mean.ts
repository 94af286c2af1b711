import { blockWindow } from './block-window.ts';
import type { Part, Saved } from './saved.ts';

/** The mean price of the newest `size` bars by their volumes. */
export interface WeightedMean extends Part {
  /** NaN until `size` bars are there. Where none of them traded every bar counts the same. */
  push(price: number, volume: number): number;
}

/** In O(1) a push; distances from a price that is in the window keep a price that stands still exact. */
export function weightedMean(size: number, saved: Saved | undefined): WeightedMean {
  const prices = new Float64Array(size);
  const volumes = new Float64Array(size);
  const [ends, weightedEnds, volumeEnds] = [1, 2, 3].map(() => new Float64Array(size + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [pivot, sum, weighted, traded] = [0, 0, 0, 0];
  const window = blockWindow(
    size,
    [prices, volumes],
    {
      turn(from, first) {
        let [back, weightedBack, volumeBack] = [0, 0, 0];
        for (let place = size - 1; place >= from; place--) {
          const difference = prices[place]! - first;
          back += difference;
          weightedBack += volumes[place]! * difference;
          volumeBack += volumes[place]!;
          ends[place] = back;
          weightedEnds[place] = weightedBack;
          volumeEnds[place] = volumeBack;
        }
        [sum, weighted, traded] = [0, 0, 0];
      },
      take(place) {
        if (place === 0) pivot = prices[0]!;
        const difference = prices[place]! - pivot;
        sum += difference;
        weighted += volumes[place]! * difference;
        traded += volumes[place]!;
      },
    },
    saved,
  );
  return {
    push(price, volume) {
      window.push(price, volume);
      if (!window.full()) return Number.NaN;
      const filled = window.filled();
      const all = volumeEnds[filled]! + traded;
      return pivot + (all > 0 ? (weightedEnds[filled]! + weighted) / all : (ends[filled]! + sum) / size);
    },
    save: window.save,
  };
}
