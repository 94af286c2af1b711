import { type Indicator, scalarIndicator } from '../indicator.ts';
import { runningSum } from '../running-sum.ts';
import type { IndicatorState } from '../saved.ts';
import { closeLocation } from '../shape.ts';

/**
 * Accumulation/distribution line: a sum of volumes, each times where its bar's close lies, from −1 at the low to 1 at the high;
 * a bar that is a single price adds nothing. First value at bar 0.
 * @param saved a state of the same indicator, to go on from
 * @example accumulationDistribution().batch({ high: [3, 3], low: [1, 1], close: [3, 1], volume: [5, 3] }) // [5, 2]
 * @throws RangeError for a saved state that does not fit
 * @see Achelis (2000), Technical Analysis from A to Z, Accumulation/Distribution; TA-Lib, TA_AD
 */
export const accumulationDistribution = (
  saved?: IndicatorState,
): Indicator<'high' | 'low' | 'close' | 'volume', number> =>
  scalarIndicator(
    {
      name: 'accumulationDistribution',
      warmUp: 0,
      fields: ['high', 'low', 'close', 'volume'],
      domain: 'finite',
      start(from) {
        const line = runningSum(from);
        return {
          step({ high, low, close, volume }, t, out) {
            out[0] = line.push(closeLocation(high[t]!, low[t]!, close[t]!) * volume[t]!);
          },
          save: line.save,
        };
      },
    },
    saved,
  );
