import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, saveAll } from '../saved.ts';
import { emaSmoothing } from '../smoothing.ts';

/**
 * Force index: the EMA over `period` bars of (close − previous close) · volume, seeded with the mean of the first `period` of
 * them. First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example forceIndex(1).batch({ close: [1, 3], volume: [5, 4] }) // [NaN, 8]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Elder (1993), Trading for a Living, section 42
 */
export function forceIndex(period = 13, saved?: IndicatorState): Indicator<'close' | 'volume', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `forceIndex(${period})`,
      warmUp: period,
      fields: ['close', 'volume'],
      domain: 'finite',
      start(from) {
        const previous = lag(1, from);
        const mean = emaSmoothing(period, from);
        return {
          step({ close, volume }, t, out) {
            const change = close[t]! - previous.push(close[t]!);
            out[0] = Number.isNaN(change) ? Number.NaN : mean.push(change * volume[t]!);
          },
          save: saveAll(previous, mean),
        };
      },
    },
    saved,
  );
}
