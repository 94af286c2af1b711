import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { runningSum } from '../running-sum.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { closeLocation } from '../shape.ts';

/**
 * Chaikin oscillator: fast EMA minus slow EMA of the accumulation/distribution line. As in TA-Lib both EMAs start from the first
 * value of the line, not from a mean. First value at bar `slow` − 1.
 * @param saved a state of the same indicator, to go on from
 * @example chaikinOscillator(1, 2).batch({ high: [3, 3], low: [1, 1], close: [3, 1], volume: [5, 3] }) // [NaN, -1]
 * @throws RangeError for a period below 1, a fast period that is not below the slow one, or a saved state that does not fit
 * @see Achelis (2000), Technical Analysis from A to Z, Chaikin Oscillator; TA-Lib, TA_ADOSC
 */
export function chaikinOscillator(
  fast = 3,
  slow = 10,
  saved?: IndicatorState,
): Indicator<'high' | 'low' | 'close' | 'volume', number> {
  integer('slow', slow, 2);
  integer('fast', fast, 1, slow - 1);
  return scalarIndicator(
    {
      name: `chaikinOscillator(${fast},${slow})`,
      warmUp: slow - 1,
      fields: ['high', 'low', 'close', 'volume'],
      domain: 'finite',
      start: from => chaikinRecursion(fast, slow, from),
    },
    saved,
  );
}

function chaikinRecursion(fast: number, slow: number, from: Saved | undefined) {
  let seen = from ? from.count(slow) : 0;
  const line = runningSum(from);
  const levels = new Float64Array(2);
  if (from) {
    levels[0] = from.number();
    levels[1] = from.number();
  }
  const quick = 2 / (fast + 1);
  const steady = 2 / (slow + 1);
  return {
    step({ high, low, close, volume }: Columns, t: number, out: Float64Array) {
      const x = line.push(closeLocation(high[t]!, low[t]!, close[t]!) * volume[t]!);
      levels[0] = seen === 0 ? x : levels[0]! + quick * (x - levels[0]!);
      levels[1] = seen === 0 ? x : levels[1]! + steady * (x - levels[1]!);
      seen = Math.min(seen + 1, slow);
      out[0] = seen < slow ? Number.NaN : levels[0]! - levels[1]!;
    },
    save: saveAll({ save: into => into.push(seen) }, line, {
      save: into => into.push(levels[0]! + 0, levels[1]! + 0), // JSON has no -0
    }),
  };
}
