import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingLine } from '../rolling-line.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * Hull moving average: the weighted average over ⌊√period⌋ bars of 2 · WMA(⌊period / 2⌋) − WMA(`period`). First value at bar
 * `period` + ⌊√period⌋ − 2.
 * @param saved a state of the same indicator, to go on from
 * @example hma(2).batch({ close: [1, 2, 6] }) // [NaN, 7/3, 22/3]
 * @throws RangeError for a period below 2, or a saved state that does not fit
 * @see Hull (2005), How to reduce lag in a moving average
 */
export function hma(period = 16, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 2);
  const root = Math.floor(Math.sqrt(period));
  return scalarIndicator(
    {
      name: `hma(${period})`,
      warmUp: period + root - 2,
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const whole = rollingLine(period, from);
        const half = rollingLine(Math.floor(period / 2), from);
        const ahead = rollingLine(root, from);
        return {
          step({ close }, t, out) {
            const x = close[t]!;
            whole.push(x);
            half.push(x);
            if (whole.full()) ahead.push(x + 2 * half.weightedDeviation() - whole.weightedDeviation());
            out[0] = ahead.full() ? ahead.newest() + ahead.weightedDeviation() : Number.NaN;
          },
          save: saveAll(whole, half, ahead),
        };
      },
    },
    saved,
  );
}
