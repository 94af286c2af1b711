import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * How far the volume lies from its mean over the newest `period` bars, its own among them, in population standard
 * deviations of the same bars; between −√(period − 1) and √(period − 1). First value at bar `period` − 1. Where the volume
 * did not vary, as in an index that reports none (0 throughout), it is 0: no bar of it is unusual.
 * @param saved a state of the same indicator, to go on from
 * @example volumeZScore(2).batch({ volume: [1, 3, 3] }) // [NaN, 1, 0]
 * @throws RangeError for a period below 2, or a saved state that does not fit
 */
export function volumeZScore(period = 20, saved?: IndicatorState): Indicator<'volume', number> {
  integer('period', period, 2);
  return scalarIndicator(
    {
      name: `volumeZScore(${period})`,
      warmUp: period - 1,
      fields: ['volume'],
      domain: '0 or more',
      start(from) {
        const window = rollingWindow(period, from);
        return {
          step({ volume }, t, out) {
            window.push(volume[t]!);
            out[0] = Number.NaN;
            if (!window.full()) return;
            const deviation = window.meanDeviation();
            const sd = Math.sqrt(window.squares() / period);
            out[0] = sd > 0 ? -deviation / sd : 0;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
