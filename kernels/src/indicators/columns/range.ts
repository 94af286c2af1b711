/**
 * `atr` over a whole column, bit for bit. Long columns are taken as four stretches side by side, as `smooth.ts` explains.
 */
import type { Columns } from '../bar.ts';
import { rangeFrom } from '../shape.ts';
import { wilderSmoothing } from '../smoothing.ts';
import { FORGOTTEN } from './smooth.ts';

/** @returns whether every number is known to be finite */
export function rangeColumn({ high, low, close }: Columns, period: number, out: Float64Array): boolean {
  const n = close.length;
  out.fill(Number.NaN, 0, Math.min(n, period));
  if (n <= period) return false;
  const mean = wilderSmoothing(period, undefined);
  for (let t = 1; t <= period; t++) out[period] = mean.push(rangeFrom(close[t - 1]!, high[t]!, low[t]!));
  const start = period + 1;
  const weight = 1 / period;
  const stretch = (n - start) >> 2;
  const run = Math.ceil(FORGOTTEN / weight);
  if (stretch < 4 * run) {
    follow(high, low, close, start, n, weight, out);
    return false;
  }
  const begins = new Float64Array(4);
  begins[0] = out[period]!;
  for (let k = 1; k < 4; k++) begins[k] = runUp(high, low, close, start + k * stretch, run, weight);
  const sum = besides(high, low, close, start, stretch, weight, begins, out);
  for (let k = 1; k < 4; k++) {
    const t = start + k * stretch;
    if (!Object.is(out[t - 1], begins[k])) mend(high, low, close, t, weight, out);
  }
  follow(high, low, close, start + 4 * stretch, n, weight, out);
  // The bars that `besides` did not take are few.
  return (
    Number.isFinite(sum) && finite([high, low, close], 0, start) && finite([high, low, close], start + 4 * stretch, n)
  );
}

const finite = (columns: readonly Float64Array[], start: number, end: number): boolean =>
  columns.every(column => column.subarray(start, end).every(Number.isFinite));

function follow(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  weight: number,
  out: Float64Array,
): void {
  let level = out[start - 1]!;
  for (let t = start; t < end; t++) {
    level += weight * (between(close[t - 1]!, high[t]!, low[t]!) - level);
    out[t] = level;
  }
}

function runUp(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  end: number,
  run: number,
  weight: number,
): number {
  let level = high[end - run]! - low[end - run]!;
  for (let t = end - run; t < end; t++) level += weight * (between(close[t - 1]!, high[t]!, low[t]!) - level);
  return level;
}

/** @returns a sum that is not finite where a number is not */
function besides(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  stretch: number,
  weight: number,
  begins: Float64Array,
  out: Float64Array,
): number {
  let a = begins[0]!;
  let b = begins[1]!;
  let c = begins[2]!;
  let d = begins[3]!;
  let beforeA = close[start - 1]!;
  let beforeB = close[start + stretch - 1]!;
  let beforeC = close[start + 2 * stretch - 1]!;
  let beforeD = close[start + 3 * stretch - 1]!;
  let sum = 0;
  let other = 0;
  for (let t = start; t < start + stretch; t++) {
    const second = t + stretch;
    const third = second + stretch;
    const fourth = third + stretch;
    a += weight * (between(beforeA, high[t]!, low[t]!) - a);
    b += weight * (between(beforeB, high[second]!, low[second]!) - b);
    c += weight * (between(beforeC, high[third]!, low[third]!) - c);
    d += weight * (between(beforeD, high[fourth]!, low[fourth]!) - d);
    beforeA = close[t]!;
    beforeB = close[second]!;
    beforeC = close[third]!;
    beforeD = close[fourth]!;
    sum += (high[t]! + low[t]! + beforeA) * 0 + (high[second]! + low[second]! + beforeB) * 0;
    other += (high[third]! + low[third]! + beforeC) * 0 + (high[fourth]! + low[fourth]! + beforeD) * 0;
    out[t] = a;
    out[second] = b;
    out[third] = c;
    out[fourth] = d;
  }
  return sum + other;
}

/**
 * `rangeFrom` of finite prices without a choice: whether a gap opened cannot be foretold, by a processor either. A number times
 * 1 plus another times 0 is that number.
 */
export function between(before: number, high: number, low: number): number {
  const above = Number(before > high);
  const below = Number(before < low);
  return above * before + (1 - above) * high - (below * before + (1 - below) * low);
}

/** Runs on from the level before `t` until it meets the levels that are there: from then on they are the same. */
function mend(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  t: number,
  weight: number,
  out: Float64Array,
): void {
  let level = out[t - 1]!;
  for (let i = t; i < close.length; i++) {
    level += weight * (between(close[i - 1]!, high[i]!, low[i]!) - level);
    if (Object.is(level, out[i])) return;
    out[i] = level;
  }
}
