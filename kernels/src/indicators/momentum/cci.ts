import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState } from '../saved.ts';
import { typicalPrice } from '../shape.ts';

/**
 * Commodity channel index: (p − mean of p) / (0.015 · mean absolute deviation of p) over the newest `period` bars, with p the
 * typical price (high + low + close) / 3. First value at bar `period` − 1; 0 where p did not move.
 * @param saved a state of the same indicator, to go on from
 * @example cci(2).batch({ high: [1, 3], low: [1, 3], close: [1, 3] }) // [NaN, 66.6…]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Lambert (1980), Commodity channel index, Commodities 9:10; TA-Lib, TA_CCI
 */
export function cci(period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `cci(${period})`,
      warmUp: period - 1,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      start(from) {
        const window = rollingWindow(period, from);
        return {
          step({ high, low, close }, t, out) {
            window.push(typicalPrice(high[t]!, low[t]!, close[t]!));
            out[0] = Number.NaN;
            if (!window.full()) return;
            const mean = window.meanDeviation();
            const deviation = window.absolutes() / period;
            out[0] = deviation > 0 ? -mean / (0.015 * deviation) : 0;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
