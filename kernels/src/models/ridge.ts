import { integer, series } from '../math/check.ts';
import { pivotedCholesky, solvePivoted } from '../math/pivoted-cholesky.ts';
import { noiseFloor } from '../math/scale.ts';
import type { RidgeFit, RidgeTarget } from './fit.ts';

/** Rows of equal length, one after the other. */
export type Matrix = { readonly data: Float64Array; readonly columns: number };

export type RidgeOptions = {
  /** Added to the sum of squares as penalty times the sum of squared weights on standardised columns; 1 by default */
  readonly penalty?: number;
};

/** A pivot this small against the largest is rounding: the column is a combination of the others. */
export const COLLINEAR = 1e-11;

/**
 * Ridge regression with intercept: min |y - b0 - Z b|^2 + penalty |b|^2, Z the columns scaled to mean 0 and variance 1. The
 * intercept is not penalised. Several targets share one Gram matrix. A constant column gets weight 0; with penalty 0 so do
 * columns that are combinations of others. Forecast with `predictRidge`; there is no state to filter.
 * @param y one target, or several, each with one value per row
 * @throws RangeError for a value that is not finite (rows with NaN are refused, not skipped: drop them first), lengths that
 * do not match, no row or column, or a penalty below 0
 * @see Hoerl & Kennard (1970), Technometrics 12
 */
export function fitRidge(
  x: Matrix,
  y: ArrayLike<number> | readonly ArrayLike<number>[],
  { penalty = 1 }: RidgeOptions = {},
): RidgeFit {
  if (!(penalty >= 0 && penalty < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`penalty must be 0 or more and finite, got ${String(penalty)}`);
  }
  const rows = rowCount(x);
  const targets = targetList(y, rows);
  const { standardised, means, deviations } = standardise(x, rows);
  const gram = gramMatrix(standardised, rows, x.columns);
  for (let j = 0; j < x.columns; j++) gram[j * x.columns + j] = gram[j * x.columns + j]! + penalty;
  const factor = pivotedCholesky(gram, x.columns, COLLINEAR);
  const fitted = targets.map(target => {
    const { intercept, scale, centred } = centre(target);
    const moments = products(standardised, centred, rows, x.columns);
    const weights = solvePivoted(factor, moments);
    const sigma2 = meanSquaredResidual(standardised, centred, weights, rows) * scale * scale;
    const inUnits = deviations.map((deviation, j) => (deviation === 0 ? 0 : weights[j]! * (scale / deviation)));
    return { intercept, weights: inUnits, sigma2 } satisfies RidgeTarget;
  });
  return { kind: 'ridge', name: 'ridge', penalty, nobs: rows, means, targets: fitted };
}

/**
 * One prediction per target for a row of features.
 * @throws RangeError for a row of another length, or a value that is not finite
 */
export function predictRidge({ means, targets }: RidgeFit, row: ArrayLike<number>): Float64Array {
  if (row.length !== means.length) throw new RangeError(`row must hold ${means.length} values, got ${row.length}`);
  const values = series('row', row, 0);
  return Float64Array.from(targets, ({ intercept, weights }) => {
    let sum = intercept;
    for (let j = 0; j < means.length; j++) sum += weights[j]! * (values[j]! - means[j]!);
    return sum;
  });
}

/** @throws RangeError for rows that are not whole, or a value that is not finite */
export function rowCount({ data, columns }: Matrix): number {
  integer('x.columns', columns, 1);
  const rows = data.length / columns;
  if (rows === 0) throw new RangeError('x must hold at least 1 row, got 0');
  if (!Number.isInteger(rows)) {
    throw new RangeError(`x.data must hold whole rows of ${columns} values, got ${data.length} values`);
  }
  const bad = data.findIndex(value => !Number.isFinite(value));
  if (bad >= 0) {
    const where = `row ${Math.floor(bad / columns)}, column ${bad % columns}`;
    throw new RangeError(`x must be finite everywhere, got ${data[bad]} in ${where}`);
  }
  return rows;
}

function targetList(y: ArrayLike<number> | readonly ArrayLike<number>[], rows: number): Float64Array[] {
  const several = Array.isArray(y) && typeof y[0] === 'object';
  const targets = (several ? y : [y]) as readonly ArrayLike<number>[];
  return targets.map((target, i) => {
    const name = several ? `y[${i}]` : 'y';
    if (target.length !== rows)
      throw new RangeError(`${name} must hold ${rows} values, one per row, got ${target.length}`);
    return series(name, target, 0);
  });
}

function centre(target: Float64Array): { intercept: number; scale: number; centred: Float64Array } {
  const { mean, scale } = columnMoments(target, 0, 1, target.length);
  return { intercept: mean, scale, centred: target.map(value => (value - mean) / scale) };
}

function standardise({ data, columns }: Matrix, rows: number) {
  const standardised = new Float64Array(data.length);
  const means: number[] = [];
  const deviations: number[] = [];
  for (let j = 0; j < columns; j++) {
    const { mean, deviation } = columnMoments(data, j, columns, rows);
    means.push(mean);
    deviations.push(deviation);
    if (deviation === 0) continue;
    for (let i = 0; i < rows; i++) standardised[i * columns + j] = (data[i * columns + j]! - mean) / deviation;
  }
  return { standardised, means, deviations };
}

/** Mean and deviation of a column, 0 for one that varies by rounding only; `scale` keeps the squares in range. */
function columnMoments(data: Float64Array, column: number, columns: number, rows: number) {
  let size = 0;
  for (let i = column; i < data.length; i += columns) size = Math.max(size, Math.abs(data[i]!));
  if (size === 0) return { mean: 0, deviation: 0, scale: 1 };
  let sum = 0;
  for (let i = column; i < data.length; i += columns) sum += data[i]! / size;
  const mean = sum / rows;
  let squares = 0;
  for (let i = column; i < data.length; i += columns) squares += (data[i]! / size - mean) ** 2;
  const deviation = Math.sqrt(squares / rows);
  return { mean: mean * size, deviation: deviation <= noiseFloor(1) ? 0 : deviation * size, scale: size };
}

function gramMatrix(z: Float64Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) addOuterProduct(gram, z, i * columns, columns);
  for (let j = 0; j < columns; j++) for (let k = 0; k < j; k++) gram[k * columns + j] = gram[j * columns + k]!;
  return gram;
}

function addOuterProduct(gram: Float64Array, z: Float64Array, row: number, columns: number): void {
  for (let j = 0; j < columns; j++) {
    const value = z[row + j]!;
    for (let k = 0, at = j * columns; k <= j; k++, at++) gram[at] = gram[at]! + value * z[row + k]!;
  }
}

function products(z: Float64Array, y: Float64Array, rows: number, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) sums[j] = sums[j]! + z[i * columns + j]! * y[i]!;
  }
  return sums;
}

function meanSquaredResidual(z: Float64Array, y: Float64Array, weights: Float64Array, rows: number): number {
  const columns = weights.length;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    let residual = y[i]!;
    for (let j = 0; j < columns; j++) residual -= weights[j]! * z[i * columns + j]!;
    squares += residual * residual;
  }
  return squares / rows;
}
