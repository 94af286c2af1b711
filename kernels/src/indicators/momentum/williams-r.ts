import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingMaximum, rollingMinimum } from '../rolling-extreme.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * Williams' %R: where the close lies in the range of the newest `period` bars, −100 at its lowest low, 0 at its highest high.
 * First value at bar `period` − 1. A range of a single price has no position: −50 (TA-Lib gives 0, as at the high).
 * @param saved a state of the same indicator, to go on from
 * @example williamsR(2).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, -25]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Williams (1973), How I Made One Million Dollars; TA-Lib, TA_WILLR
 */
export function williamsR(period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `williamsR(${period})`,
      warmUp: period - 1,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      start(from) {
        const highs = rollingMaximum(period, from);
        const lows = rollingMinimum(period, from);
        return {
          step({ high, low, close }, t, out) {
            const top = highs.push(high[t]!);
            const bottom = lows.push(low[t]!);
            out[0] = Number.NaN;
            if (Number.isNaN(top)) return;
            out[0] = top > bottom ? 100 * ((close[t]! - top) / (top - bottom)) : -50;
          },
          save: saveAll(highs, lows),
        };
      },
    },
    saved,
  );
}
