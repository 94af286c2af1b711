import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { rangeFrom } from '../shape.ts';

export type Vortex = {
  /** Σ |high − previous low| / Σ true range */
  readonly plus: number;
  /** Σ |low − previous high| / Σ true range */
  readonly minus: number;
};

/**
 * Vortex indicator over the newest `period` bars. First value at bar `period`. Both are 0 where no price moved.
 * @param saved a state of the same indicator, to go on from
 * @example vortex(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // plus [NaN, 4/3], minus [NaN, 1/3]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Botes & Siepman (2010), The vortex indicator, Stocks & Commodities 28:1
 */
export function vortex(period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', Vortex> {
  integer('period', period, 1);
  return recordIndicator(
    {
      name: `vortex(${period})`,
      warmUp: period,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      outputs: ['plus', 'minus'],
      start: from => vortexRecursion(period, from),
    },
    saved,
  );
}

function vortexRecursion(period: number, from: Saved | undefined) {
  const before = [lag(1, from), lag(1, from), lag(1, from)] as const;
  const sums = [rollingTotal(period, from), rollingTotal(period, from), rollingTotal(period, from)] as const;
  const [ups, downs, ranges] = sums;
  return {
    step({ high, low, close }: Columns, t: number, out: Float64Array) {
      const top = before[0].push(high[t]!);
      const bottom = before[1].push(low[t]!);
      const last = before[2].push(close[t]!);
      out.fill(Number.NaN);
      if (Number.isNaN(last)) return;
      ups.push(Math.abs(high[t]! - bottom));
      downs.push(Math.abs(low[t]! - top));
      ranges.push(rangeFrom(last, high[t]!, low[t]!));
      if (!ranges.full()) return;
      const range = ranges.total();
      out[0] = range > 0 ? ups.total() / range : 0;
      out[1] = range > 0 ? downs.total() / range : 0;
    },
    save: saveAll(...before, ...sums),
  };
}
