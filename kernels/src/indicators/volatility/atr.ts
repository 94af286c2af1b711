import { integer } from '../../math/check.ts';
import type { Columns, Domain } from '../bar.ts';
import { rangeColumn } from '../columns/range.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { rangeFrom } from '../shape.ts';
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
export const atr = (period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  averageTrueRange('atr', period, 'finite', () => 1, saved);

/**
 * Average true range as a share of the close, which a split leaves alone.
 * @param saved a state of the same indicator, to go on from
 * @example atrRatio(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, 0.75]
 * @throws RangeError as `atr`
 */
export const atrRatio = (period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  averageTrueRange('atrRatio', period, 'above 0', close => close, saved);

/**
 * Normalised average true range: the average true range in percent of the close.
 * @param saved a state of the same indicator, to go on from
 * @example natr(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // [NaN, 75]
 * @throws RangeError as `atr`
 * @see TA-Lib, TA_NATR
 */
export const natr = (period = 14, saved?: IndicatorState): Indicator<'high' | 'low' | 'close', number> =>
  averageTrueRange('natr', period, 'above 0', close => close / 100, saved);

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
        out[0] = mean.push(rangeFrom(before, high[t]!, low[t]!)) / unit(close[t]!);
      },
      save: saveAll(previous, mean),
    };
  };
  const fields = ['high', 'low', 'close'] as const;
  const columns = (bars: Columns, [out]: readonly Float64Array[]): boolean => {
    const finite = rangeColumn(bars, period, out!);
    if (name === 'atr') return finite;
    for (let t = 0; t < out!.length; t++) out![t] = out![t]! / unit(bars.close[t]!);
    return false;
  };
  return scalarIndicator({ name: `${name}(${period})`, warmUp: period, fields, domain, start, columns }, saved);
}
