import fc from 'fast-check';
import { addDays } from '#shared';
import type { BarColumns } from '../../ingest/index.ts';

/** Columns from closes: an intraday range of one to two percent, volumes that vary, one session a day. */
export function columnsOf(symbol: string, close: readonly number[], volume?: readonly number[]): BarColumns {
  return {
    symbol,
    sessions: close.map((_, t) => addDays('2020-01-01', t)),
    open: Float64Array.from(close, (price, t) => close[t - 1] ?? price),
    high: Float64Array.from(close, (price, t) => Math.max(price, close[t - 1] ?? price) * (1.005 + (t % 3) / 200)),
    low: Float64Array.from(close, (price, t) => Math.min(price, close[t - 1] ?? price) * (0.995 - (t % 2) / 200)),
    close: Float64Array.from(close),
    volume: Float64Array.from(close, (_, t) => volume?.[t] ?? 1_000 + ((t * 7_919) % 997)),
    revision: 1,
  };
}

/** A path of closes that moves a few percent a day; the same for the same seed. */
export function walk(length: number, seed = 1): number[] {
  let state = seed;
  let price = 100;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    price *= 0.97 + (0.0605 * state) / 2 ** 32;
    return price;
  });
}

export const anyCloses: fc.Arbitrary<number[]> = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});
