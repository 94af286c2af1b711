import type { Objective } from '../../math/bfgs.ts';
import { fillPredictors } from './presample.ts';
import { reverseLevinson } from './presample-reverse.ts';
import { reverseStepDown, stepDown } from './step-down.ts';

/** Every root of phi and theta has at least this modulus when only admissible roots are asked for, as in `auto.arima`. */
export const LEAST_MODULUS = 1.01;

/**
 * The objective on the polynomials whose roots have modulus 1.01 or more: coefficient i is that of a polynomial with roots
 * outside the unit circle, divided by 1.01^i. `inner(x)` is the point of the plain objective that x stands for.
 */
export function admissibleOnly(
  plain: Objective,
  p: number,
  q: number,
): Objective & { inner(x: Float64Array): Float64Array } {
  const maps = [shrinkingMap(p), shrinkingMap(q)] as const;
  const inner = new Float64Array(p + q);
  const move = (x: Float64Array): Float64Array => {
    maps[0].forward(x.subarray(0, p), inner.subarray(0, p));
    maps[1].forward(x.subarray(p), inner.subarray(p));
    return inner;
  };
  return {
    inner: x => move(x).slice(),
    value: x => plain.value(move(x)),
    gradientInto(gradient) {
      plain.gradientInto(gradient);
      maps[0].pullBack(gradient.subarray(0, p));
      maps[1].pullBack(gradient.subarray(p));
    },
  };
}

/**
 * One polynomial: x to partial autocorrelations, to coefficients, divided by 1.01^i, stepped down to the partial
 * autocorrelations of those; and the gradient all the way back (reverse mode).
 */
function shrinkingMap(order: number) {
  const width = order + 1;
  const outerPartials = new Float64Array(order);
  const innerPartials = new Float64Array(order);
  const outer = new Float64Array(width * width);
  const inner = new Float64Array(width * width);
  const bar = new Float64Array(width * width);
  const powers = Float64Array.from({ length: width }, (_, i) => LEAST_MODULUS ** -i);
  return {
    forward(x: Float64Array, into: Float64Array): void {
      for (let k = 0; k < order; k++) outerPartials[k] = Math.tanh(x[k]!);
      fillPredictors(order, outerPartials, outer);
      for (let i = 1; i <= order; i++) inner[order * width + i] = outer[order * width + i]! * powers[i]!;
      stepDown(order, inner, innerPartials);
      for (let k = 0; k < order; k++) into[k] = Math.atanh(innerPartials[k]!);
    },
    pullBack(gradient: Float64Array): void {
      reverseStepDown(order, inner, innerPartials, gradient, bar);
      const last = order * width;
      bar.fill(0, 0, last);
      for (let i = 1; i <= order; i++) bar[last + i] = bar[last + i]! * powers[i]!;
      reverseLevinson(order, outerPartials, outer, bar, gradient, 0);
    },
  };
}
