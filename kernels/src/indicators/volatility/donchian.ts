import { integer } from '../../math/check.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { rollingMaximum, rollingMinimum } from '../rolling-extreme.ts';
import { type IndicatorState, saveAll } from '../saved.ts';
import type { Channel } from './keltner.ts';

/**
 * Donchian channel: the lowest low and the highest high of the newest `period` bars, the newest among them, and their middle.
 * First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example donchian(2).batch({ high: [3, 5], low: [1, 4] }) // lower [NaN, 1], middle [NaN, 3], upper [NaN, 5]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Donchian (1960), High finance in copper, Financial Analysts Journal 16:6; TA-Lib, TA_MAX, TA_MIN, TA_MIDPRICE
 */
export function donchian(period = 20, saved?: IndicatorState): Indicator<'high' | 'low', Channel> {
  integer('period', period, 1);
  return recordIndicator(
    {
      name: `donchian(${period})`,
      warmUp: period - 1,
      fields: ['high', 'low'],
      domain: 'finite',
      outputs: ['lower', 'middle', 'upper'],
      start(from) {
        const highs = rollingMaximum(period, from);
        const lows = rollingMinimum(period, from);
        return {
          step({ high, low }, t, out) {
            const upper = highs.push(high[t]!);
            const lower = lows.push(low[t]!);
            out[0] = lower;
            out[1] = lower + (upper - lower) / 2;
            out[2] = upper;
          },
          save: saveAll(highs, lows),
        };
      },
    },
    saved,
  );
}
