import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { weightedMean } from '../weighted-mean.ts';

/**
 * Volume-weighted moving average: Σ close · volume / Σ volume over the newest `period` bars. First value at bar `period` − 1.
 * Where none of them traded it is their simple average.
 * @param saved a state of the same indicator, to go on from
 * @example vwma(2).batch({ close: [1, 3], volume: [3, 1] }) // [NaN, 1.5]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 */
export function vwma(period = 20, saved?: IndicatorState): Indicator<'close' | 'volume', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `vwma(${period})`,
      warmUp: period - 1,
      fields: ['close', 'volume'],
      domain: 'finite',
      start(from) {
        const mean = weightedMean(period, from);
        return {
          step({ close, volume }, t, out) {
            out[0] = mean.push(close[t]!, volume[t]!);
          },
          save: mean.save,
        };
      },
    },
    saved,
  );
}
