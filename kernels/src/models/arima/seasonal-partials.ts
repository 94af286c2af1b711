import { partialsFromCoefficients } from '../../math/partials.ts';
import type { ArimaFit } from '../fit.ts';
import type { Factors } from './factors.ts';

/** Partial autocorrelations of each factor from all coefficients in their order. */
export function splitPartials(
  { p, q, P }: Factors,
  c: Float64Array,
): { readonly partials: ArimaFit['partials']; readonly seasonalPartials: ArimaFit['partials'] } {
  const negative = c.map(value => -value);
  return {
    partials: { ar: inside(c.subarray(0, p)), ma: inside(negative.subarray(p, p + q)) },
    seasonalPartials: { ar: inside(c.subarray(p + q, p + q + P)), ma: inside(negative.subarray(p + q + P)) },
  };
}

/** The coefficients came from partial autocorrelations within -1 to 1, so only rounding can take one out. */
function inside(coefficients: Float64Array): number[] {
  const partials = partialsFromCoefficients(coefficients);
  if (partials === undefined) throw new RangeError('y must have a likelihood that a double can hold');
  return partials;
}
