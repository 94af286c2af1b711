import { integer } from '../../math/check.ts';
import type { Domain } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Change of the close over `period` bars, in its unit: close − close `period` bars ago (TA-Lib's MOM; `momentum` is its ROCP).
 * First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example priceChange(2).batch({ close: [4, 7, 5] }) // [NaN, NaN, 1]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_MOM
 */
export const priceChange = (period = 10, saved?: IndicatorState): Indicator<'close', number> =>
  change('priceChange', period, 'finite', (x, before) => x - before, saved);

/**
 * Rate of change over `period` bars in percent: 100 · (close / close `period` bars ago − 1). First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example rateOfChange(2).batch({ close: [4, 7, 5] }) // [NaN, NaN, 25]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_ROC
 */
export const rateOfChange = (period = 10, saved?: IndicatorState): Indicator<'close', number> =>
  change('rateOfChange', period, 'above 0', (x, before) => 100 * ((x - before) / before), saved);

function change(
  name: string,
  period: number,
  domain: Domain,
  of: (x: number, before: number) => number,
  saved: IndicatorState | undefined,
): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `${name}(${period})`,
      warmUp: period,
      fields: ['close'],
      domain,
      start(from) {
        const earlier = lag(period, from);
        return {
          step({ close }, t, out) {
            const x = close[t]!;
            out[0] = of(x, earlier.push(x));
          },
          save: earlier.save,
        };
      },
    },
    saved,
  );
}
