import type { ArimaFit, ArimaRegressionFit } from './arima/arima-fit.ts';
import type { GarchFit, GarchState } from './garch/garch-fit.ts';
import type { GbdtFit } from './gbdt/gbdt-fit.ts';
import type { SeriesFitBase } from './series-fit-base.ts';

export type {
  ArimaFit,
  ArimaOptimum,
  ArimaOrder,
  ArimaRegressionFit,
  ArimaState,
  SeasonalOrder,
  SeasonalPart,
} from './arima/arima-fit.ts';

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
