import { integer } from '../../math/check.ts';
import type { Domain } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { type IndicatorState, saveAll } from '../saved.ts';
import { emaSmoothing } from '../smoothing.ts';

/**
 * Absolute price oscillator: fast EMA minus slow EMA of the close, in its unit. Each EMA is seeded with its own first closes,
 * where `macd` seeds the fast one late. First value at bar `slow` − 1. TA-Lib gives it for moving average type 1; its default
 * is type 0, simple averages.
 * @param saved a state of the same indicator, to go on from
 * @example apo(1, 2).batch({ close: [2, 4] }) // [NaN, 1]
 * @throws RangeError for a period below 1, a fast period that is not below the slow one, or a saved state that does not fit
 * @see TA-Lib, TA_APO
 */
export const apo = (fast = 12, slow = 26, saved?: IndicatorState): Indicator<'close', number> =>
  oscillator('apo', fast, slow, 'finite', difference => difference, saved);

/**
 * Percentage price oscillator: `apo` over the slow EMA, in percent. First value at bar `slow` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example ppo(1, 2).batch({ close: [2, 4] }) // [NaN, 33.3…]
 * @throws RangeError as `apo`
 * @see TA-Lib, TA_PPO
 */
export const ppo = (fast = 12, slow = 26, saved?: IndicatorState): Indicator<'close', number> =>
  oscillator('ppo', fast, slow, 'above 0', (difference, level) => 100 * (difference / level), saved);

function oscillator(
  name: string,
  fast: number,
  slow: number,
  domain: Domain,
  of: (difference: number, slowLevel: number) => number,
  saved: IndicatorState | undefined,
): Indicator<'close', number> {
  integer('slow', slow, 2);
  integer('fast', fast, 1, slow - 1);
  return scalarIndicator(
    {
      name: `${name}(${fast},${slow})`,
      warmUp: slow - 1,
      fields: ['close'],
      domain,
      start(from) {
        const quick = emaSmoothing(fast, from);
        const steady = emaSmoothing(slow, from);
        return {
          step({ close }, t, out) {
            const level = steady.push(close[t]!);
            out[0] = of(quick.push(close[t]!) - level, level);
          },
          save: saveAll(quick, steady),
        };
      },
    },
    saved,
  );
}
