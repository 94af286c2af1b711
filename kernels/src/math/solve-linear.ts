/**
 * Solves A x = b by Gaussian elimination with partial pivoting; A, by rows, and b are overwritten, x takes b's place.
 * @throws RangeError for a singular matrix
 * @see Golub & Van Loan (2013), Matrix Computations, section 3.4
 */
export function solveLinear(n: number, a: Float64Array, b: Float64Array): Float64Array {
  for (let column = 0; column < n; column++) {
    swapRows(n, a, b, column, pivotRow(n, a, column));
    const pivot = a[column * n + column]!;
    if (!(Math.abs(pivot) > 0)) throw new RangeError(`the matrix is singular in column ${column}`);
    for (let row = column + 1; row < n; row++) eliminate(n, a, b, column, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let column = row + 1; column < n; column++) sum -= a[row * n + column]! * b[column]!;
    b[row] = sum / a[row * n + row]!;
  }
  return b;
}

function pivotRow(n: number, a: Float64Array, column: number): number {
  let best = column;
  for (let row = column + 1; row < n; row++) {
    if (Math.abs(a[row * n + column]!) > Math.abs(a[best * n + column]!)) best = row;
  }
  return best;
}

function swapRows(n: number, a: Float64Array, b: Float64Array, one: number, other: number): void {
  if (one === other) return;
  for (let column = 0; column < n; column++) {
    const kept = a[one * n + column]!;
    a[one * n + column] = a[other * n + column]!;
    a[other * n + column] = kept;
  }
  const kept = b[one]!;
  b[one] = b[other]!;
  b[other] = kept;
}

function eliminate(n: number, a: Float64Array, b: Float64Array, column: number, row: number): void {
  const factor = a[row * n + column]! / a[column * n + column]!;
  if (factor === 0) return;
  for (let at = column + 1; at < n; at++) a[row * n + at] = a[row * n + at]! - factor * a[column * n + at]!;
  b[row] = b[row]! - factor * b[column]!;
}
