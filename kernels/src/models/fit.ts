import type { GarchFit, GarchState } from './garch/garch-fit.ts';
import type { GbdtFit } from './gbdt/gbdt-fit.ts';

/** What every model of a series has once it is fitted: plain data, so it can be stored, compared and sent. */
type SeriesFitBase = {
  /** Such as `arima(2,1,2)`; `+c` at the end when a mean or drift was estimated */
  readonly name: string;
  /** The estimated parameters by name */
  readonly parameters: Readonly<Record<string, number>>;
  /** Maximum-likelihood variance of the one-step errors: their sum of squares over `nobs` */
  readonly sigma2: number;
  /** Infinity for a series that the model fits without error */
  readonly logLikelihood: number;
  /** Infinity when `nobs` is too small for the number of parameters */
  readonly aicc: number;
  /** How many values the likelihood counts */
  readonly nobs: number;
};

/** What the random walks remember. `last` is 0 while nothing was seen. */
export type LastValueState = { readonly observed: number; readonly last: number };

/** Random walk. State: the last value. */
export type NaiveFit = SeriesFitBase & { readonly kind: 'naive'; readonly state: LastValueState };

/** Random walk with drift. State: the last value. */
export type DriftFit = SeriesFitBase & {
  readonly kind: 'drift';
  /** Mean change per step */
  readonly slope: number;
  readonly state: LastValueState;
};

/** Seasonal random walk. */
export type SeasonalNaiveFit = SeriesFitBase & {
  readonly kind: 'seasonal-naive';
  readonly period: number;
  readonly state: SeasonalNaiveState;
};

/** The newest values, oldest first: `period` of them, or all while fewer were seen. */
export type SeasonalNaiveState = { readonly observed: number; readonly season: readonly number[] };

/** Simple exponential smoothing, ETS(A,N,N). */
export type SesFit = SeriesFitBase & {
  readonly kind: 'ses';
  /** Smoothing weight in 0.0001 to 1 */
  readonly alpha: number;
  /** The level before the first value of the series that was fitted */
  readonly initialLevel: number;
  readonly state: SesState;
};

/** The expected level and its variance in units of sigma2; both 0 while nothing was seen. */
export type SesState = { readonly observed: number; readonly level: number; readonly uncertainty: number };

/** Error (A additive, M multiplicative), trend (N none, A additive, Ad damped), no season. */
export type EtsModel = 'ANN' | 'AAN' | 'AAdN' | 'MNN' | 'MAN' | 'MAdN';

/** Exponential smoothing without a season. `sigma2` is that of the relative errors when they are multiplicative. */
export type EtsFit = SeriesFitBase & {
  readonly kind: 'ets';
  readonly model: EtsModel;
  readonly alpha: number;
  /** 0 without a trend */
  readonly beta: number;
  /** 1 unless the trend is damped */
  readonly phi: number;
  /** Level and slope before the first value of the series that was fitted; the slope is 0 without a trend */
  readonly initialLevel: number;
  readonly initialSlope: number;
  readonly state: EtsState;
};

export type EtsState = {
  readonly observed: number;
  readonly level: number;
  readonly slope: number;
  /** What the unknown start leaves open in units of sigma2: variance of the level, covariance, variance of the slope */
  readonly uncertainty: readonly [level: number, covariance: number, slope: number];
};

/** Error, trend and season; a multiplicative season only with multiplicative errors. */
export type SeasonalEtsModel = 'ANA' | 'AAA' | 'AAdA' | 'MNA' | 'MAA' | 'MAdA' | 'MNM' | 'MAM' | 'MAdM';

/** Exponential smoothing with a season. `sigma2` is that of the relative errors when they are multiplicative. */
export type SeasonalEtsFit = SeriesFitBase & {
  readonly kind: 'seasonal-ets';
  readonly model: SeasonalEtsModel;
  readonly period: number;
  readonly alpha: number;
  /** 0 without a trend */
  readonly beta: number;
  readonly gamma: number;
  /** 1 unless the trend is damped */
  readonly phi: number;
  /** Before the first value of the series that was fitted */
  readonly initialLevel: number;
  readonly initialSlope: number;
  /** One per season, from that of the first value on; they sum to 0 (A) or to the period (M) */
  readonly initialSeason: readonly number[];
  /** The first value that was fitted, to which the initial states are relative on another series */
  readonly firstValue: number;
  readonly state: SeasonalEtsState;
};

/** `season` holds the newest seasonal of each season, in the order of `initialSeason`; all 0 while nothing was seen. */
export type SeasonalEtsState = {
  readonly observed: number;
  readonly level: number;
  readonly slope: number;
  readonly season: readonly number[];
};

