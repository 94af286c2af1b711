import type { Objective } from '../../math/bfgs.ts';
import { fillPredictors } from './presample.ts';
import { reverseLevinson } from './presample-reverse.ts';

/** Every root of phi and theta has at least this modulus when only admissible roots are asked for, as in `auto.arima`. */
const LEAST_MODULUS = 1.01;

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

/** Row k - 1 of the table from row k, whose last entry is the k-th partial autocorrelation. */
function stepDown(order: number, table: Float64Array, partials: Float64Array): void {
  const width = order + 1;
  for (let k = order; k >= 1; k--) {
    const row = k * width;
    const r = table[row + k]!;
    const room = (1 - r) * (1 + r);
    partials[k - 1] = r;
    for (let i = 1; i < k; i++) table[row - width + i] = (table[row + i]! + r * table[row + k - i]!) / room;
  }
}

/** From the gradient by atanh of the partial autocorrelations to that by the coefficients, in the last row of `bar`. */
function reverseStepDown(
  order: number,
  table: Float64Array,
  partials: Float64Array,
  gradient: Float64Array,
  bar: Float64Array,
): void {
  const width = order + 1;
  for (let k = 1; k <= order; k++) {
    const row = k * width;
    const below = row - width;
    const r = partials[k - 1]!;
    const room = (1 - r) * (1 + r);
    let sum = gradient[k - 1]!;
    for (let i = 1; i < k; i++) {
      bar[row + i] = (bar[below + i]! + r * bar[below + k - i]!) / room;
      sum += bar[below + i]! * (table[row + k - i]! + 2 * r * table[below + i]!);
    }
    bar[row + k] = sum / room;
  }
}
