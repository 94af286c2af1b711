import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { strengthIndex } from '../strength-index.ts';

/**
 * Chande momentum oscillator, −100 to 100: 100 · (G − L) / (G + L), with G and L the rises and falls of the close. As in TA-Lib
 * both are in Wilder's smoothing, where Chande takes plain sums over the window. First value at bar `period`; 0 while the
 * close has not moved.
 * @param saved a state of the same indicator, to go on from
 * @example cmo(2).batch({ close: [1, 2, 1, 4] }) // [NaN, NaN, 0, 75]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Chande & Kroll (1994), The New Technical Trader, chapter 5; TA-Lib, TA_CMO
 */
export function cmo(period = 14, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `cmo(${period})`,
      warmUp: period,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const index = strengthIndex(period, (rise, fall) => 100 * ((rise - fall) / (rise + fall)), 0, from);
        return {
          step({ close }, t, out) {
            out[0] = index.push(close[t]!);
          },
          save: index.save,
        };
      },
    },
    saved,
  );
}
