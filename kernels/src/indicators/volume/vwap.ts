import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { typicalPrice } from '../shape.ts';
import { weightedMean } from '../weighted-mean.ts';

/**
 * Volume-weighted average price over the newest `period` bars, of the typical price (high + low + close) / 3. First value at
 * bar `period` − 1. Where none of them traded it is their simple average.
 * @param saved a state of the same indicator, to go on from
 * @example vwap(2).batch({ high: [1, 3], low: [1, 3], close: [1, 3], volume: [3, 1] }) // [NaN, 1.5]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Berkowitz, Logue & Noser (1988), The total cost of transactions on the NYSE, Journal of Finance 43:1
 */
export function vwap(period = 20, saved?: IndicatorState): Indicator<'high' | 'low' | 'close' | 'volume', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `vwap(${period})`,
      warmUp: period - 1,
      fields: ['high', 'low', 'close', 'volume'],
      domain: 'finite',
      start(from) {
        const mean = weightedMean(period, from);
        return {
          step({ high, low, close, volume }, t, out) {
            out[0] = mean.push(typicalPrice(high[t]!, low[t]!, close[t]!), volume[t]!);
          },
          save: mean.save,
        };
      },
    },
    saved,
  );
}
