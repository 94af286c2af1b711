import { integer } from '../../math/check.ts';
import { smoothColumn } from '../columns/smooth.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { emaSmoothing } from '../smoothing.ts';

/**
 * Exponential moving average of the close: level[t] = level[t−1] + 2 / (period + 1) · (close[t] − level[t−1]), seeded with
 * the mean of the first `period` closes. First value at bar `period` − 1. It has seen every bar since the first: a
 * shorter history gives another value, by a share that shrinks by 1 − 2 / (period + 1) with each bar.
 * @param saved a state of the same indicator, to go on from
 * @example ema(3).batch({ close: [1, 2, 6, 4] }) // [NaN, NaN, 3, 3.5]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_EMA, whose seed this is
 */
export function ema(period = 20, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `ema(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const mean = emaSmoothing(period, from);
        return {
          step({ close }, t, out) {
            out[0] = mean.push(close[t]!);
          },
          save: mean.save,
        };
      },
      columns: ({ close }, [out]) => smoothColumn(close, 0, period, 2 / (period + 1), out!),
    },
    saved,
  );
}
