import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Rolling volatility: the sample standard deviation (divisor `period` − 1) of the newest `period` one-bar log returns, per
 * session, not annualised. First value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example rollingVolatility(2).batch({ close: [1, Math.E, Math.E] }) // [NaN, NaN, 0.7071…]
 * @throws RangeError for a period below 2, or a saved state that does not fit
 */
export function rollingVolatility(period = 20, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 2);
  return scalarIndicator(
    {
      name: `rollingVolatility(${period})`,
      warmUp: period,
      fields: ['close'],
      domain: 'above 0',
      start(from) {
        const previous = lag(1, from);
        const returns = rollingWindow(period, from);
        return {
          step({ close }, t, out) {
            const x = close[t]!;
            const before = previous.push(x);
            if (!Number.isNaN(before)) returns.push(Math.log1p((x - before) / before));
            out[0] = returns.full() ? Math.sqrt(returns.squares() / (period - 1)) : Number.NaN;
          },
          save(into) {
            previous.save(into);
            returns.save(into);
          },
        };
      },
    },
    saved,
  );
}
