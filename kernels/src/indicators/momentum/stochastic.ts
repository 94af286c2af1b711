import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { stochasticColumns } from '../columns/stochastic.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { positionInRange } from '../position-in-range.ts';
import { rollingMean } from '../rolling-window.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';

export type Stochastic = {
  /** Where the close lies in the range of the newest bars, 0 at its lowest low, 100 at its highest high; smoothed if slow */
  readonly k: number;
  /** Simple average of k */
  readonly d: number;
};

type Field = 'high' | 'low' | 'close';

/**
 * Slow stochastic: k is the simple average over `smooth` bars of the close's position in the range of the newest `period`
 * bars, d that of k over `signal` bars. k begins at bar `period` + `smooth` − 2 and d at bar `period` + `smooth` + `signal` − 3
 * (TA-Lib holds k back until then). Where the range is a single price the position is 50 (TA-Lib gives 0, as at the low).
 * @param saved a state of the same indicator, to go on from
 * @example stochastic(2, 1, 1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // k [NaN, 75], d [NaN, 75]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Lane (1984), Lane's stochastics, Stocks & Commodities 2:3; TA-Lib, TA_STOCH
 */
export function stochastic(period = 14, smooth = 3, signal = 3, saved?: IndicatorState): Indicator<Field, Stochastic> {
  integer('smooth', smooth, 1);
  return oscillator(`stochastic(${period},${smooth},${signal})`, period, smooth, signal, saved);
}

/**
 * Fast stochastic: k is the close's position in the range of the newest `period` bars, d its simple average over `signal`
 * bars. k begins at bar `period` − 1 and d at bar `period` + `signal` − 2 (TA-Lib holds k back until then).
 * @param saved a state of the same indicator, to go on from
 * @example fastStochastic(2, 1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // k [NaN, 75], d [NaN, 75]
 * @throws RangeError as `stochastic`
 * @see TA-Lib, TA_STOCHF
 */
export const fastStochastic = (period = 14, signal = 3, saved?: IndicatorState): Indicator<Field, Stochastic> =>
  oscillator(`fastStochastic(${period},${signal})`, period, 1, signal, saved);

function oscillator(
  name: string,
  period: number,
  smooth: number,
  signal: number,
  saved: IndicatorState | undefined,
): Indicator<Field, Stochastic> {
  integer('period', period, 1);
  integer('signal', signal, 1);
  return recordIndicator(
    {
      name,
      warmUp: period + smooth + signal - 3,
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      outputs: ['k', 'd'],
      start: from => oscillatorRecursion(period, smooth, signal, from),
      columns: (bars, results) => stochasticColumns(bars, period, smooth, signal, results),
    },
    saved,
  );
}

function oscillatorRecursion(period: number, smooth: number, signal: number, from: Saved | undefined) {
  const position = positionInRange(period, from);
  const slow = rollingMean(smooth, from);
  const mean = rollingMean(signal, from);
  return {
    step({ high, low, close }: Columns, t: number, out: Float64Array) {
      const fast = position.push(high[t]!, low[t]!, close[t]!);
      const k = Number.isNaN(fast) ? Number.NaN : slow.push(fast);
      out[0] = k;
      out[1] = Number.isNaN(k) ? Number.NaN : mean.push(k);
    },
    save: saveAll(position, slow, mean),
  };
}
