import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { runningSum } from '../running-sum.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * Price and volume trend: a sum of volumes, each times its bar's simple return. First value at bar 0, which is 0.
 * @param saved a state of the same indicator, to go on from
 * @example priceVolumeTrend().batch({ close: [4, 5], volume: [3, 8] }) // [0, 2]
 * @throws RangeError for a saved state that does not fit
 * @see Achelis (2000), Technical Analysis from A to Z, Price and Volume Trend
 */
export const priceVolumeTrend = (saved?: IndicatorState): Indicator<'close' | 'volume', number> =>
  scalarIndicator(
    {
      name: 'priceVolumeTrend',
      warmUp: 0,
      fields: ['close', 'volume'],
      domain: 'above 0',
      start(from) {
        const previous = lag(1, from);
        const line = runningSum(from);
        return {
          step({ close, volume }, t, out) {
            const before = previous.push(close[t]!);
            out[0] = line.push(Number.isNaN(before) ? 0 : volume[t]! * ((close[t]! - before) / before));
          },
          save: saveAll(previous, line),
        };
      },
    },
    saved,
  );
