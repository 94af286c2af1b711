import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import type { IndicatorState } from '../saved.ts';
import { rangeFrom } from '../shape.ts';

/**
 * True range, in the unit of the prices: max(high, previous close) − min(low, previous close). First value at bar 1.
 * @param saved a state of the same indicator, to go on from
 * @example trueRange().batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, 3]
 * @throws RangeError for a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section III; TA-Lib, TA_TRANGE
 */
export const trueRange = (saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  scalarIndicator(
    {
      name: 'trueRange',
      warmUp: 1,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      start(from) {
        const previous = lag(1, from);
        return {
          step({ high, low, close }, t, out) {
            out[0] = rangeFrom(previous.push(close[t]!), high[t]!, low[t]!);
          },
          save: previous.save,
        };
      },
    },
    saved,
  );
