import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Population standard deviation (divisor `period`) of the newest `period` closes, in their unit (TA-Lib's running sum of squares
 * loses half of the digits, sums within blocks do not). First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example standardDeviation(2).batch({ close: [1, 3] }) // [NaN, 1]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_STDDEV
 */
export function standardDeviation(period = 5, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `standardDeviation(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const window = rollingWindow(period, from);
        return {
          step({ close }, t, out) {
            window.push(close[t]!);
            out[0] = window.full() ? Math.sqrt(window.squares() / period) : Number.NaN;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
