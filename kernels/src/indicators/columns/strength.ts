/**
 * `rsi` over a whole column, bit for bit. A long column is taken as two stretches side by side, as `smooth.ts` explains.
 */
import { wilderSmoothing } from '../smoothing.ts';
import { FORGOTTEN } from './smooth.ts';

/** The two levels that an index is made of. */
type Levels = { rise: number; fall: number };

/** @returns whether every number is known to be finite */
export function strengthColumn(x: Float64Array, period: number, out: Float64Array): boolean {
  const n = x.length;
  out.fill(Number.NaN, 0, Math.min(n, period));
  if (n <= period) return false;
  const seed = seedLevels(x, period);
  out[period] = indexOf(seed.rise, seed.fall);
  const start = period + 1;
  const weight = 1 / period;
  const stretch = (n - start) >> 1;
  const run = Math.ceil(FORGOTTEN / weight);
  if (stretch < 4 * run) {
    follow(x, start, n, weight, seed, out);
  } else {
    const middle = start + stretch;
    const guess = runUp(x, middle, run, weight);
    const reached = besides(x, start, stretch, weight, seed, guess, out);
    const met = Object.is(reached.rise, guess.rise) && Object.is(reached.fall, guess.fall);
    if (met) follow(x, start + 2 * stretch, n, weight, reached.second, out);
    else follow(x, middle, n, weight, reached, out);
  }
  return Number.isFinite(out[n - 1]);
}

function seedLevels(x: Float64Array, period: number): Levels {
  const rises = wilderSmoothing(period, undefined);
  const falls = wilderSmoothing(period, undefined);
  const levels = { rise: Number.NaN, fall: Number.NaN };
  for (let t = 1; t <= period; t++) {
    const half = 0.5 * (x[t]! - x[t - 1]!);
    levels.rise = rises.push(Math.abs(half) + half);
    levels.fall = falls.push(Math.abs(half) - half);
  }
  return levels;
}

const indexOf = (rise: number, fall: number): number => {
  const both = rise + fall;
  return both === 0 ? 50 : 100 * (rise / both);
};

function follow(x: Float64Array, start: number, end: number, weight: number, from: Levels, out: Float64Array): void {
  let { rise, fall } = from;
  for (let t = start; t < end; t++) {
    const half = 0.5 * (x[t]! - x[t - 1]!);
    const size = Math.abs(half);
    rise += weight * (size + half - rise);
    fall += weight * (size - half - fall);
    out[t] = indexOf(rise, fall);
  }
}

function runUp(x: Float64Array, end: number, run: number, weight: number): Levels {
  let rise = 0;
  let fall = 0;
  for (let t = end - run; t < end; t++) {
    const half = 0.5 * (x[t]! - x[t - 1]!);
    const size = Math.abs(half);
    rise += weight * (size + half - rise);
    fall += weight * (size - half - fall);
  }
  return { rise, fall };
}

/** @returns the levels at the end of the first stretch, and with them those at the end of the second */
function besides(
  x: Float64Array,
  start: number,
  stretch: number,
  weight: number,
  first: Levels,
  second: Levels,
  out: Float64Array,
): Levels & { second: Levels } {
  let { rise, fall } = first;
  let { rise: rise2, fall: fall2 } = second;
  for (let t = start; t < start + stretch; t++) {
    const half = 0.5 * (x[t]! - x[t - 1]!);
    const size = Math.abs(half);
    rise += weight * (size + half - rise);
    fall += weight * (size - half - fall);
    out[t] = indexOf(rise, fall);
    const u = t + stretch;
    const half2 = 0.5 * (x[u]! - x[u - 1]!);
    const size2 = Math.abs(half2);
    rise2 += weight * (size2 + half2 - rise2);
    fall2 += weight * (size2 - half2 - fall2);
    out[u] = indexOf(rise2, fall2);
  }
  return { rise, fall, second: { rise: rise2, fall: fall2 } };
}
