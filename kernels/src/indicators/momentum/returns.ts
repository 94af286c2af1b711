import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Simple return over `period` bars: close / close `period` bars ago − 1. First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example simpleReturn(1).batch({ close: [4, 5, 4] }) // [NaN, 0.25, -0.2]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 */
export const simpleReturn = (period = 1, saved?: IndicatorState): Indicator<'close', number> =>
  change('simpleReturn', period, relative => relative, saved);

/**
 * Log return over `period` bars: ln(close / close `period` bars ago). First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example logReturn(1).batch({ close: [1, Math.E] }) // [NaN, 1]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 */
export const logReturn = (period = 1, saved?: IndicatorState): Indicator<'close', number> =>
  change('logReturn', period, Math.log1p, saved);

/**
 * Momentum as the rate of change over `period` bars: close / close `period` bars ago − 1 (TA-Lib's ROCP, not the price
 * difference that it calls MOM). First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example momentum(2).batch({ close: [4, 7, 5] }) // [NaN, NaN, 0.25]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 */
export const momentum = (period = 10, saved?: IndicatorState): Indicator<'close', number> =>
  change('momentum', period, relative => relative, saved);

function change(
  name: string,
  period: number,
  of: (relative: number) => number,
  saved: IndicatorState | undefined,
): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `${name}(${period})`,
      warmUp: period,
      fields: ['close'],
      domain: 'above 0',
      start(from) {
        const earlier = lag(period, from);
        return {
          step({ close }, t, out) {
            const x = close[t]!;
            const before = earlier.push(x);
            // The difference first: close / before - 1 would lose the digits of a small return.
            out[0] = of((x - before) / before);
          },
          save: earlier.save,
        };
      },
    },
    saved,
  );
}
