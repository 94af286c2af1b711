import { series } from '../../math/check.ts';
import type { ArimaFit, ArimaRegressionFit } from '../fit.ts';
import type { Matrix } from '../ridge.ts';
import { type Design, designOf } from './design.ts';
import { differenced, differencesOf } from './differences.ts';
import { evaluateFactors } from './factor-likelihood.ts';
import { type Curvature, curvatureAt } from './observed-information.ts';
import { type Loaded, loadWorkspace, logLikelihoodOf } from './optimum.ts';
import { factorsOf } from './polynomials.ts';
import { checkRows } from './regression.ts';

export type StandardErrors = {
  /** In the order of `fit.parameters`; sigma2 is not among them */
  readonly names: readonly string[];
  /** By name; NaN where the likelihood has no interior maximum */
  readonly errors: Readonly<Record<string, number>>;
  /** Of the estimates, names.length rows of as many values, row by row */
  readonly covariance: Float64Array;
};

/** Partial autocorrelations beyond it are on the edge of the parameters, where no normal approximation holds. */
const EDGE = 1 - 1e-5;
/** Twice the log-likelihood that a Newton step from the estimate would gain: more, and it is not the maximum. */
const SLACK = 1e-4;

/**
 * Standard errors of an ARIMA's estimates from the observed information: the inverse Hessian of the negative exact
 * log-likelihood in ar, ma, their seasonal likes, the constant and the regressors' coefficients, sigma2 concentrated out. The
 * Hessian comes from differences of the analytic gradient (Richardson, two steps), the linear part in closed form.
 *
 * All are NaN where the estimate is not an interior maximum: a root on the unit circle (over-differencing), roots that an
 * admissible fit holds at 1.01, AR and MA roots that cancel; all are 0 for a series that the model fits without error.
 * @param y the series that was fitted, and `xreg` its regressors: the fit keeps neither
 * @throws RangeError for another series than the one that was fitted, or a fit from given parameters
 * @see Box & Jenkins (1976), Time Series Analysis, section 7.2; Harvey (1989), Forecasting, Structural Time Series Models
 * and the Kalman Filter, section 3.4
 */
export function standardErrors(
  fit: ArimaFit | ArimaRegressionFit,
  y: ArrayLike<number>,
  xreg?: Matrix,
): StandardErrors {
  const model = fit.kind === 'arima' ? fit : fit.errors;
  const names = Object.keys(fit.parameters);
  const size = names.length;
  const by = differencesOf(model);
  const values = series('y', y, by.lost + 1);
  if (values.length - by.lost !== fit.nobs) {
    throw new RangeError(`y must be the ${fit.nobs + by.lost} values that were fitted, got ${values.length}`);
  }
  if ((fit.kind === 'arima-regression') !== (xreg !== undefined)) {
    throw new RangeError(`xreg must be given for a fit with regressors and for no other, got ${fit.name}`);
  }
  if (xreg) checkRows('xreg', xreg, values.length);
  if (fit.sigma2 === 0 || size === 0) return named(names, new Float64Array(size * size));
  const covariance = covarianceOf(model, values, xreg) ?? new Float64Array(size * size).fill(Number.NaN);
  return named(names, covariance);
}

function named(names: readonly string[], covariance: Float64Array): StandardErrors {
  const size = names.length;
  const errors = Object.fromEntries(names.map((name, i) => [name, Math.sqrt(covariance[i * size + i]!)]));
  return { names, errors, covariance };
}

function covarianceOf(model: ArimaFit, y: Float64Array, xreg: Matrix | undefined): Float64Array | undefined {
  const by = differencesOf(model);
  const factors = factorsOf(model);
  const { seasonal, hasConstant } = model;
  const design = xreg || hasConstant ? designOf(y.length, xreg, by, hasConstant) : undefined;
  const data = { y, w: differenced(y, by), d: by.regular + by.seasonal, design };
  const loaded = loadWorkspace(data, { ...factors, constant: hasConstant, season: seasonal && factors });
  const c = Float64Array.from([...model.ar, ...model.ma, ...(seasonal?.ar ?? []), ...(seasonal?.ma ?? [])]);
  const value = evaluateFactors(loaded.work, factors, c);
  agree(logLikelihoodOf(value, data.w.length, loaded.scale), model.logLikelihood);
  const partials = [model.partials, ...(seasonal ? [seasonal.partials] : [])].flatMap(({ ar, ma }) => [...ar, ...ma]);
  if (partials.some(r => Math.abs(r) > EDGE)) return undefined;
  const curvature = curvatureAt(loaded.work, factors, c);
  if (curvature === undefined || curvature.decrement > SLACK) return undefined;
  return assemble(loaded, curvature, design);
}

function agree(found: number, stored: number): void {
  if (!(Math.abs(found - stored) <= 1e-6 * (1 + Math.abs(stored)))) {
    throw new RangeError(
      `y must be the series that was fitted: its log-likelihood is ${found}, that of the fit ${stored}`,
    );
  }
}

/**
 * The coefficients' covariance P and the linear part's, V + J P J' with cross terms J P, V at known coefficients and J the
 * derivatives of the linear part, which then goes from the basis to the constant and the regressors.
 */
function assemble(
  { scale }: Loaded,
  { covariance, slopes, linear }: Curvature,
  design: Design | undefined,
): Float64Array {
  const arma = Math.round(Math.sqrt(covariance.length));
  const columns = design ? Math.round(Math.sqrt(linear.length)) : 0;
  const size = arma + columns;
  const out = new Float64Array(size * size);
  // Row by row what each estimate is made of: coefficients as they are, the linear part through the design.
  const weights = new Float64Array(columns * arma);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < arma; j++) {
      for (let k = i; k < columns; k++) {
        weights[i * arma + j] =
          weights[i * arma + j]! + scale * design!.inverse[i * columns + k]! * slopes[k * arma + j]!;
      }
    }
  }
  const share = (i: number, j: number): number => (i < arma ? Number(i === j) : weights[(i - arma) * arma + j]!);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let a = 0; a < arma; a++) {
        for (let b = 0; b < arma; b++) sum += share(i, a) * covariance[a * arma + b]! * share(j, b);
      }
      if (i >= arma && j >= arma)
        sum += scale * scale * ownVariance(design!.inverse, linear, columns, i - arma, j - arma);
      out[i * size + j] = sum;
    }
  }
  return out;
}

function ownVariance(inverse: Float64Array, linear: Float64Array, columns: number, i: number, j: number): number {
  let sum = 0;
  for (let a = i; a < columns; a++) {
    for (let b = j; b < columns; b++) {
      sum += inverse[i * columns + a]! * linear[a * columns + b]! * inverse[j * columns + b]!;
    }
  }
  return sum;
}
