import { rollingMaximum, rollingMinimum } from './rolling-extreme.ts';
import { type Part, type Saved, saveAll } from './saved.ts';

/** Where a price lies in the range of the newest bars. */
export interface PositionInRange extends Part {
  /** 0 at the lowest low, 100 at the highest high; NaN until the window is full. */
  push(high: number, low: number, price: number): number;
}

/** A range of a single price has no position: 50, in the middle (TA-Lib gives 0). */
export function positionInRange(size: number, saved: Saved | undefined): PositionInRange {
  const highs = rollingMaximum(size, saved);
  const lows = rollingMinimum(size, saved);
  return {
    push(high, low, price) {
      const top = highs.push(high);
      const bottom = lows.push(low);
      if (Number.isNaN(top)) return Number.NaN;
      return top > bottom ? 100 * ((price - bottom) / (top - bottom)) : 50;
    },
    save: saveAll(highs, lows),
  };
}
