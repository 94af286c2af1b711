/**
 * ADWIN's window: an exponential histogram. Row i holds buckets of 2^i observations each, the oldest first, of which only
 * total and sum of squared deviations are kept; a row with more than `most` buckets merges its two oldest into the next row.
 * The operations and their order are those of river 0.26, so that its decisions come out the same.
 * @see Bifet & Gavaldà (2007), Learning from time-changing data with adaptive windowing; Babcock et al. (2003) for the variance
 */
export type AdwinWindow = {
  width: number;
  total: number;
  /** Sum of squared deviations from the window's mean */
  squares: number;
  readonly rows: AdwinRow[];
};

/** Totals and sums of squared deviations of buckets of one size, the oldest first. */
export type AdwinRow = { readonly totals: number[]; readonly squares: number[] };

export const emptyWindow = (): AdwinWindow => ({ width: 0, total: 0, squares: 0, rows: [emptyRow()] });

const emptyRow = (): AdwinRow => ({ totals: [], squares: [] });

export function insert(window: AdwinWindow, x: number, most: number): void {
  put(window.rows[0]!, x, 0);
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

/** The parallel variance formula for two buckets of one size. */
function mergeOldest(rows: AdwinRow[], i: number): void {
  if (i + 1 === rows.length) rows.push(emptyRow());
  const { totals, squares } = rows[i]!;
  const size = 2 ** i;
  const [one, other] = [totals.shift()!, totals.shift()!];
  const distance = one / size - other / size;
  put(rows[i + 1]!, one + other, squares.shift()! + squares.shift()! + size * 0.5 * distance * distance);
}

function put(row: AdwinRow, total: number, squares: number): void {
  row.totals.push(total);
  row.squares.push(squares);
}
