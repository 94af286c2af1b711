import { integer } from '../../math/check.ts';

export type EwmaVarianceState = {
  readonly kind: 'ewma-variance';
  readonly lambda: number;
  readonly observed: number;
  /** 0 before the first value */
  readonly variance: number;
};

/** A running variance about zero: one return at a time, state as JSON, the same bits after it. */
export interface EwmaVariance {
  /**
   * Takes the next return and says the variance of the one after it.
   * @throws RangeError for a return whose square is not a finite number; the state is unchanged then
   */
  push(value: number): number;
  /** Variance of the next return; NaN before the first. */
  variance(): number;
  /** Plain JSON, from which the same bits go on. */
  toJSON(): EwmaVarianceState;
}

/**
 * Exponentially weighted variance: s[t+1] = lambda s[t] + (1 - lambda) r[t]^2, from s[2] = r[1]^2. GARCH(1,1) with omega 0,
 * alpha 1 - lambda and beta lambda; RiskMetrics takes 0.94 for daily returns.
 * @param saved a state of the same lambda, to go on from
 * @example
 * const volatility = ewmaVariance(0.94);
 * [0.01, -0.02].map(each => volatility.push(each)) // [0.0001, 0.000118]
 * @throws RangeError for a lambda outside 0 to 1 (1 excluded), or a saved state that does not fit
 * @see J.P. Morgan/Reuters (1996), RiskMetrics Technical Document, section 5.2
 */
export function ewmaVariance(lambda: number, saved?: EwmaVarianceState): EwmaVariance {
  if (!(lambda >= 0 && lambda < 1)) throw new RangeError(`lambda must be 0 or more and below 1, got ${String(lambda)}`);
  if (saved) checkSaved(saved, lambda);
  let observed = saved?.observed ?? 0;
  let variance = saved?.variance ?? 0;
  return {
    push(value) {
      const square = typeof value === 'number' ? value * value : Number.NaN;
      if (!Number.isFinite(square)) throw new RangeError(`a return must have a finite square, got ${String(value)}`);
      variance = observed === 0 ? square : lambda * variance + (1 - lambda) * square;
      observed++;
      return variance;
    },
    variance: () => (observed === 0 ? Number.NaN : variance),
    toJSON: () => ({ kind: 'ewma-variance', lambda, observed, variance }),
  };
}

function checkSaved(saved: EwmaVarianceState, lambda: number): void {
  if (saved.kind !== 'ewma-variance') {
    throw new RangeError(`the state must be of kind "ewma-variance", got "${String(saved.kind)}"`);
  }
  if (saved.lambda !== lambda) {
    throw new RangeError(`the state was saved with lambda ${saved.lambda}, not ${lambda}`);
  }
  integer('observed', saved.observed, 0);
  if (!Number.isFinite(saved.variance) || saved.variance < 0) {
    throw new RangeError(`variance must be a finite number, 0 or more, got ${String(saved.variance)}`);
  }
}
