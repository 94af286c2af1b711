import { rollingWindow } from './rolling-window.ts';
import { type Part, type Saved, saveAll } from './saved.ts';

/** The mean price of the newest `size` bars by their volumes. */
export interface WeightedMean extends Part {
  /** NaN until `size` bars are there. Where none of them traded every bar counts the same. */
  push(price: number, volume: number): number;
}

export function weightedMean(size: number, saved: Saved | undefined): WeightedMean {
  const prices = rollingWindow(size, saved);
  const volumes = rollingWindow(size, saved);
  return {
    push(price, volume) {
      prices.push(price);
      volumes.push(volume);
      if (!prices.full()) return Number.NaN;
      const traded = volumes.total();
      // Distances from the newest price keep a price that stands still exact.
      return price + (traded > 0 ? prices.productDeviation(volumes) / traded : prices.meanDeviation());
    },
    save: saveAll(prices, volumes),
  };
}
