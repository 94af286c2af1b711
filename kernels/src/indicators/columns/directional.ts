import type { Columns } from '../bar.ts';
import { between } from './range.ts';
import { smoothColumn } from './smooth.ts';

/** `adx` over whole columns, bit for bit: plus, minus, dx and adx. */
export function directionalColumns(bars: Columns, period: number, results: readonly Float64Array[]): boolean {
  const [plus, minus, index, mean] = results as readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  for (const column of [plus, minus, index]) column.fill(Number.NaN, 0, Math.min(column.length, period));
  movementOn(bars.high, bars.low, bars.close, period, plus, minus, index);
  smoothColumn(index, period, period, 1 / period, mean);
  return false;
}

function movementOn(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
  plus: Float64Array,
  minus: Float64Array,
  index: Float64Array,
): void {
  const keep = 1 - 1 / period;
  let ups = 0;
  let downs = 0;
  let ranges = 0;
  for (let t = 1; t < close.length; t++) {
    const up = high[t]! - high[t - 1]!;
    const down = low[t - 1]! - low[t]!;
    const share = t < period ? 1 : keep;
    // A truth as a number instead of a choice: which way the next bar goes cannot be foretold, by a processor either.
    ups = ups * share + up * (Number(up > down) * Number(up > 0));
    downs = downs * share + down * (Number(down > up) * Number(down > 0));
    ranges = ranges * share + between(close[t - 1]!, high[t]!, low[t]!);
    if (t < period) continue;
    const rising = ranges > 0 ? 100 * (ups / ranges) : 0;
    const falling = ranges > 0 ? 100 * (downs / ranges) : 0;
    const both = rising + falling;
    plus[t] = rising;
    minus[t] = falling;
    index[t] = both > 0 ? 100 * (Math.abs(rising - falling) / both) : 0;
  }
}
