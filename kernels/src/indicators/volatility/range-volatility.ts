import { integer } from '../../math/check.ts';
import type { BarField } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingTotal } from '../rolling-total.ts';
import type { IndicatorState } from '../saved.ts';
import { logRatio, rogersSatchellTerm } from '../shape.ts';

/**
 * Parkinson's volatility from the ranges of the newest `period` bars: √(Σ ln(high / low)² / (4 · ln 2 · `period`)), per session,
 * not annualised. First value at bar `period` − 1. It takes prices for a driftless diffusion seen all the time.
 * @param saved a state of the same indicator, to go on from
 * @example parkinson(1).batch({ high: [Math.E], low: [1] }) // [0.6005…]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Parkinson (1980), The extreme value method for estimating the variance of the rate of return, Journal of Business 53:1
 */
export const parkinson = (period = 20, saved?: IndicatorState): Indicator<'high' | 'low', number> =>
  rootMean('parkinson', period, ['high', 'low'], (_, high, low) => logRatio(high, low) ** 2 / (4 * Math.LN2), saved);

/**
 * Garman and Klass's volatility over the newest `period` bars: √ of the mean of ½ · ln(high / low)² − (2 · ln 2 − 1) ·
 * ln(close / open)², per session, not annualised. First value at bar `period` − 1. It leaves out what happens overnight.
 * @param saved a state of the same indicator, to go on from
 * @example garmanKlass(1).batch({ open: [1], high: [Math.E], low: [1], close: [Math.E] }) // [0.3370…]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Garman & Klass (1980), On the estimation of security price volatilities from historical data, Journal of Business 53:1
 */
export const garmanKlass = (period = 20, saved?: IndicatorState): Indicator<RangeField, number> =>
  rootMean(
    'garmanKlass',
    period,
    ['open', 'high', 'low', 'close'],
    (open, high, low, close) => logRatio(high, low) ** 2 / 2 - (2 * Math.LN2 - 1) * logRatio(close, open) ** 2,
    saved,
  );

/**
 * Rogers and Satchell's volatility over the newest `period` bars: √ of the mean of ln(high / close) · ln(high / open) +
 * ln(low / close) · ln(low / open), per session, not annualised. First value at bar `period` − 1. A drift does not bias it.
 * @param saved a state of the same indicator, to go on from
 * @example rogersSatchell(1).batch({ open: [1], high: [Math.E], low: [1], close: [1] }) // [1]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Rogers & Satchell (1991), Estimating variance from high, low and closing prices, Annals of Applied Probability 1:4
 */
export const rogersSatchell = (period = 20, saved?: IndicatorState): Indicator<RangeField, number> =>
  rootMean('rogersSatchell', period, ['open', 'high', 'low', 'close'], rogersSatchellTerm, saved);

type RangeField = 'open' | 'high' | 'low' | 'close';

function rootMean<Field extends BarField>(
  name: string,
  period: number,
  fields: readonly Field[],
  of: (open: number, high: number, low: number, close: number) => number,
  saved: IndicatorState | undefined,
): Indicator<Field, number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `${name}(${period})`,
      warmUp: period - 1,
      fields,
      domain: 'above 0',
      start(from) {
        const window = rollingTotal(period, from);
        return {
          step({ open, high, low, close }, t, out) {
            window.push(of(open[t]!, high[t]!, low[t]!, close[t]!));
            // A bar whose open or close lies outside its range can make a term negative.
            out[0] = window.full() ? Math.sqrt(Math.max(0, window.total() / period)) : Number.NaN;
          },
          save: window.save,
        };
      },
    },
    saved,
  );
}
