import type { Bar } from './store-port.ts';

/**
 * Float32 prices un-adjusted by another set of splits differ by a few 1e-7 of themselves, which is no correction; volumes
 * un-adjusted by a reverse split lose their last digits.
 */
const SAME_PRICE = 1e-6;
const SAME_VOLUME = 1e-4;

const near = (a: number, b: number, relative: number): boolean =>
  Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));

export const samePrice = (a: number, b: number): boolean => near(a, b, SAME_PRICE);

/** True when an answer repeats a bar that is on record; false for a correction. */
export const sameBar = (a: Bar, b: Bar): boolean =>
  samePrice(a.open, b.open) &&
  samePrice(a.high, b.high) &&
  samePrice(a.low, b.low) &&
  samePrice(a.close, b.close) &&
  (Math.abs(a.volume - b.volume) <= 1 || near(a.volume, b.volume, SAME_VOLUME));
