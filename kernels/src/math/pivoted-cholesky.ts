/** Rows and columns of a symmetric matrix in the order in which Cholesky took them, and the factor. */
export type PivotedCholesky = {
  /** How many columns are independent */
  readonly rank: number;
  readonly order: readonly number[];
  /** Lower triangle in the pivoted order, size x size, row by row */
  readonly factor: Float64Array;
};

/**
 * Cholesky with the largest remaining pivot first; it stops at pivots below `tolerance` times the first, so that a singular
 * matrix yields its rank and an independent set of columns.
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2.8
 */
export function pivotedCholesky(matrix: Float64Array, size: number, tolerance: number): PivotedCholesky {
  const order = Array.from({ length: size }, (_, i) => i);
  const factor = new Float64Array(size * size);
  const left = Float64Array.from(order, i => matrix[i * size + i]!);
  let floor = 0;
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k + 1; i < size; i++) if (left[order[i]!]! > left[order[best]!]!) best = i;
    const pivot = left[order[best]!]!;
    if (k === 0) floor = tolerance * pivot;
    if (!(pivot > floor)) return { rank: k, order, factor };
    swapRows(factor, order, size, k, best);
    const root = Math.sqrt(pivot);
    factor[k * size + k] = root;
    for (let i = k + 1; i < size; i++) {
      const row = order[i]!;
      let sum = matrix[row * size + order[k]!]!;
      for (let j = 0; j < k; j++) sum -= factor[i * size + j]! * factor[k * size + j]!;
      factor[i * size + k] = sum / root;
      left[row] = left[row]! - (sum / root) ** 2;
    }
  }
  return { rank: size, order, factor };
}

/** Solves matrix x = right on the independent columns; the others get 0. */
export function solvePivoted({ rank, order, factor }: PivotedCholesky, right: ArrayLike<number>): Float64Array {
  const size = order.length;
  const z = new Float64Array(rank);
  for (let i = 0; i < rank; i++) {
    let sum = right[order[i]!]!;
    for (let j = 0; j < i; j++) sum -= factor[i * size + j]! * z[j]!;
    z[i] = sum / factor[i * size + i]!;
  }
  const x = new Float64Array(size);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let j = i + 1; j < rank; j++) sum -= factor[j * size + i]! * x[order[j]!]!;
    x[order[i]!] = sum / factor[i * size + i]!;
  }
  return x;
}

function swapRows(factor: Float64Array, order: number[], size: number, a: number, b: number): void {
  if (a === b) return;
  [order[a], order[b]] = [order[b]!, order[a]!];
  for (let j = 0; j < a; j++) {
    const kept = factor[a * size + j]!;
    factor[a * size + j] = factor[b * size + j]!;
    factor[b * size + j] = kept;
  }
}
