import type { ArimaFit } from '../fit.ts';
import { expand, expandedOrders, type Factors } from './factors.ts';

/** What the polynomials of a fit follow from. */
export type Model = Pick<ArimaFit, 'order' | 'ar' | 'ma' | 'partials' | 'seasonal'>;

/** Coefficients of phi(B) Phi(B^m) and theta(B) Theta(B^m), multiplied out, from lag 1. */
export function polynomialsOf(fit: Pick<Model, 'order' | 'ar' | 'ma' | 'seasonal'>): {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
} {
  if (!fit.seasonal) return { ar: new Float64Array(fit.ar), ma: new Float64Array(fit.ma) };
  const factors = factorsOf(fit);
  const [p, q] = expandedOrders(factors);
  const phi = new Float64Array(p + 1);
  const theta = new Float64Array(q + 1);
  expand(factors, [...fit.ar, ...fit.ma, ...fit.seasonal.ar, ...fit.seasonal.ma], phi, theta);
  return { ar: phi.subarray(1), ma: theta.subarray(1) };
}

/** Orders of the factors; a model without a season has P = Q = 0. */
export function factorsOf({ order: [p, , q], seasonal }: Pick<Model, 'order' | 'seasonal'>): Factors {
  const [P, , Q] = seasonal?.order ?? [0, 0, 0];
  return { p, q, P, Q, period: seasonal?.period ?? 1 };
}
