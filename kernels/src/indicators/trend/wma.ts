import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingLine } from '../rolling-line.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Weighted moving average: the newest `period` closes with weights that fall in a line, `period` for the newest and 1 for the
 * oldest. First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example wma(3).batch({ close: [1, 2, 6] }) // [NaN, NaN, 23/6]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_WMA
 */
export function wma(period = 30, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `wma(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const window = rollingLine(period, from);
        return {
          step({ close }, t, out) {
            window.push(close[t]!);
            out[0] = window.full() ? window.newest() + window.weightedDeviation() : Number.NaN;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
