import type { Objective } from '../../math/bfgs.ts';
import { LEAST_MODULUS } from './admissible.ts';
import { evaluateFactors, factorsGradientInto } from './factor-likelihood.ts';
import { countCoefficients, type Factors } from './factors.ts';
import { fillPredictors } from './presample.ts';
import { reverseLevinson } from './presample-reverse.ts';
import type { Workspace } from './workspace.ts';

/** An objective in atanh of the partial autocorrelations of each factor. */
export type FactorObjective = Objective & {
  /** The coefficients that x stands for, in the order of `Factors` */
  coefficients(x: Float64Array): Float64Array;
};

/**
 * The likelihood with seasonal factors, each of them stationary or invertible at any x. With `admissible` the roots of phi and
 * theta, and those of Phi and Theta as polynomials in B^period, have modulus 1.01 or more.
 */
export function factorObjective(work: Workspace, factors: Factors, admissible: boolean): FactorObjective {
  const { p, q, P, Q } = factors;
  const size = countCoefficients(factors);
  const c = new Float64Array(size);
  const blocks = [
    block(0, p, 1, admissible),
    block(p, q, -1, admissible),
    block(p + q, P, 1, admissible),
    block(p + q + P, Q, -1, admissible),
  ];
  const move = (x: Float64Array): Float64Array => {
    for (const each of blocks) each.forward(x, c);
    return c;
  };
  return {
    coefficients: x => move(x).slice(),
    value: x => evaluateFactors(work, factors, move(x)),
    gradientInto(gradient) {
      factorsGradientInto(work, factors, c, gradient);
      for (const each of blocks) each.pullBack(gradient);
    },
  };
}

/** One factor, entries `at` and on: x to partial autocorrelations to coefficients, and the gradient back, in place. */
function block(at: number, order: number, sign: 1 | -1, admissible: boolean) {
  const width = order + 1;
  const last = order * width;
  const partials = new Float64Array(order);
  const table = new Float64Array(width * width);
  const bar = new Float64Array(width * width);
  const weights = Float64Array.from({ length: width }, (_, i) => sign * (admissible ? LEAST_MODULUS ** -i : 1));
  return {
    forward(x: Float64Array, c: Float64Array): void {
      for (let k = 0; k < order; k++) partials[k] = Math.tanh(x[at + k]!);
      fillPredictors(order, partials, table);
      for (let i = 1; i <= order; i++) c[at + i - 1] = weights[i]! * table[last + i]!;
    },
    pullBack(gradient: Float64Array): void {
      bar.fill(0, 0, last);
      for (let i = 1; i <= order; i++) bar[last + i] = weights[i]! * gradient[at + i - 1]!;
      reverseLevinson(order, partials, table, bar, gradient, at);
    },
  };
}
