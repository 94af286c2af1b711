import { integer } from '../../math/check.ts';
import { emaCascade } from '../ema-cascade.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Double exponential moving average: 2 · E1 − E2, with E1 the EMA of the close and E2 the EMA of E1. First value at bar
 * 2 · (`period` − 1).
 * @param saved a state of the same indicator, to go on from
 * @example dema(2).batch({ close: [1, 2, 6] }) // [NaN, NaN, 6]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Mulloy (1994), Smoothing data with faster moving averages, Stocks & Commodities 12:1; TA-Lib, TA_DEMA
 */
export const dema = (period = 30, saved?: IndicatorState): Indicator<'close', number> =>
  lagCorrected('dema', 2, period, levels => 2 * levels[0]! - levels[1]!, saved);

/**
 * Triple exponential moving average: 3 · E1 − 3 · E2 + E3, each the EMA of the one before, E1 that of the close. First value
 * at bar 3 · (`period` − 1).
 * @param saved a state of the same indicator, to go on from
 * @example tema(1).batch({ close: [1, 2, 6] }) // [1, 2, 6]
 * @throws RangeError as `dema`
 * @see Mulloy (1994), Smoothing data with less lag, Stocks & Commodities 12:2; TA-Lib, TA_TEMA
 */
export const tema = (period = 30, saved?: IndicatorState): Indicator<'close', number> =>
  lagCorrected('tema', 3, period, levels => 3 * levels[0]! - 3 * levels[1]! + levels[2]!, saved);

function lagCorrected(
  name: string,
  stages: number,
  period: number,
  of: (levels: Float64Array) => number,
  saved: IndicatorState | undefined,
): Indicator<'close', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `${name}(${period})`,
      warmUp: stages * (period - 1),
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const cascade = emaCascade(stages, period, from);
        return {
          step({ close }, t, out) {
            out[0] = of(cascade.push(close[t]!));
          },
          save: cascade.save,
        };
      },
    },
    saved,
  );
}
