import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { rangeFrom } from '../shape.ts';

type Field = 'high' | 'low' | 'close';

/**
 * Ultimate oscillator, 0 to 100: buying pressure (close − the lower of low and previous close) over true range, each summed
 * over three windows, in the mean with the weights 4, 2 and 1. First value at bar `long`. A window in which no price moved
 * counts as balanced, 50 (TA-Lib takes it as 0).
 * @param saved a state of the same indicator, to go on from
 * @example ultimateOscillator(1, 2, 3).batch({ high: [3, 5, 5, 6], low: [1, 4, 4, 5], close: [2, 4, 5, 5] })[3] // 37.6190…
 * @throws RangeError for periods that are not 1 or more and rising, or a saved state that does not fit
 * @see Williams (1985), The ultimate oscillator, Stocks & Commodities 3:4; TA-Lib, TA_ULTOSC
 */
export function ultimateOscillator(
  short = 7,
  medium = 14,
  long = 28,
  saved?: IndicatorState,
): Indicator<Field, number> {
  integer('long', long, 3);
  integer('medium', medium, 2, long - 1);
  integer('short', short, 1, medium - 1);
  return scalarIndicator(
    {
      name: `ultimateOscillator(${short},${medium},${long})`,
      warmUp: long,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      start: from => ultimateRecursion([short, medium, long], from),
    },
    saved,
  );
}

function ultimateRecursion(periods: readonly [number, number, number], from: Saved | undefined) {
  const previous = lag(1, from);
  const averages = periods.map(period => pressure(period, from));
  return {
    step({ high, low, close }: Columns, t: number, out: Float64Array) {
      const before = previous.push(close[t]!);
      out[0] = Number.NaN;
      if (Number.isNaN(before)) return;
      const bought = close[t]! - Math.min(low[t]!, before);
      const range = rangeFrom(before, high[t]!, low[t]!);
      const [short, medium, long] = averages.map(average => average.push(bought, range));
      out[0] = (100 * (4 * short! + 2 * medium! + long!)) / 7;
    },
    save: saveAll(previous, ...averages),
  };
}

function pressure(period: number, from: Saved | undefined) {
  const bought = rollingTotal(period, from);
  const ranges = rollingTotal(period, from);
  return {
    push(x: number, range: number): number {
      bought.push(x);
      ranges.push(range);
      if (!ranges.full()) return Number.NaN;
      const total = ranges.total();
      return total > 0 ? bought.total() / total : 0.5;
    },
    save: saveAll(bought, ranges),
  };
}
