import { pivotedCholesky, solvePivoted } from '../math/pivoted-cholesky.ts';
import { noiseFloor } from '../math/scale.ts';
import { COLLINEAR } from './ridge.ts';

/** Means and co-moments of rows of features and a target, which is their last entry; rows are added one at a time. */
export type RunningMoments = {
  rows: number;
  readonly width: number;
  readonly mean: Float64Array;
  /** Lower triangle of the sums of products of deviations from the mean, row by row */
  readonly product: Float64Array;
  /** Largest absolute value of each entry so far */
  readonly size: Float64Array;
};

export function emptyMoments(width: number): RunningMoments {
  const zeros = () => new Float64Array(width);
  return { rows: 0, width, mean: zeros(), product: new Float64Array(width * width), size: zeros() };
}

/** @see Welford (1962), Technometrics 4; Chan, Golub & LeVeque (1983), The American Statistician 37 */
export function addToMoments(moments: RunningMoments, values: Float64Array, at: number, spare: Float64Array): void {
  const { width, mean, product, size } = moments;
  const share = moments.rows / (moments.rows + 1);
  moments.rows += 1;
  for (let j = 0; j < width; j++) {
    const value = values[at + j]!;
    spare[j] = value - mean[j]!;
    mean[j]! += spare[j]! / moments.rows;
    size[j] = Math.max(size[j]!, Math.abs(value));
  }
  for (let j = 0; j < width; j++) {
    const deviation = share * spare[j]!;
    for (let k = 0, to = j * width; k <= j; k++, to++) product[to]! += deviation * spare[k]!;
  }
}

/** Per penalty, the weights of a ridge regression of the last entry on deviations of the others from their means. */
export function ridgeWeights(moments: RunningMoments, penalties: readonly number[]): Float64Array[] {
  const { rows, width, product, size } = moments;
  const columns = width - 1;
  const inverse = Float64Array.from({ length: columns }, (_, j) => {
    const deviation = Math.sqrt(product[j * width + j]! / rows);
    return deviation <= noiseFloor(size[j]!) ? 0 : 1 / deviation;
  });
  const gram = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k <= j; k++) {
      const value = product[j * width + k]! * inverse[j]! * inverse[k]!;
      gram[j * columns + k] = value;
      gram[k * columns + j] = value;
    }
  }
  const diagonal = Float64Array.from(inverse, (_, j) => gram[j * columns + j]!);
  const right = inverse.map((scale, j) => product[columns * width + j]! * scale);
  return penalties.map(penalty => {
    for (let j = 0; j < columns; j++) gram[j * columns + j] = diagonal[j]! + penalty;
    const weights = solvePivoted(pivotedCholesky(gram, columns, COLLINEAR), right);
    return weights.map((weight, j) => weight * inverse[j]!);
  });
}
