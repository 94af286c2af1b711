import { multiplyTransposed } from '../../math/small-matrix.ts';
import type { Workspace } from './workspace.ts';

/**
 * From the derivatives by phi, theta (`phiBar`, `thetaBar`) and L (`lBar`) to the gradient in x: back through L = O C, the
 * Bezoutian, the autocovariance factor and Durbin-Levinson.
 */
export function reversePresample(work: Workspace, gradient: Float64Array): void {
  const { shape, small, ma } = work;
  const { q, p } = shape;
  reverseToPartials(work, gradient);
  const maBar = small.predictorsBar.fill(0);
  for (let j = 1; j <= q; j++) maBar[q * (q + 1) + j] = -small.thetaBar[j]!;
  reverseLevinson(q, ma, shape.maPredictors, maBar, gradient, p);
}

/** The gradient by atanh of phi's partial autocorrelations, and that by theta's coefficients in `thetaBar`. */
export function reverseToPartials(work: Workspace, gradient: Float64Array): void {
  const { shape, small, ar } = work;
  const { p, m } = shape;
  multiplyRightTransposed(m, small.lBar, shape.c, small.oBar);
  multiplyTransposed(m, shape.o, small.lBar, small.cBar);
  reverseBezoutian(work);
  const arBar = small.predictorsBar.fill(0);
  const scaleBar = reverseAutocovarianceFactor(work, arBar);
  for (let i = 1; i <= p; i++) arBar[p * (p + 1) + i] = arBar[p * (p + 1) + i]! + small.phiBar[i]!;
  reverseLevinson(p, ar, shape.predictors, arBar, gradient, 0);
  addScales(p, ar, scaleBar, gradient);
}

function multiplyRightTransposed(m: number, a: Float64Array, b: Float64Array, product: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a[i * m + k]! * b[j * m + k]!;
      product[i * m + j] = sum;
    }
  }
}

/** Entries 0 and those beyond the orders are constants: what lands there is not read. */
function reverseBezoutian({ shape: { m, phi, theta }, small: { oBar, phiBar, thetaBar } }: Workspace): void {
  for (let i = 0; i < m; i++) {
    for (let r = 0; r < m; r++) {
      const bar = oBar[i * m + r]!;
      for (let k = 0; k <= r; k++) {
        const high = i + 1 + k;
        const low = r - k;
        phiBar[high] = phiBar[high]! + bar * theta[low]!;
        thetaBar[low] = thetaBar[low]! + bar * phi[high]!;
        thetaBar[high] = thetaBar[high]! - bar * phi[low]!;
        phiBar[low] = phiBar[low]! - bar * theta[high]!;
      }
    }
  }
}

/** Adds to the derivatives by the predictors; returns v[k] times the derivative by v[k], k < p, in `lags`. */
function reverseAutocovarianceFactor({ shape, small }: Workspace, predictorsBar: Float64Array): Float64Array {
  const { p, m, c, predictors, variances } = shape;
  const { cBar, lags } = small;
  lags.fill(0);
  for (let k = m - 1; k >= 0; k--) {
    const order = Math.min(k, p);
    const row = order * (p + 1);
    for (let i = 1; i <= order; i++) {
      const a = predictors[row + i]!;
      let sum = 0;
      for (let j = 0; j <= k - i; j++) {
        const bar = cBar[k * m + j]!;
        sum += bar * c[(k - i) * m + j]!;
        cBar[(k - i) * m + j] = cBar[(k - i) * m + j]! + a * bar;
      }
      predictorsBar[row + i] = predictorsBar[row + i]! + sum;
    }
    if (order < p) lags[order] = lags[order]! + 0.5 * cBar[k * m + k]! * Math.sqrt(variances[order]!);
  }
  return lags;
}

/** Durbin-Levinson backwards, times the derivative of tanh. */
export function reverseLevinson(
  order: number,
  partials: Float64Array,
  table: Float64Array,
  bar: Float64Array,
  gradient: Float64Array,
  at: number,
): void {
  const width = order + 1;
  for (let k = order; k >= 1; k--) {
    const r = partials[k - 1]!;
    const row = k * width;
    let sum = bar[row + k]!;
    for (let i = 1; i < k; i++) {
      const own = bar[row + i]!;
      sum -= own * table[row - width + k - i]!;
      bar[row - width + i] = bar[row - width + i]! + own;
      bar[row - width + k - i] = bar[row - width + k - i]! - r * own;
    }
    gradient[at + k - 1] = sum * (1 - r) * (1 + r);
  }
}

/** v[k] = product over i > k of 1/(1 - r[i]^2). */
function addScales(p: number, partials: Float64Array, scaleBar: Float64Array, gradient: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < p; i++) {
    sum += scaleBar[i]!;
    gradient[i] = gradient[i]! + 2 * partials[i]! * sum;
  }
}
