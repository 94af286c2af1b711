import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { typicalPrice } from '../shape.ts';

/**
 * Money flow index, 0 to 100: 100 · P / (P + N), with P and N the sums, over the newest `period` bars, of typical price times
 * volume on bars whose typical price rose and fell. First value at bar `period`. Where no money flowed it is 50 (TA-Lib gives
 * 0, and also takes sums below 1 for none).
 * @param saved a state of the same indicator, to go on from
 * @example mfi(2).batch({ high: [1, 3, 2], low: [1, 3, 2], close: [1, 3, 2], volume: [1, 1, 3] }) // [NaN, NaN, 33.3…]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Quong & Soudack (1989), Volume-weighted RSI: money flow, Stocks & Commodities 7:3; TA-Lib, TA_MFI
 */
export function mfi(period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close' | 'volume', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `mfi(${period})`,
      warmUp: period,
      fields: ['high', 'low', 'close', 'volume'],
      domain: 'above 0',
      start: from => mfiRecursion(period, from),
    },
    saved,
  );
}

function mfiRecursion(period: number, from: Saved | undefined) {
  const previous = lag(1, from);
  const rising = rollingTotal(period, from);
  const falling = rollingTotal(period, from);
  return {
    step({ high, low, close, volume }: Columns, t: number, out: Float64Array) {
      const price = typicalPrice(high[t]!, low[t]!, close[t]!);
      const before = previous.push(price);
      out[0] = Number.NaN;
      if (Number.isNaN(before)) return;
      const flow = price * volume[t]!;
      rising.push(price > before ? flow : 0);
      falling.push(price < before ? flow : 0);
      if (!rising.full()) return;
      const up = rising.total();
      const all = up + falling.total();
      out[0] = all > 0 ? 100 * (up / all) : 50;
    },
    save: saveAll(previous, rising, falling),
  };
}
