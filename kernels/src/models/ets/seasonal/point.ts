import type { SeasonalSpecification } from './specification.ts';

/** One point of the search. Without a trend `beta` and `slope` are 0 and `phi` is 1. */
export type SeasonalPoint = {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  /** Before the first value */
  readonly level: number;
  readonly slope: number;
  /** Initial seasonal of the season of y[0], y[1], ...; they sum to 0 (A) or to the period (M) */
  readonly season: Float64Array;
};

/** Where each parameter stands in a gradient; -1 for those that the model does not have. Seasonals come last. */
export type Places = {
  readonly alpha: number;
  readonly gamma: number;
  readonly level: number;
  readonly beta: number;
  readonly slope: number;
  readonly phi: number;
  readonly season: number;
  readonly count: number;
};

export function placesOf({ trend }: SeasonalSpecification, period: number): Places {
  const own = { N: 3, A: 5, Ad: 6 }[trend];
  return {
    alpha: 0,
    gamma: 1,
    level: 2,
    beta: trend === 'N' ? -1 : 3,
    slope: trend === 'N' ? -1 : 4,
    phi: trend === 'Ad' ? 5 : -1,
    season: own,
    count: own + period - 1,
  };
}

/**
 * Whether the recursion forgets its start: every root of its characteristic polynomial is within the unit circle, decided by
 * stepping the polynomial down to degree 0 (Schur and Cohn). The usual region alone does not ensure it for a season.
 * @see Hyndman, Akram & Archibald (2008), The admissible parameter space for exponential smoothing models, AISM 60
 */
export function isAdmissible({ alpha, beta, gamma, phi }: SeasonalPoint, period: number): boolean {
  let a = new Float64Array(period + 2).fill(alpha + beta - alpha * phi);
  a[period + 1] = phi * (1 - alpha - gamma);
  a[period] = alpha + beta - alpha * phi + gamma - 1;
  a[1] = alpha + beta - phi;
  a[0] = 1;
  // Without a trend one root is 1: only what is beyond it by more than rounding is refused.
  for (let i = 1; i < a.length; i++) a[i] = a[i]! * (1 - 1e-6) ** i;
  for (let degree = period + 1; degree > 0; degree--) {
    const reflection = a[degree]! / a[0]!;
    if (!(Math.abs(reflection) < 1)) return false;
    const lower = new Float64Array(degree);
    for (let i = 0; i < degree; i++) lower[i] = a[i]! - reflection * a[degree - i]!;
    a = lower;
  }
  return true;
}
