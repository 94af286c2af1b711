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
  for (const tree of fit.trees) addTree(sums, tree, { data, columns }, 0);
  return sums;
}

/** Adds one tree's leaves to rows `from` to the last. */
export function addTree(sums: Float64Array, tree: GbdtTree, { data, columns }: Matrix, from: number): void {
  const column = Int32Array.from(tree.column);
  const cut = Float64Array.from(tree.cut);
  const missingLeft = Uint8Array.from(tree.missingLeft, Number);
  const left = Int32Array.from(tree.left);
  const right = Int32Array.from(tree.right);
  const value = Float64Array.from(tree.value);
  for (let i = from; i < sums.length; i++) {
    const leaf = column.length === 0 ? 0 : ~leafOf(data, i * columns, column, cut, missingLeft, left, right);
    sums[i]! += value[leaf]!;
  }
}

function leafOf(
  data: Float64Array,
  row: number,
  column: Int32Array,
  cut: Float64Array,
  missingLeft: Uint8Array,
  left: Int32Array,
  right: Int32Array,
): number {
  let node = 0;
  while (node >= 0) {
    const value = data[row + column[node]!]!;
    const goesLeft = value <= cut[node]! || (missingLeft[node] === 1 && Number.isNaN(value));
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}
