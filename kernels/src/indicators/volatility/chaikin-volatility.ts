import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { emaSmoothing } from '../smoothing.ts';

/**
 * Chaikin's volatility: the change in percent, over `change` bars, of the EMA over `period` bars of high − low. First value at
 * bar `period` + `change` − 1. Where there was no range to compare with it is 0.
 * @param saved a state of the same indicator, to go on from
 * @example chaikinVolatility(1, 1).batch({ high: [3, 5], low: [1, 4] }) // [NaN, -50]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Achelis (2000), Technical Analysis from A to Z, Volatility, Chaikin's
 */
export function chaikinVolatility(period = 10, change = 10, saved?: IndicatorState): Indicator<'high' | 'low', number> {
  integer('period', period, 1);
  integer('change', change, 1);
  return scalarIndicator(
    {
      name: `chaikinVolatility(${period},${change})`,
      warmUp: period + change - 1,
      fields: ['high', 'low'],
      domain: 'finite',
      start: from => chaikinRecursion(period, change, from),
    },
    saved,
  );
}

function chaikinRecursion(period: number, change: number, from: Saved | undefined) {
  const mean = emaSmoothing(period, from);
  const earlier = lag(change, from);
  return {
    step({ high, low }: Columns, t: number, out: Float64Array) {
      const range = mean.push(high[t]! - low[t]!);
      out[0] = Number.NaN;
      if (Number.isNaN(range)) return;
      const before = earlier.push(range);
      if (Number.isNaN(before)) return;
      out[0] = before > 0 ? 100 * ((range - before) / before) : 0;
    },
    save: saveAll(mean, earlier),
  };
}
