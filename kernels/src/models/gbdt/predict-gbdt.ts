import type { Matrix } from '../ridge.ts';
import type { GbdtFit, GbdtTree } from './gbdt-fit.ts';

/**
 * One prediction per row: the sum of the leaves that it falls into. NaN is a missing value.
 * @throws RangeError for rows of another width
 */
export function predictGbdt(fit: GbdtFit, { data, columns }: Matrix): Float64Array {
  if (columns !== fit.columns || data.length % columns !== 0) {
    throw new RangeError(`x must hold rows of ${fit.columns} values, got ${data.length} values in rows of ${columns}`);
  }
  const sums = new Float64Array(data.length / columns).fill(fit.base);
  const rows = sums.length;
  // A block of rows stays in the cache while all trees pass over it; for a few rows, packing the trees would cost more.
  const trees = rows < FEW_ROWS ? fit.trees : fit.trees.map(packed);
  for (let from = 0; from < rows; from += BLOCK) {
    for (const tree of trees) addPacked(sums, tree, data, columns, from, Math.min(rows, from + BLOCK));
  }
  return sums;
}

const FEW_ROWS = 64;
const BLOCK = 512;

/** A tree, or the same in typed arrays. */
type Packed = {
  readonly column: ArrayLike<number>;
  readonly cut: ArrayLike<number>;
  readonly missingLeft: ArrayLike<number | boolean>;
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly value: ArrayLike<number>;
};

const packed = (tree: GbdtTree): Packed => ({
  column: Int32Array.from(tree.column),
  cut: Float64Array.from(tree.cut),
  missingLeft: Uint8Array.from(tree.missingLeft, Number),
  left: Int32Array.from(tree.left),
  right: Int32Array.from(tree.right),
  value: Float64Array.from(tree.value),
});

/** Adds one tree's leaves to rows `from` to the last. */
export function addTree(sums: Float64Array, tree: GbdtTree, { data, columns }: Matrix, from: number): void {
  addPacked(sums, packed(tree), data, columns, from, sums.length);
}

function addPacked(
  sums: Float64Array,
  { column, cut, missingLeft, left, right, value }: Packed,
  data: Float64Array,
  columns: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const leaf = column.length === 0 ? 0 : ~leafOf(data, i * columns, column, cut, missingLeft, left, right);
    sums[i]! += value[leaf]!;
  }
}

function leafOf(
  data: Float64Array,
  row: number,
  column: ArrayLike<number>,
  cut: ArrayLike<number>,
  missingLeft: ArrayLike<number | boolean>,
  left: ArrayLike<number>,
  right: ArrayLike<number>,
): number {
  let node = 0;
  while (node >= 0) {
    const value = data[row + column[node]!]!;
    const goesLeft = value <= cut[node]! || (Number.isNaN(value) && Boolean(missingLeft[node]));
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}
