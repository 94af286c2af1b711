import { integer } from '../../math/check.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { positionInRange } from '../position-in-range.ts';
import { rollingMean } from '../rolling-window.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { relativeStrength, strengthIndex } from '../strength-index.ts';
import type { Stochastic } from './stochastic.ts';

/**
 * The fast stochastic of the relative strength index: k is where the index over `period` bars lies in its range over the
 * newest `range` bars, d its simple average over `signal` bars. k begins at bar `period` + `range` − 1 and d at bar `period` +
 * `range` + `signal` − 2 (TA-Lib holds k back until then). Where the index did not move k is 50 (TA-Lib gives 0).
 * @param saved a state of the same indicator, to go on from
 * @example stochasticRsi(2, 2, 1).batch({ close: [1, 2, 1, 4] }) // k [NaN, NaN, NaN, 100], d [NaN, NaN, NaN, 100]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Chande & Kroll (1994), The New Technical Trader, chapter 7; TA-Lib, TA_STOCHRSI
 */
export function stochasticRsi(
  period = 14,
  range = 5,
  signal = 3,
  saved?: IndicatorState,
): Indicator<'close', Stochastic> {
  integer('period', period, 1);
  integer('range', range, 1);
  integer('signal', signal, 1);
  return recordIndicator(
    {
      name: `stochasticRsi(${period},${range},${signal})`,
      warmUp: period + range + signal - 2,
      fields: ['close'],
      domain: 'finite',
      outputs: ['k', 'd'],
      start: from => stochasticRsiRecursion(period, range, signal, from),
    },
    saved,
  );
}

function stochasticRsiRecursion(period: number, range: number, signal: number, from: Saved | undefined) {
  const strength = strengthIndex(period, relativeStrength, 50, from);
  const position = positionInRange(range, from);
  const mean = rollingMean(signal, from);
  return {
    step({ close }: { readonly close: Float64Array }, t: number, out: Float64Array) {
      const index = strength.push(close[t]!);
      const k = Number.isNaN(index) ? Number.NaN : position.push(index, index, index);
      out[0] = k;
      out[1] = Number.isNaN(k) ? Number.NaN : mean.push(k);
    },
    save: saveAll(strength, position, mean),
  };
}
