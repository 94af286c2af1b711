import { integer } from '../../math/check.ts';
import { strengthColumn } from '../columns/strength.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';
import { relativeStrength, strengthIndex } from '../strength-index.ts';

/**
 * Relative strength index, 0 to 100: 100 · G / (G + L), with G and L the rises and falls of the close in Wilder's smoothing,
 * seeded with the mean of the first `period` changes. First value at bar `period`. A close that has not moved since the
 * first bar has no strength of either sign and gives 50 (TA-Lib gives 0 there, as if it had only fallen).
 * @param saved a state of the same indicator, to go on from
 * @example rsi(2).batch({ close: [1, 2, 1, 4] }) // [NaN, NaN, 50, 87.5]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section VI
 */
export function rsi(period = 14, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `rsi(${period})`,
      warmUp: period,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const index = strengthIndex(period, relativeStrength, 50, from);
        return {
          step({ close }, t, out) {
            out[0] = index.push(close[t]!);
          },
          save: index.save,
        };
      },
      columns: ({ close }, [out]) => strengthColumn(close, period, out!),
    },
    saved,
  );
}
