import { lag } from './lag.ts';
import { type Part, type Saved, saveAll } from './saved.ts';
import { rangeFrom } from './shape.ts';

/** Wilder's directional movement of a stream of bars. */
export interface DirectionalMovement extends Part {
  /** Writes the indicators +DI and −DI, 0 to 100, and the index DX; NaN for the first `period` bars. */
  push(high: number, low: number, close: number, out: Float64Array): void;
}

/**
 * The sums follow S[t] = S[t−1] − S[t−1] / period + x[t] and are seeded, as in TA-Lib, with the sum of the first `period` − 1
 * numbers. Of the two moves only the larger one counts, and neither where they are equal. Where no price moved all are 0.
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section IV
 */
export function directionalMovement(period: number, saved: Saved | undefined): DirectionalMovement {
  const highs = lag(1, saved);
  const lows = lag(1, saved);
  const closes = lag(1, saved);
  const keep = 1 - 1 / period;
  let seen = saved ? saved.count(period) : 0;
  const sums = new Float64Array(3); // up, down, true range
  if (saved) for (let i = 0; i < 3; i++) sums[i] = saved.number();
  return {
    push(high, low, close, out) {
      const up = high - highs.push(high);
      const down = lows.push(low) - low;
      const before = closes.push(close);
      if (Number.isNaN(before)) {
        out.fill(Number.NaN);
        return;
      }
      seen = Math.min(seen + 1, period);
      const share = seen < period ? 1 : keep;
      sums[0] = sums[0]! * share + (up > down && up > 0 ? up : 0);
      sums[1] = sums[1]! * share + (down > up && down > 0 ? down : 0);
      sums[2] = sums[2]! * share + rangeFrom(before, high, low);
      if (seen < period) out.fill(Number.NaN);
      else index(sums, out);
    },
    save: saveAll(highs, lows, closes, { save: into => into.push(seen, sums[0]! + 0, sums[1]! + 0, sums[2]! + 0) }),
  };
}

function index(sums: Float64Array, out: Float64Array): void {
  const range = sums[2]!;
  const plus = range > 0 ? 100 * (sums[0]! / range) : 0;
  const minus = range > 0 ? 100 * (sums[1]! / range) : 0;
  out[0] = plus;
  out[1] = minus;
  out[2] = plus + minus > 0 ? 100 * (Math.abs(plus - minus) / (plus + minus)) : 0;
}
