import { integer } from '../../math/check.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { rollingMaximum, rollingMinimum } from '../rolling-extreme.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

export type Aroon = {
  /** 100 where the newest bar has the highest high, 0 where the oldest has it */
  readonly up: number;
  /** 100 where the newest bar has the lowest low, 0 where the oldest has it */
  readonly down: number;
  /** up − down */
  readonly oscillator: number;
};

/**
 * Aroon: how recently, in the newest `period` + 1 bars, the highest high and the lowest low were set, as
 * 100 · (`period` − age) / `period`. Of equal highs or lows the newest counts, as in TA-Lib. First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example aroon(1).batch({ high: [3, 2], low: [2, 1] }) // up [NaN, 0], down [NaN, 100], oscillator [NaN, -100]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Chande (1995), A time price oscillator, Stocks & Commodities 13:9; TA-Lib, TA_AROON, TA_AROONOSC
 */
export function aroon(period = 14, saved?: IndicatorState): Indicator<'high' | 'low', Aroon> {
  integer('period', period, 1);
  return recordIndicator(
    {
      name: `aroon(${period})`,
      warmUp: period,
      fields: ['high', 'low'],
      domain: 'finite',
      outputs: ['up', 'down', 'oscillator'],
      start(from) {
        const highs = rollingMaximum(period + 1, from);
        const lows = rollingMinimum(period + 1, from);
        const share = (age: number): number => (100 * (period - age)) / period;
        return {
          step({ high, low }, t, out) {
            lows.push(low[t]!);
            if (Number.isNaN(highs.push(high[t]!))) {
              out.fill(Number.NaN);
              return;
            }
            out[0] = share(highs.age());
            out[1] = share(lows.age());
            out[2] = out[0] - out[1];
          },
          save: saveAll(highs, lows),
        };
      },
    },
    saved,
  );
}
