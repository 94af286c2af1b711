import { largest, noiseFloor, powerOfTwo } from '../../math/scale.ts';
import type { Matrix } from '../ridge.ts';
import { type Differences, differenced } from './differences.ts';

/** Less than this part of a differenced column is its own: the rest follows from the columns before it (as R's `qr`). */
const COLLINEAR = 1e-7;

/** Regressors, differenced as the series is, and an orthogonal basis of them: no unit or near-collinearity reaches a fit. */
export type Design = {
  readonly count: number;
  readonly constant: boolean;
  /** Columns of mean square 1, orthogonal; the constant, if there is one, first */
  readonly basis: readonly Float64Array[];
  /** From weights of the basis to those of the constant and the columns */
  coefficients(weights: ArrayLike<number>): Float64Array;
  /** Row by row, what `coefficients` multiplies by */
  readonly inverse: Float64Array;
};

/**
 * Without regressors it is the constant alone.
 * @throws RangeError for a column that differencing, or the constant, takes up, and one that follows from those before it
 */
export function designOf(rows: number, x: Matrix | undefined, differences: Differences, constant: boolean): Design {
  const length = rows - differences.lost;
  const count = x?.columns ?? 0;
  const size = count + (constant ? 1 : 0);
  const basis: Float64Array[] = constant ? [new Float64Array(length).fill(1)] : [];
  const triangle = new Float64Array(size * size);
  if (constant) triangle[0] = 1;
  const scales = new Float64Array(size).fill(1);
  for (let j = 0; j < count; j++) {
    const at = basis.length;
    const own = Float64Array.from({ length: rows }, (_, t) => x!.data[t * count + j]!);
    const column = differenced(own, differences);
    const size0 = largest(column);
    if (size0 <= noiseFloor(largest(own))) throw taken(j, differences);
    scales[at] = powerOfTwo(size0);
    const left = column.map(value => value / scales[at]!);
    const before = norm(left);
    for (let pass = 0; pass < 2; pass++) orthogonalise(left, basis, triangle, size);
    const after = norm(left);
    if (!(after > COLLINEAR * before)) throw dependent(j, at, constant);
    triangle[at * size + at] = after;
    basis.push(left.map(value => value / after));
  }
  const inverse = inverseTriangle(triangle, scales);
  const coefficients = (weights: ArrayLike<number>) =>
    Float64Array.from({ length: size }, (_, i) => {
      let sum = 0;
      for (let j = i; j < size; j++) sum += inverse[i * size + j]! * weights[j]!;
      return sum;
    });
  return { count, constant, basis, coefficients, inverse };
}

const norm = (column: Float64Array): number => Math.sqrt(product(column, column) / column.length);

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}

/** Takes out of `left` its part in the basis and adds the weights to its column of the triangle. */
function orthogonalise(left: Float64Array, basis: readonly Float64Array[], triangle: Float64Array, size: number): void {
  const at = basis.length;
  for (let i = 0; i < at; i++) {
    const weight = product(left, basis[i]!) / left.length;
    triangle[i * size + at] = triangle[i * size + at]! + weight;
    for (let t = 0; t < left.length; t++) left[t] = left[t]! - weight * basis[i]![t]!;
  }
}

/** Least squares on the basis: what is left of `w`, and the weights. */
export function project(
  w: Float64Array,
  basis: readonly Float64Array[],
): { left: Float64Array; weights: Float64Array } {
  const left = w.slice();
  const weights = new Float64Array(basis.length);
  for (let pass = 0; pass < 2; pass++) {
    for (const [i, column] of basis.entries()) {
      const weight = product(left, column) / left.length;
      weights[i] = weights[i]! + weight;
      for (let t = 0; t < left.length; t++) left[t] = left[t]! - weight * column[t]!;
    }
  }
  return { left, weights };
}

/** Of the upper triangle, its rows then divided by the scales. */
function inverseTriangle(triangle: Float64Array, scales: Float64Array): Float64Array {
  const size = scales.length;
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let i = column; i >= 0; i--) {
      let sum = i === column ? 1 : 0;
      for (let k = i + 1; k <= column; k++) sum -= triangle[i * size + k]! * inverse[k * size + column]!;
      inverse[i * size + column] = sum / triangle[i * size + i]!;
    }
  }
  return inverse.map((value, at) => value / scales[Math.floor(at / size)]!);
}

function taken(j: number, { lost }: Differences): RangeError {
  return new RangeError(`xreg column ${j} must vary${lost > 0 ? ' after differencing' : ''}, got a constant`);
}

function dependent(j: number, before: number, constant: boolean): RangeError {
  const others = constant
    ? before > 1
      ? 'the constant and the columns before it'
      : 'the constant'
    : 'those before it';
  return new RangeError(`xreg column ${j} must not follow from ${others}: its coefficient cannot be told apart`);
}
