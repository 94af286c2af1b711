import { expand, type Factors, reverseExpand } from './factors.ts';
import { reverseLikelihood } from './gradient.ts';
import { evaluateFilled } from './likelihood.ts';
import { fillFromPolynomials } from './presample.ts';
import { reverseToPartials } from './presample-reverse.ts';
import { reverseStepDown } from './step-down.ts';
import type { Workspace } from './workspace.ts';

/** `evaluate` as a function of the factors' coefficients; Infinity where phi Phi is not stationary. */
export function evaluateFactors(work: Workspace, factors: Factors, c: Float64Array): number {
  expand(factors, c, work.shape.phi, work.shape.theta);
  if (!fillFromPolynomials(work.shape, work.ar)) return Number.POSITIVE_INFINITY;
  return evaluateFilled(work);
}

/** The gradient by the factors' coefficients at the point that `evaluateFactors` saw last. */
export function factorsGradientInto(work: Workspace, factors: Factors, c: Float64Array, gradient: Float64Array): void {
  const { shape, small, ar } = work;
  reverseLikelihood(work);
  const byPartials = small.sums;
  reverseToPartials(work, byPartials);
  const rows = small.predictorsBar;
  reverseStepDown(shape.p, shape.predictors, ar, byPartials, rows);
  reverseExpand(factors, c, rows.subarray(shape.p * (shape.p + 1)), small.thetaBar, gradient);
}
