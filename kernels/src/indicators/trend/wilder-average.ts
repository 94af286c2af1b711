import { integer } from '../../math/check.ts';
import { smoothColumn } from '../columns/smooth.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { wilderSmoothing } from '../smoothing.ts';

/**
 * Wilder's moving average of the close (also called smoothed or running average): level[t] = level[t−1] + (close[t] −
 * level[t−1]) / period, seeded with the mean of the first `period` closes. First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example wilderAverage(2).batch({ close: [1, 3, 6] }) // [NaN, 2, 4]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section III
 */
export function wilderAverage(period = 14, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `wilderAverage(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const mean = wilderSmoothing(period, from);
        return {
          step({ close }, t, out) {
            out[0] = mean.push(close[t]!);
          },
          save: mean.save,
        };
      },
      columns: ({ close }, [out]) => smoothColumn(close, 0, period, 1 / period, out!),
    },
    saved,
  );
}