/** Simple exponential smoothing that drifts by half the trend of the series. */
export type ThetaFit = SeriesFitBase & {
  readonly kind: 'theta';
  /** Smoothing weight in 0.0001 to 1 */
  readonly alpha: number;
  /** The level before the first value of the series that was fitted */
  readonly initialLevel: number;
  /** Half the least-squares slope per step */
  readonly slope: number;
  readonly state: SesState;
};

/** Dynamic optimised (DOTM), dynamic standard (DSTM, theta 2) and optimised Theta (OTM, a line that does not move). */
export type DynamicThetaModel = 'DOTM' | 'DSTM' | 'OTM';

/** Smoothing of a theta line that is searched, beside a least-squares line that moves with the data. */
export type DynamicThetaFit = SeriesFitBase & {
  readonly kind: 'dynamic-theta';
  readonly model: DynamicThetaModel;
  /** Smoothing weight in 0.1 to 0.99 */
  readonly alpha: number;
  /** Weight of the distances to the line, 1 or more */
  readonly theta: number;
  /** The level before the first value of the series that was fitted */
  readonly initialLevel: number;
  /** The filter's level before the first value, in deviations from that value */
  readonly startOffset: number;
  /** OTM: the line's value one step before the first value, in deviations from that value, and its slope; else 0 */
  readonly lineOffset: number;
  readonly slope: number;
  readonly state: DynamicThetaState;
};

/** First value, and in deviations from it the level and the least-squares line's mean and slope; all 0 at the start. */
export type DynamicThetaState = {
  readonly observed: number;
  readonly first: number;
  readonly level: number;
  readonly mean: number;
  readonly slope: number;
};

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

/** Ridge regression of one or more targets on the same rows. */
export type RidgeFit = {
  readonly kind: 'ridge';
  readonly name: string;
  readonly penalty: number;
  readonly nobs: number;
  /** Mean of each column, subtracted before weighting */
  readonly means: readonly number[];
  /** Per target: intercept (the target's mean) and one weight per column, in the units of the data */
  readonly targets: readonly RidgeTarget[];
};

export type RidgeTarget = {
  readonly intercept: number;
  readonly weights: readonly number[];
  /** Mean squared residual */
  readonly sigma2: number;
};

/** A mean model whose errors have a GARCH variance. `sigma2` is the mean square of the errors. */
export type MeanVarianceFit = SeriesFitBase & {
  readonly kind: 'mean-variance';
  /** As it was fitted; where it stands now is in `state` */
  readonly mean: MeanFit;
  readonly errors: GarchFit;
  readonly state: MeanVarianceState;
};

export type MeanVarianceState = {
  readonly observed: number;
  readonly mean: MeanFit['state'];
  readonly errors: GarchState;
};

/** A model of the seasonally adjusted series. */
export type AdjustedFit = SeriesFitBase & {
  readonly kind: 'adjusted';
  readonly type: 'multiplicative' | 'additive';
  /** One per season, from that of the first value on */
  readonly indices: readonly number[];
  /** As it is before the first value; where it stands now is in `state` */
  readonly inner: MeanFit;
  readonly state: AdjustedState;
};

export type AdjustedState = { readonly observed: number; readonly inner: MeanFit['state'] };

export type CombinationMethod = 'mean' | 'median' | 'inverse-mse' | 'shrinkage';

/** Several models of one series as one. `sigma2` is that of its own in-sample one-step errors, `aicc` Infinity. */
export type CombinationFit = SeriesFitBase & {
  readonly kind: 'combination';
  readonly method: CombinationMethod;
  /** One per member; their sum is 1. The median does not use them */
  readonly weights: readonly number[];
  /** As they are before the first value; where they stand now is in `state` */
  readonly members: readonly MeanFit[];
  readonly state: CombinationState;
};

export type CombinationState = { readonly observed: number; readonly members: readonly MeanFit['state'][] };

/** A fit of the expected values of one series. */
export type MeanFit =
  | NaiveFit
  | DriftFit
  | SeasonalNaiveFit
  | SesFit
  | EtsFit
  | SeasonalEtsFit
  | ThetaFit
  | DynamicThetaFit
  | ArimaFit
  | CombinationFit
  | AdjustedFit;

/** A fit of one series, which can be filtered forward. */
export type SeriesFit = MeanFit | MeanVarianceFit;

export type Fit = SeriesFit | ArimaRegressionFit | RidgeFit | GbdtFit;

/** Steps 1..horizon: expected values and the variances of their errors, parameters taken as known. */
export type Forecast = { readonly mean: Float64Array; readonly variance: Float64Array };
