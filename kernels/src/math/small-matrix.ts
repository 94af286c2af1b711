/** Square matrices of a handful of rows, row by row in a Float64Array; the result goes into the last argument. */

/** a b */
export function multiply(m: number, a: Float64Array, b: Float64Array, product: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a[i * m + k]! * b[k * m + j]!;
      product[i * m + j] = sum;
    }
  }
}

/** a' b */
export function multiplyTransposed(m: number, a: Float64Array, b: Float64Array, product: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a[k * m + i]! * b[k * m + j]!;
      product[i * m + j] = sum;
    }
  }
}

/** The lower Cholesky factor in place of the lower triangle; false when the matrix is not positive definite. */
export function choleskyInPlace(m: number, a: Float64Array): boolean {
  for (let j = 0; j < m; j++) {
    for (let i = j; i < m; i++) {
      let sum = a[i * m + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * m + k]! * a[j * m + k]!;
      if (i === j) {
        if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false;
        a[i * m + i] = Math.sqrt(sum);
      } else a[i * m + j] = sum / a[j * m + j]!;
    }
  }
  return true;
}

/** inverse(lower) b for each of `columns` columns of b, in place. */
export function solveLower(m: number, lower: Float64Array, b: Float64Array, columns: number): void {
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < m; i++) {
      let sum = b[i * columns + j]!;
      for (let k = 0; k < i; k++) sum -= lower[i * m + k]! * b[k * columns + j]!;
      b[i * columns + j] = sum / lower[i * m + i]!;
    }
  }
}

/** inverse(lower') b for each of `columns` columns of b, in place. */
export function solveLowerTransposed(m: number, lower: Float64Array, b: Float64Array, columns: number): void {
  for (let j = 0; j < columns; j++) {
    for (let i = m - 1; i >= 0; i--) {
      let sum = b[i * columns + j]!;
      for (let k = i + 1; k < m; k++) sum -= lower[k * m + i]! * b[k * columns + j]!;
      b[i * columns + j] = sum / lower[i * m + i]!;
    }
  }
}

/** The inverse of a symmetric matrix, which is overwritten by its factor; undefined when it is not positive definite. */
export function inversePositive(m: number, a: Float64Array): Float64Array | undefined {
  if (!choleskyInPlace(m, a)) return undefined;
  const inverse = identity(m);
  solveLower(m, a, inverse, m);
  solveLowerTransposed(m, a, inverse, m);
  return inverse;
}

export function identity(m: number): Float64Array {
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) matrix[i * m + i] = 1;
  return matrix;
}
