import type { SeriesFitBase } from '../series-fit-base.ts';

export type ArimaOrder = readonly [p: number, d: number, q: number];

/** ARIMA in Box-Jenkins signs: phi(B)(w - constant) = theta(B) e, phi = 1 - ar1 B - ..., theta = 1 + ma1 B + ... */
export type ArimaFit = SeriesFitBase & {
  readonly kind: 'arima';
  readonly order: ArimaOrder;
  readonly ar: readonly number[];
  readonly ma: readonly number[];
  /** Mean of the d-times differenced series: the mean for d = 0, the drift per step for d = 1; 0 when not estimated */
  readonly constant: number;
  readonly hasConstant: boolean;
  /** Partial autocorrelations of the AR polynomial and of the inverted MA polynomial, from which `ar` and `ma` follow */
  readonly partials: { readonly ar: readonly number[]; readonly ma: readonly number[] };
  /** Seasonal factors and differences; absent without a season */
  readonly seasonal?: SeasonalPart;
  /**
   * Which maximum of the likelihood this is: over all stationary and invertible parameters, or over roots of modulus 1.01 or
   * more. Absent when the parameters were given, and in JSON from before it was written
   */
  readonly optimum?: ArimaOptimum;
  readonly state: ArimaState;
};

export type ArimaOptimum = 'unrestricted' | 'admissible';

export type SeasonalOrder = readonly [P: number, D: number, Q: number];

/** Factors in B^period: phi(B) Phi(B^m) (w - constant) = theta(B) Theta(B^m) e; w is also D times differenced at lag m. */
export type SeasonalPart = {
  readonly order: SeasonalOrder;
  readonly period: number;
  readonly ar: readonly number[];
  readonly ma: readonly number[];
  readonly partials: { readonly ar: readonly number[]; readonly ma: readonly number[] };
};

/** What the exact filter remembers: O((p + q)^2) numbers while the presample matters, O(p + q + d) afterwards. */
export type ArimaState = {
  readonly observed: number;
  /** Last value of the series and of each of its first d - 1 differences, as far as seen */
  readonly tails: readonly number[];
  /** Per seasonal difference its last `period` inputs, oldest first, as far as seen; absent without a season */
  readonly seasonTails?: readonly number[];
  /** Last p (all factors multiplied out) centred differences, newest first */
  readonly values: readonly number[];
  /** Last q residuals of the zero-presample filter, newest first */
  readonly residuals: readonly number[];
  /** Weights of the presample in the coming residuals, newest first; empty once they are negligible */
  readonly weights: readonly number[];
  /** Expected presample, and a square root of its variance in units of sigma2, row by row */
  readonly presample: readonly number[];
  readonly root: readonly number[];
};

/**
 * Regression with ARIMA errors: y less the weighted regressors follows `errors`, whose state is that of the regression. Its
 * likelihood, AICc and `nobs` count the regressors; those of `errors` are the same numbers.
 */
export type ArimaRegressionFit = SeriesFitBase & {
  readonly kind: 'arima-regression';
  /** One per regressor, in the units of y over those of the regressor */
  readonly coefficients: readonly number[];
  readonly errors: ArimaFit;
};
