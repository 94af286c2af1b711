import { choleskyInPlace, solveLower, solveLowerTransposed } from '../../math/small-matrix.ts';
import type { Columns } from './columns.ts';
import { dotLags } from './lag-sums.ts';
import { filterForward } from './passes.ts';
import type { Workspace } from './workspace.ts';

/**
 * Generalised least squares with the filter that the series went through, then takes the regression out of everything that
 * the likelihood and its gradient read: by the envelope theorem the gradient needs no derivative of the coefficients.
 * @returns the sum of squares that is left; NaN when the columns are not independent
 */
export function concentrateColumns(work: Workspace, columns: Columns): number {
  const { small, n, shape, pi, piCount, w, e } = work;
  const { p, q, m, phi, theta } = shape;
  const { count, factor, beta } = columns;
  for (let j = 0; j < count; j++) {
    filterForward(columns.x[j]!, columns.e[j]!, n, p, q, phi, theta);
    dotLags(pi, columns.e[j]!, piCount, 0, m, columns.c[j]!, 0);
    timesMatrix(m, small.x, columns.c[j]!, columns.y[j]!);
    beta[j] = product(columns.e[j]!, e, n) - product(columns.y[j]!, small.y, m);
    for (let k = 0; k <= j; k++) {
      factor[j * count + k] = product(columns.e[j]!, columns.e[k]!, n) - product(columns.y[j]!, columns.y[k]!, m);
    }
  }
  if (!choleskyInPlace(count, factor)) return Number.NaN;
  solveLower(count, factor, beta, 1);
  solveLowerTransposed(count, factor, beta, 1);
  columns.z.set(w.subarray(0, n));
  for (let j = 0; j < count; j++) {
    takeOff(columns.z, columns.x[j]!, n, beta[j]!);
    takeOff(e, columns.e[j]!, n, beta[j]!);
    takeOff(small.c, columns.c[j]!, m, beta[j]!);
    takeOff(small.y, columns.y[j]!, m, beta[j]!);
  }
  return product(e, e, n) - product(small.y, small.y, m);
}

function timesMatrix(m: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += a[i * m + j]! * b[j]!;
    out[i] = sum;
  }
}

function takeOff(from: Float64Array, column: Float64Array, count: number, size: number): void {
  for (let t = 0; t < count; t++) from[t] = from[t]! - size * column[t]!;
}

function product(a: Float64Array, b: Float64Array, count: number): number {
  let even = 0;
  let odd = 0;
  const pairs = count & ~1;
  for (let t = 0; t < pairs; t += 2) {
    even += a[t]! * b[t]!;
    odd += a[t + 1]! * b[t + 1]!;
  }
  return pairs < count ? even + odd + a[pairs]! * b[pairs]! : even + odd;
}
