import type { Bins } from './bins.ts';
import { type BoundedLeaf, boundedScan } from './monotone.ts';

/**
 * Adds rows to a histogram: per bin the sum of gradients at 2b and the number of rows at 2b + 1. Row by row, because a row's
 * bins lie side by side whatever rows a leaf holds.
 */
export function addRows(
  histogram: Float64Array,
  bins: Uint16Array | Uint32Array,
  columns: number,
  rows: Int32Array,
  from: number,
  to: number,
  gradient: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    addRow(histogram, bins, row * columns, row * columns + columns, gradient[row]!);
  }
}

function addRow(
  histogram: Float64Array,
  bins: Uint16Array | Uint32Array,
  from: number,
  to: number,
  gradient: number,
): void {
  for (let at = from; at < to; at++) {
    const bin = bins[at]! << 1;
    histogram[bin]! += gradient;
    histogram[bin + 1]! += 1;
  }
}

/** Leaves in `larger` what the parent had and the smaller child has not. */
export function subtract(larger: Float64Array, smaller: Float64Array): void {
  for (let b = 0; b < larger.length; b++) larger[b]! -= smaller[b]!;
}

export type Split = {
  readonly gain: number;
  readonly column: number;
  /** Bins of the column up to this one, counted from its first, go left */
  readonly bin: number;
  readonly missingLeft: boolean;
};

export type SplitRules = {
  readonly l2: number;
  readonly minGain: number;
  readonly minLeafRows: number;
  /** Per column, 1 where predictions must not fall with it, -1 where they must not rise, 0 where they may do either */
  readonly monotone: Int8Array | undefined;
};

/**
 * The split of a leaf that lowers the squared error of the gradients most:
 * GL^2 / (nL + l2) + GR^2 / (nR + l2) - G^2 / (n + l2), missing values tried on either side.
 * @param sum of the leaf's gradients
 * @see Chen & Guestrin (2016), XGBoost, equation 7, with a second derivative of 1
 */
export function bestSplit(
  histogram: Float64Array,
  { first, cuts, missing }: Bins,
  allowed: readonly number[],
  leaf: BoundedLeaf,
  rules: SplitRules,
): Split | undefined {
  let best: Split | undefined;
  const whole = (leaf.sum * leaf.sum) / (leaf.count + rules.l2);
  // Rounding alone makes gains of this size.
  let threshold = rules.minGain + 1e-12 * whole;
  for (const column of allowed) {
    const from = first[column]!;
    const length = cuts[column]!.length;
    const away = 2 * (from + length + 1);
    const absent = missing[column] ? { sum: histogram[away]!, count: histogram[away + 1]! } : NONE;
    for (const missingLeft of absent.count > 0 ? BOTH : RIGHT) {
      const start = missingLeft ? absent : NONE;
      const found = rules.monotone
        ? boundedScan(histogram, from, length, start, leaf, rules, threshold, rules.monotone[column]!)
        : scan(histogram, from, length, start, leaf, whole, rules, threshold);
      if (found.bin < 0) continue;
      threshold = found.gain;
      // Where nothing is missing, what is missing later goes with the larger part.
      const larger = absent.count > 0 ? missingLeft : found.left * 2 >= leaf.count;
      best = { gain: found.gain, column, bin: found.bin, missingLeft: larger };
    }
  }
  return best;
}

const NONE = { sum: 0, count: 0 };
const RIGHT = [false];
const BOTH = [false, true];

function scan(
  histogram: Float64Array,
  from: number,
  length: number,
  start: { readonly sum: number; readonly count: number },
  leaf: { readonly sum: number; readonly count: number },
  whole: number,
  { l2, minLeafRows }: SplitRules,
  threshold: number,
): { gain: number; bin: number; left: number } {
  let { sum, count } = start;
  const result = { gain: threshold, bin: -1, left: 0 };
  for (let b = 0; b < length; b++) {
    sum += histogram[2 * (from + b)]!;
    count += histogram[2 * (from + b) + 1]!;
    const rest = leaf.count - count;
    if (count < minLeafRows) continue;
    if (rest < minLeafRows) break;
    const other = leaf.sum - sum;
    const gain = (sum * sum) / (count + l2) + (other * other) / (rest + l2) - whole;
    if (gain > result.gain) {
      result.gain = gain;
      result.bin = b;
      result.left = count;
    }
  }
  return result;
}
