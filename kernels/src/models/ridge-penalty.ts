import { integer, series } from '../math/check.ts';
import { largest, powerOfTwo } from '../math/scale.ts';
import { type Matrix, rowCount } from './ridge.ts';
import { addToMoments, emptyMoments, ridgeWeights } from './ridge-moments.ts';

export type RidgePenaltyOptions = {
  /** To choose from, 0 or more each; twelve from 0.1 times to 1e6 times the number of columns unless told */
  readonly penalties?: ArrayLike<number>;
  /** Rows that the first fit sees; the first half unless told */
  readonly firstRows?: number;
  /** Rows between two fits; 1 unless told */
  readonly refitEvery?: number;
  /** Rows before a forecast that its fit must not see, where targets look ahead and overlap; 0 unless told */
  readonly embargo?: number;
};

export type RidgePenalty = {
  /** The one with the lowest error; of equals the largest, which trusts the features least */
  readonly penalty: number;
  readonly penalties: readonly number[];
  /** Mean squared error of the forecasts under each penalty, in squared units of the target */
  readonly errors: readonly number[];
};

/**
 * Chooses the penalty of a ridge regression by walk-forward: rows are in the order of time, each is forecast by a fit of rows
 * before it only, and the penalty whose forecasts were best is taken. Cross-validation that mixes the rows would let fits see
 * what came after.
 * @param x rows of features
 * @param y one value per row
 * @example fitRidge(x, y, chooseRidgePenalty(x, y))
 * @throws RangeError as `fitRidge`, for no penalty, or a plan that leaves nothing to fit or to forecast
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 3.4.1; Tashman (2000),
 *   International Journal of Forecasting 16
 */
export function chooseRidgePenalty(x: Matrix, y: ArrayLike<number>, options: RidgePenaltyOptions = {}): RidgePenalty {
  const target = series('y', y, 4);
  const rows = target.length;
  integer('x.columns', x.columns, 1);
  if (x.data.length !== rows * x.columns) {
    throw new RangeError(`x.data must hold ${rows} rows of ${x.columns} values, got ${x.data.length} values`);
  }
  rowCount(x);
  const penalties = checkedPenalties(options.penalties ?? gridOf(x.columns));
  const firstRows = integer('firstRows', options.firstRows ?? rows >> 1, 2, rows - 1);
  const refitEvery = integer('refitEvery', options.refitEvery ?? 1, 1);
  const embargo = integer('embargo', options.embargo ?? 0, 0, firstRows - 1);
  const { data, unit } = joined(x, target);
  const sums = squaredErrors(data, x.columns + 1, { firstRows, refitEvery, embargo }, penalties);
  const errors = Array.from(sums, sum => (sum / (rows - firstRows)) * unit * unit);
  let best = 0;
  penalties.forEach((penalty, i) => {
    const better = sums[i]! < sums[best]!;
    if (better || (sums[i] === sums[best] && penalty > penalties[best]!)) best = i;
  });
  return { penalty: penalties[best]!, penalties, errors };
}

/**
 * Per penalty, the sum of squared one-step errors: each row joins the moments once, from which every refit solves all the
 * penalties, so that a walk costs no more per row however many came before.
 */
function squaredErrors(
  data: Float64Array,
  width: number,
  { firstRows, refitEvery, embargo }: { firstRows: number; refitEvery: number; embargo: number },
  penalties: readonly number[],
): Float64Array {
  const moments = emptyMoments(width);
  const spare = new Float64Array(width);
  const sums = new Float64Array(penalties.length);
  let weights: readonly Float64Array[] = [];
  let mean = spare;
  for (let t = firstRows; t < data.length / width; t++) {
    if ((t - firstRows) % refitEvery === 0) {
      while (moments.rows < t - embargo) addToMoments(moments, data, moments.rows * width, spare);
      weights = ridgeWeights(moments, penalties);
      mean = moments.mean.slice();
    }
    weights.forEach((weight, i) => {
      sums[i]! += errorOf(data, t * width, mean, weight) ** 2;
    });
  }
  return sums;
}

function errorOf(data: Float64Array, row: number, mean: Float64Array, weights: Float64Array): number {
  let error = data[row + weights.length]! - mean[weights.length]!;
  for (let j = 0; j < weights.length; j++) error -= weights[j]! * (data[row + j]! - mean[j]!);
  return error;
}

/** Features and target side by side, each divided by a power of two near its largest value. */
function joined({ data, columns }: Matrix, target: Float64Array): { data: Float64Array; unit: number } {
  const width = columns + 1;
  const unit = powerOfTwo(largest(target));
  const all = new Float64Array(target.length * width);
  for (let j = 0; j < columns; j++) {
    let size = 0;
    for (let at = j; at < data.length; at += columns) size = Math.max(size, Math.abs(data[at]!));
    const scale = powerOfTwo(size);
    for (let i = 0; i < target.length; i++) all[i * width + j] = data[i * columns + j]! / scale;
  }
  for (let i = 0; i < target.length; i++) all[i * width + columns] = target[i]! / unit;
  return { data: all, unit };
}

/** A penalty of k (1 - R2) / R2 on k standardised columns is the belief that they explain a share R2: from 90 % to next to none. */
const gridOf = (columns: number): number[] => Array.from({ length: 12 }, (_, i) => columns * 10 ** (-1 + (7 * i) / 11));

function checkedPenalties(penalties: ArrayLike<number>): number[] {
  const list = Array.from(penalties);
  if (list.length === 0) throw new RangeError('penalties must hold at least 1 value, got 0');
  const bad = list.findIndex(penalty => !(penalty >= 0 && penalty < Number.POSITIVE_INFINITY));
  if (bad >= 0) throw new RangeError(`penalties[${bad}] must be a finite number, 0 or more, got ${String(list[bad])}`);
  return list;
}
