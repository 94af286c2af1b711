import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState } from '../saved.ts';

/**
 * Balance of power: (close − open) / (high − low), −1 to 1; 0 for a bar that is a single price. First value at bar 0.
 * @param saved a state of the same indicator, to go on from
 * @example bop().batch({ open: [1], high: [3], low: [1], close: [2] }) // [0.5]
 * @throws RangeError for a saved state that does not fit
 * @see Livshin (2001), Balance of market power, Stocks & Commodities 19:8; TA-Lib, TA_BOP
 */
export const bop = (saved?: IndicatorState): Indicator<'open' | 'high' | 'low' | 'close', number> =>
  scalarIndicator(
    {
      name: 'bop',
      warmUp: 0,
      fields: ['open', 'high', 'low', 'close'],
      domain: 'finite',
      start: () => ({
        step({ open, high, low, close }, t, out) {
          const range = high[t]! - low[t]!;
          out[0] = range > 0 ? (close[t]! - open[t]!) / range : 0;
        },
        save() {},
      }),
    },
    saved,
  );
