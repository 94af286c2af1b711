import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingMaximum } from '../rolling-extreme.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * Ulcer index: the root mean square, over the newest `period` bars, of how far in percent each close lies below the highest of
 * the `period` closes that end with it. First value at bar 2 · (`period` − 1).
 * @param saved a state of the same indicator, to go on from
 * @example ulcerIndex(2).batch({ close: [4, 3, 3] }) // [NaN, NaN, 17.6776…]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Martin & McCann (1989), The Investor's Guide to Fidelity Funds
 */
export function ulcerIndex(period = 14, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `ulcerIndex(${period})`,
      warmUp: 2 * (period - 1),
      fields: ['close'],
      domain: 'above 0',
      start(from) {
        const highest = rollingMaximum(period, from);
        const squares = rollingTotal(period, from);
        return {
          step({ close }, t, out) {
            const top = highest.push(close[t]!);
            if (!Number.isNaN(top)) squares.push((100 * ((close[t]! - top) / top)) ** 2);
            out[0] = squares.full() ? Math.sqrt(squares.total() / period) : Number.NaN;
          },
          save: saveAll(highest, squares),
        };
      },
    },
    saved,
  );
}
