import { integer } from '../../math/check.ts';
import { meanColumn } from '../columns/window.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Simple moving average: the mean of the newest `period` closes. First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example sma(3).batch({ close: [1, 2, 6, 4] }) // [NaN, NaN, 3, 4]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 */
export function sma(period = 20, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `sma(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const window = rollingWindow(period, from);
        return {
          step({ close }, t, out) {
            window.push(close[t]!);
            out[0] = window.full() ? window.mean() : Number.NaN;
          },
          save: window.save,
        };
      },
      columns({ close }, [out]) {
        return meanColumn(close, 0, period, out!);
      },
    },
    saved,
  );
}
