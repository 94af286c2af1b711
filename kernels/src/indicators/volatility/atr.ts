import { integer } from '../../math/check.ts';
import type { Columns, Domain } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../rolling-window.ts';
import type { IndicatorState, Saved } from '../saved.ts';
import { wilderSmoothing } from '../smoothing.ts';

/**
 * Average true range, in the unit of the prices: the true range max(high, previous close) − min(low, previous close) in
 * Wilder's smoothing, seeded with the mean of the first `period` true ranges. As in TA-Lib the first bar, which has no
 * previous close, gives no true range: first value at bar `period`.
 * @param saved a state of the same indicator, to go on from
 * @example atr(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, 3]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section III
 */
export const atr = (period: number, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  averageTrueRange('atr', period, 'finite', () => 1, saved);

/**
 * Average true range as a share of the close, which a split leaves alone.
 * @param saved a state of the same indicator, to go on from
 * @example atrRatio(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, 0.75]
 * @throws RangeError as `atr`
 */
export const atrRatio = (period: number, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  averageTrueRange('atrRatio', period, 'above 0', close => close, saved);

function averageTrueRange(
  name: string,
  period: number,
  domain: Domain,
  unit: (close: number) => number,
  saved: IndicatorState | undefined,
): Indicator<'high' | 'low' | 'close', number> {
  integer('period', period, 1);
  const start = (from: Saved | undefined) => {
    const previous = lag(1, from);
    const mean = wilderSmoothing(period, from);
    return {
      step({ high, low, close }: Columns, t: number, out: Float64Array) {
        const before = previous.push(close[t]!);
        out[0] = Number.NaN;
        if (Number.isNaN(before)) return;
        const range = Math.max(high[t]!, before) - Math.min(low[t]!, before);
        out[0] = mean.push(range) / unit(close[t]!);
      },
      save(into: number[]) {
        previous.save(into);
        mean.save(into);
      },
    };
  };
  const fields = ['high', 'low', 'close'] as const;
  return scalarIndicator({ name: `${name}(${period})`, warmUp: period, fields, domain, start }, saved);
}
