/** A leaf's part of a histogram, and between which values splits above it leave its own. */
export type BoundedLeaf = {
  readonly sum: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
};

/** The value of a leaf that lowers the squared error most, where it may lie. */
export const boundedValue = (sum: number, count: number, l2: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, sum / (count + l2)));

/** How much a leaf's value lowers the squared error; sum^2 / (count + l2) where nothing bounds it. */
const gainOf = (sum: number, count: number, l2: number, value: number): number =>
  value * (2 * sum - (count + l2) * value);

/**
 * The best split of a column whose leaves must rise (direction 1) or fall (-1), or, with 0, keep to the bounds that splits
 * above made.
 * @param from where the column's bins begin in the histogram
 * @param start what goes left before the first bin: the missing values, or nothing
 * @see LightGBM's basic method and XGBoost's: Auguste, Malory & Smirnov (2020), A better method to enforce monotonic
 *   constraints in regression and classification trees, section 3
 */
export function boundedScan(
  histogram: Float64Array,
  from: number,
  length: number,
  start: { readonly sum: number; readonly count: number },
  { sum: total, count: rows, low, high }: BoundedLeaf,
  { l2, minLeafRows }: { readonly l2: number; readonly minLeafRows: number },
  threshold: number,
  direction: number,
): { gain: number; bin: number; left: number } {
  let { sum, count } = start;
  const result = { gain: threshold, bin: -1, left: 0 };
  const whole = gainOf(total, rows, l2, boundedValue(total, rows, l2, low, high));
  for (let b = 0; b < length; b++) {
    sum += histogram[2 * (from + b)]!;
    count += histogram[2 * (from + b) + 1]!;
    const rest = rows - count;
    if (count < minLeafRows) continue;
    if (rest < minLeafRows) break;
    const left = boundedValue(sum, count, l2, low, high);
    const right = boundedValue(total - sum, rest, l2, low, high);
    if (direction * (right - left) < 0) continue;
    const gain = gainOf(sum, count, l2, left) + gainOf(total - sum, rest, l2, right) - whole;
    if (gain > result.gain) {
      result.gain = gain;
      result.bin = b;
      result.left = count;
    }
  }
  return result;
}

/** Bounds of the two leaves of a split: on a column with a direction they are kept apart by the middle of their values. */
export function childBounds(
  parent: { readonly low: number; readonly high: number },
  left: { readonly sum: number; readonly count: number },
  right: { readonly sum: number; readonly count: number },
  l2: number,
  direction: number,
): { left: { low: number; high: number }; right: { low: number; high: number } } {
  const { low, high } = parent;
  if (direction === 0) return { left: { low, high }, right: { low, high } };
  const of = (leaf: { readonly sum: number; readonly count: number }): number =>
    boundedValue(leaf.sum, leaf.count, l2, low, high);
  const middle = of(left) / 2 + of(right) / 2;
  const below = { low, high: middle };
  const above = { low: middle, high };
  return direction > 0 ? { left: below, right: above } : { left: above, right: below };
}
