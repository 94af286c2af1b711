import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingMean } from '../rolling-window.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';

/**
 * Ease of movement: the simple average over `period` bars of the move of the bar's middle, times its range, per `unit` of
 * volume. First value at bar `period`. A bar without volume counts as 0: nothing moved it.
 * @param saved a state of the same indicator, to go on from
 * @example easeOfMovement(1, 10).batch({ high: [3, 5], low: [1, 4], volume: [5, 5] }) // [NaN, 5]
 * @throws RangeError for a period below 1, a unit that is not above 0, or a saved state that does not fit
 * @see Arms (1996), Trading Without Fear; Achelis (2000), Technical Analysis from A to Z, Ease of Movement
 */
export function easeOfMovement(
  period = 14,
  unit = 1e8,
  saved?: IndicatorState,
): Indicator<'high' | 'low' | 'volume', number> {
  integer('period', period, 1);
  if (!(unit > 0 && unit < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`unit must be a finite number above 0, got ${String(unit)}`);
  }
  return scalarIndicator(
    {
      name: `easeOfMovement(${period},${unit})`,
      warmUp: period,
      fields: ['high', 'low', 'volume'],
      domain: 'finite',
      start: from => easeRecursion(period, unit, from),
    },
    saved,
  );
}

function easeRecursion(period: number, unit: number, from: Saved | undefined) {
  const previous = lag(1, from);
  const mean = rollingMean(period, from);
  return {
    step({ high, low, volume }: Columns, t: number, out: Float64Array) {
      const range = high[t]! - low[t]!;
      const middle = low[t]! + range / 2;
      const before = previous.push(middle);
      out[0] = Number.NaN;
      if (Number.isNaN(before)) return;
      out[0] = mean.push(volume[t]! > 0 ? (middle - before) * (range * (unit / volume[t]!)) : 0);
    },
    save: saveAll(previous, mean),
  };
}
