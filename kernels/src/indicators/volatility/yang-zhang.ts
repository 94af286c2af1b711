import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingTotal } from '../rolling-total.ts';
import { rollingWindow } from '../rolling-window.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { logRatio, rogersSatchellTerm } from '../shape.ts';

/**
 * Yang and Zhang's volatility over the newest `period` bars: √(V(overnight) + k · V(open to close) + (1 − k) · Rogers-Satchell),
 * with V the sample variance (divisor `period` − 1) of log returns and k = 0.34 / (1.34 + (`period` + 1) / (`period` − 1)); per
 * session, not annualised. First value at bar `period`. Neither a drift nor a gap biases it.
 * @param saved a state of the same indicator, to go on from
 * @example yangZhang(2).batch({ open: [1, 1, 1], high: [1, 1, 1], low: [1, 1, 1], close: [1, 1, 1] }) // [NaN, NaN, 0]
 * @throws RangeError for a period below 2, or a saved state that does not fit
 * @see Yang & Zhang (2000), Drift-independent volatility estimation, Journal of Business 73:3
 */
export function yangZhang(period = 20, saved?: IndicatorState): Indicator<'open' | 'high' | 'low' | 'close', number> {
  integer('period', period, 2);
  return scalarIndicator(
    {
      name: `yangZhang(${period})`,
      warmUp: period,
      fields: ['open', 'high', 'low', 'close'],
      domain: 'above 0',
      start: from => yangZhangRecursion(period, from),
    },
    saved,
  );
}

function yangZhangRecursion(period: number, from: Saved | undefined) {
  const previous = lag(1, from);
  const nights = rollingWindow(period, from);
  const days = rollingWindow(period, from);
  const ranges = rollingTotal(period, from);
  const share = 0.34 / (1.34 + (period + 1) / (period - 1));
  return {
    step({ open, high, low, close }: Columns, t: number, out: Float64Array) {
      const before = previous.push(close[t]!);
      out[0] = Number.NaN;
      if (Number.isNaN(before)) return;
      nights.push(logRatio(open[t]!, before));
      days.push(logRatio(close[t]!, open[t]!));
      ranges.push(rogersSatchellTerm(open[t]!, high[t]!, low[t]!, close[t]!));
      if (!ranges.full()) return;
      const night = nights.squares() / (period - 1);
      const day = days.squares() / (period - 1);
      out[0] = Math.sqrt(Math.max(0, night + share * day + (1 - share) * (ranges.total() / period)));
    },
    save: saveAll(previous, nights, days, ranges),
  };
}
