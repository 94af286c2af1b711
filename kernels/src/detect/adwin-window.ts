/**
 * ADWIN's window: an exponential histogram. Row i holds buckets of 2^i observations each, the oldest first, of which only
 * the total is kept; a row with more than `most` buckets merges its two oldest into the next row. The operations and their
 * order are those of river 0.26, so that its decisions come out the same; river keeps the variance of each bucket as well, for
 * a window that goes on after an alarm, and then throws that window away.
 * @see Bifet & Gavaldà (2007), Learning from time-changing data with adaptive windowing, SIAM SDM
 */
export type AdwinWindow = {
  width: number;
  total: number;
  /** Sum of squared deviations from the window's mean */
  squares: number;
  readonly rows: AdwinRow[];
};

/** Totals of buckets of one size, the oldest first. */
export type AdwinRow = { readonly totals: number[] };

export const emptyWindow = (): AdwinWindow => ({ width: 0, total: 0, squares: 0, rows: [{ totals: [] }] });

export function insert(window: AdwinWindow, x: number, most: number): void {
  window.rows[0]!.totals.push(x);
  if (window.width > 0) {
    const distance = x - window.total / window.width;
    window.squares += (window.width * distance * distance) / (window.width + 1);
  }
  window.width += 1;
  window.total += x;
  for (let i = 0; i < window.rows.length && window.rows[i]!.totals.length > most; i++) mergeOldest(window.rows, i);
}

export type CutTest = { readonly delta: number; readonly shortest: number };

/**
 * Compares the means on both sides of every boundary between buckets, from the oldest on, and stops at the first at which
 * their difference exceeds its bound.
 * @returns the largest |difference| / bound that was met; NaN where no cut leaves `shortest` observations on both sides
 */
export function largestCut(window: AdwinWindow, test: CutTest): number {
  const { rows, width, total } = window;
  const spread = Math.max(0, window.squares) / width;
  const confidence = Math.log((2 * Math.log(width)) / test.delta);
  let [oldCount, oldTotal, newCount, newTotal] = [0, 0, width, total];
  let largest = Number.NaN;
  for (let i = rows.length - 1; i >= 0; i--) {
    for (const bucket of rows[i]!.totals) {
      oldCount += 2 ** i;
      newCount -= 2 ** i;
      oldTotal += bucket;
      newTotal -= bucket;
      if (newCount < test.shortest || oldCount < test.shortest) continue;
      const inverse = 1 / (oldCount - test.shortest + 1) + 1 / (newCount - test.shortest + 1);
      const bound = Math.sqrt(2 * inverse * spread * confidence) + (2 / 3) * confidence * inverse;
      const difference = Math.abs(oldTotal / oldCount - newTotal / newCount);
      if (!(difference / bound <= largest)) largest = difference / bound;
      if (difference > bound) return largest;
    }
  }
  return largest;
}

function mergeOldest(rows: AdwinRow[], i: number): void {
  if (i + 1 === rows.length) rows.push({ totals: [] });
  const { totals } = rows[i]!;
  rows[i + 1]!.totals.push(totals.shift()! + totals.shift()!);
}
