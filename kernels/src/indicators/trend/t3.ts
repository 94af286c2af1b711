import { integer } from '../../math/check.ts';
import { emaCascade } from '../ema-cascade.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Tillson's T3: with E1 to E6 a cascade of six EMAs and v the volume factor,
 * −v³ · E6 + 3(v² + v³) · E5 − (6v² + 3v + 3v³) · E4 + (1 + 3v + v³ + 3v²) · E3. First value at bar 6 · (`period` − 1).
 * @param saved a state of the same indicator, to go on from
 * @example t3(1).batch({ close: [1, 2, 6] }) // [1, 2, 6]
 * @throws RangeError for a period below 1, a volume factor outside 0 to 1, or a saved state that does not fit
 * @see Tillson (1998), Smoothing techniques for more accurate signals, Stocks & Commodities 16:1; TA-Lib, TA_T3
 */
export function t3(period = 5, volumeFactor = 0.7, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  if (!(volumeFactor >= 0 && volumeFactor <= 1)) {
    throw new RangeError(`volumeFactor must be a number from 0 to 1, got ${String(volumeFactor)}`);
  }
  const v = volumeFactor;
  const sixth = -(v ** 3);
  const fifth = 3 * (v ** 2 + v ** 3);
  const fourth = -6 * v ** 2 - 3 * (v + v ** 3);
  return scalarIndicator(
    {
      name: `t3(${period},${volumeFactor})`,
      warmUp: 6 * (period - 1),
      fields: ['close'],
      domain: 'finite',
      start(from) {
        const cascade = emaCascade(6, period, from);
        return {
          step({ close }, t, out) {
            const levels = cascade.push(close[t]!);
            const third = levels[2]!;
            // The four weights sum to 1; distances from the third level keep a price that stands still exact.
            out[0] =
              third + (sixth * (levels[5]! - third) + fifth * (levels[4]! - third) + fourth * (levels[3]! - third));
          },
          save: cascade.save,
        };
      },
    },
    saved,
  );
}
