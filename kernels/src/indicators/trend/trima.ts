import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * Triangular moving average: the newest `period` closes with weights that rise to the middle and fall again, which is a
 * simple average over ⌊period / 2⌋ + 1 bars of one over ⌈period / 2⌉. First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example trima(3).batch({ close: [1, 2, 6] }) // [NaN, NaN, 2.75]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_TRIMA
 */
export function trima(period = 30, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `trima(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const closes = rollingWindow(Math.ceil(period / 2), from);
        const means = rollingWindow(Math.floor(period / 2) + 1, from);
        return {
          step({ close }, t, out) {
            closes.push(close[t]!);
            if (closes.full()) means.push(closes.newest() + closes.meanDeviation());
            out[0] = means.full() ? means.newest() + means.meanDeviation() : Number.NaN;
          },
          save: saveAll(closes, means),
        };
      },
    },
    saved,
  );
}
