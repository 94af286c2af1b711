import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';

/**
 * Kaufman's adaptive moving average: level += s² · (close − level), where s goes from 2 / (slow + 1) in a market without
 * direction to 2 / (fast + 1) in one that goes straight, by the efficiency |close − close `period` bars ago| over the sum
 * of the moves in between. The level starts from the close at bar `period` − 1; first value at bar `period`. Without a move
 * in the window the efficiency is 1, as in TA-Lib.
 * @param saved a state of the same indicator, to go on from
 * @example kama(1, 1, 2).batch({ close: [1, 2, 6] }) // [NaN, 2, 6]
 * @throws RangeError for a period below 1, a fast period that is not below the slow one, or a saved state that does not fit
 * @see Kaufman (1998), Trading Systems and Methods, chapter 17; TA-Lib, TA_KAMA
 */
export function kama(period = 10, fast = 2, slow = 30, saved?: IndicatorState): Indicator<'close', number> {
  integer('period', period, 1);
  integer('slow', slow, 2);
  integer('fast', fast, 1, slow - 1);
  return scalarIndicator(
    {
      name: `kama(${period},${fast},${slow})`,
      warmUp: period,
      fields: ['close'],
      domain: 'finite',
      start: from => kamaRecursion(period, 2 / (fast + 1), 2 / (slow + 1), from),
    },
    saved,
  );
}

function kamaRecursion(period: number, quick: number, steady: number, from: Saved | undefined) {
  const previous = lag(1, from);
  const earlier = lag(period, from);
  const moves = rollingTotal(period, from);
  const memory = Float64Array.of(from ? from.number() : 0);
  return {
    step({ close }: { readonly close: Float64Array }, t: number, out: Float64Array) {
      const x = close[t]!;
      const before = previous.push(x);
      const start = earlier.push(x);
      out[0] = Number.NaN;
      if (!Number.isNaN(before)) moves.push(Math.abs(x - before));
      if (Number.isNaN(start)) {
        memory[0] = x;
        return;
      }
      const path = moves.total();
      const efficiency = path > 0 ? Math.min(1, Math.abs(x - start) / path) : 1;
      const speed = efficiency * (quick - steady) + steady;
      memory[0]! += speed * speed * (x - memory[0]!);
      out[0] = memory[0]!;
    },
    save: saveAll(previous, earlier, moves, { save: into => into.push(memory[0]! + 0) }), // JSON has no -0
  };
}
