import { integer } from '../../math/check.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { rollingLine } from '../rolling-line.ts';
import type { IndicatorState } from '../saved.ts';

export type LinearRegression = {
  /** The line at the newest bar */
  readonly value: number;
  /** Its rise per bar */
  readonly slope: number;
  /** The line at the oldest bar of the window */
  readonly intercept: number;
  /** The line one bar ahead */
  readonly forecast: number;
};

/**
 * The least-squares line through the newest `period` closes. First value at bar `period` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example linearRegression(2).batch({ close: [1, 3] }) // value [NaN, 3], slope [NaN, 2], intercept [NaN, 1], forecast [NaN, 5]
 * @throws RangeError for a period below 2, or a saved state that does not fit
 * @see TA-Lib, TA_LINEARREG, TA_LINEARREG_SLOPE, TA_LINEARREG_INTERCEPT, TA_TSF
 */
export function linearRegression(period = 14, saved?: IndicatorState): Indicator<'close', LinearRegression> {
  integer('period', period, 2);
  return recordIndicator(
    {
      name: `linearRegression(${period})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'finite',
      outputs: ['value', 'slope', 'intercept', 'forecast'],
      start(from) {
        const window = rollingLine(period, from);
        return {
          step({ close }, t, out) {
            window.push(close[t]!);
            if (!window.full()) {
              out.fill(Number.NaN);
              return;
            }
            const mean = window.meanDeviation();
            // The mean with linear weights lies (period − 1) / 6 slopes above the simple one.
            const slope = (6 * (window.weightedDeviation() - mean)) / (period - 1);
            const reach = (slope * (period - 1)) / 2;
            const middle = window.newest() + mean;
            out[0] = middle + reach;
            out[1] = slope;
            out[2] = middle - reach;
            out[3] = middle + reach + slope;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
