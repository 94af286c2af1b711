import { addDays } from '#shared';
import type { PriceEvent } from '../../provider-port.ts';
import type { RepairInput, RepairRow } from '../types.ts';

/** Uniform numbers from a seed (mulberry32). */
export function uniformFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Options = {
  readonly seed: number;
  readonly n: number;
  /** Standard deviation of a day's return */
  readonly volatility?: number;
  /** Every so many rows, this share of the price is paid */
  readonly dividend?: { readonly every: number; readonly share: number };
  /** What is on record of each payment, as a share of it: 0.01 for pence stated as pounds */
  readonly stated?: number;
};

/** Weekdays from 2018-01-01 on. */
function weekdays(n: number): string[] {
  return Array.from({ length: n }, (_, i) => addDays('2018-01-01', Math.floor(i / 5) * 7 + (i % 5)));
}

/** A sound history with dividends: the price falls by each on its day, and the adjusted closes take account of all. */
export function madeHistory({ seed, n, volatility = 0.015, dividend, stated = 1 }: Options): RepairInput {
  const uniform = uniformFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const events: PriceEvent[] = [];
  const rows: RepairRow[] = [];
  const factors: number[] = [];
  let close = 50;
  weekdays(n).forEach((session, i) => {
    const paid = dividend !== undefined && i > 0 && i % dividend.every === 0 ? dividend.share * close : 0;
    if (paid > 0) events.push({ session, kind: 'dividend', value: paid * stated });
    factors.push(1 - (paid * stated) / close);
    const open = (close - paid) * Math.exp(0.4 * volatility * normal());
    close = open * Math.exp(0.9 * volatility * normal());
    const high = Math.max(open, close) * Math.exp(0.4 * volatility * Math.abs(normal()));
    const low = Math.min(open, close) * Math.exp(-0.4 * volatility * Math.abs(normal()));
    rows.push({ session, open, high, low, close, volume: Math.round(1e6 * Math.exp(0.4 * normal())) });
  });
  let factor = 1;
  const adjusted = rows.toReversed().map((row, i) => {
    const value = (row.close ?? 0) * factor;
    factor *= factors[rows.length - 1 - i] ?? 1;
    return { ...row, adjusted: value };
  });
  return { rows: adjusted.reverse(), events, basis: 'split' };
}

/** The rows from one place to another (exclusive) with prices times a factor, and volumes times another. */
export function scaled(input: RepairInput, from: number, to: number, price: number, volume = 1): RepairInput {
  const times = (value: number | null | undefined, factor: number) => (value == null ? null : value * factor);
  const rows = input.rows.map((row, i) => {
    if (i < from || i >= to) return row;
    const prices = { open: times(row.open, price), high: times(row.high, price), low: times(row.low, price) };
    const adjusted = row.adjusted === undefined ? {} : { adjusted: times(row.adjusted, price) };
    return { ...row, ...prices, close: times(row.close, price), volume: times(row.volume, volume), ...adjusted };
  });
  return { ...input, rows };
}

/** One row with other values. */
export const withRow = (input: RepairInput, at: number, values: Partial<RepairRow>): RepairInput => ({
  ...input,
  rows: input.rows.map((row, i) => (i === at ? { ...row, ...values } : row)),
});
