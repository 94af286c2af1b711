import { integer } from '../../math/check.ts';
import { emaCascade } from '../ema-cascade.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * TRIX: the change over one bar, in percent, of an EMA of an EMA of an EMA of the close. First value at bar
 * 3 · (`period` − 1) + 1.
 * @param saved a state of the same indicator, to go on from
 * @example trix(1).batch({ close: [4, 5] }) // [NaN, 25]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Hutson (1983), Good TRIX, Stocks & Commodities 1:5; TA-Lib, TA_TRIX
 */
export function trix(period = 30, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `trix(${period})`,
      warmUp: 3 * (period - 1) + 1,
      fields: ['close'],
      domain: 'above 0',
      start(from) {
        const cascade = emaCascade(3, period, from);
        const previous = lag(1, from);
        return {
          step({ close }, t, out) {
            const level = cascade.push(close[t]!)[2]!;
            out[0] = Number.NaN;
            if (Number.isNaN(level)) return;
            const before = previous.push(level);
            out[0] = 100 * ((level - before) / before);
          },
          save: saveAll(cascade, previous),
        };
      },
    },
    saved,
  );
}
