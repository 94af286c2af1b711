export { type AdwinOptions, type AdwinState, adwin } from './detect/adwin.ts';
export type { AdwinRow, AdwinWindow } from './detect/adwin-window.ts';
export type { ChartScale, ControlLimit, Limit } from './detect/control-limit.ts';
export { type CusumOptions, type CusumSettings, type CusumState, cusum } from './detect/cusum.ts';
export {
  type AverageRunLength,
  type Detection,
  type Detections,
  type Detector,
  type DetectorState,
  detect,
} from './detect/detector.ts';
export { type EDetectorOptions, type EDetectorState, eDetector } from './detect/e-detector.ts';
export { type EwmaChartOptions, type EwmaChartSettings, type EwmaChartState, ewmaChart } from './detect/ewma-chart.ts';
export { detectorFromJSON } from './detect/from-json.ts';
export { type ForecastPair, lossDifference, pooledLossDifference } from './detect/loss-difference.ts';
export { type MeasuredRunLength, type MeasureOptions, measureRunLength } from './detect/measure-run-length.ts';
export {
  type PageHinkleyMemory,
  type PageHinkleyOptions,
  type PageHinkleySettings,
  type PageHinkleyState,
  pageHinkley,
} from './detect/page-hinkley.ts';
export { type RollingRmseOptions, type RollingRmseState, rollingRmse } from './detect/rolling-rmse.ts';
export { type CusumDesign, cusumRunLength, type EwmaDesign, ewmaRunLength, type Sides } from './detect/run-length.ts';
export { type AlarmBudget, runLengthFor } from './detect/run-length-for.ts';
export { bootstrapSampler, normalSampler, type Sampler } from './detect/sampler.ts';
export { type SolveOptions, solveThreshold } from './detect/solve-threshold.ts';
export type { Bar, BarField, Bars } from './indicators/bar.ts';
export { catalog } from './indicators/catalog.ts';
export type { AnyIndicator, CatalogEntry, IndicatorFamily, IndicatorParameter } from './indicators/catalog-entry.ts';
export type { Batch, Indicator } from './indicators/indicator.ts';
export { bop } from './indicators/momentum/bop.ts';
export { cci } from './indicators/momentum/cci.ts';
export { cmo } from './indicators/momentum/cmo.ts';
export { priceChange, rateOfChange } from './indicators/momentum/price-change.ts';
export { apo, ppo } from './indicators/momentum/price-oscillator.ts';
export { logReturn, momentum, simpleReturn } from './indicators/momentum/returns.ts';
export { rsi } from './indicators/momentum/rsi.ts';
export { fastStochastic, type Stochastic, stochastic } from './indicators/momentum/stochastic.ts';
export { stochasticRsi } from './indicators/momentum/stochastic-rsi.ts';
export { trix } from './indicators/momentum/trix.ts';
export { ultimateOscillator } from './indicators/momentum/ultimate-oscillator.ts';
export { williamsR } from './indicators/momentum/williams-r.ts';
export type { IndicatorState } from './indicators/saved.ts';
export { type Adx, adx, adxr } from './indicators/trend/adx.ts';
export { type Aroon, aroon } from './indicators/trend/aroon.ts';
export { dema, tema } from './indicators/trend/dema.ts';
export { ema } from './indicators/trend/ema.ts';
export { hma } from './indicators/trend/hma.ts';
export { kama } from './indicators/trend/kama.ts';
export { type LinearRegression, linearRegression } from './indicators/trend/linear-regression.ts';
export { type Macd, macd } from './indicators/trend/macd.ts';
export { parabolicSar } from './indicators/trend/parabolic-sar.ts';
export { sma } from './indicators/trend/sma.ts';
export { t3 } from './indicators/trend/t3.ts';
export { trima } from './indicators/trend/trima.ts';
export { type Vortex, vortex } from './indicators/trend/vortex.ts';
export { vwma } from './indicators/trend/vwma.ts';
export { wilderAverage } from './indicators/trend/wilder-average.ts';
export { wma } from './indicators/trend/wma.ts';
export { atr, atrRatio, natr } from './indicators/volatility/atr.ts';
export { type Bollinger, bollinger } from './indicators/volatility/bollinger.ts';
export { chaikinVolatility } from './indicators/volatility/chaikin-volatility.ts';
export { donchian } from './indicators/volatility/donchian.ts';
export { type Channel, keltner } from './indicators/volatility/keltner.ts';
export { garmanKlass, parkinson, rogersSatchell } from './indicators/volatility/range-volatility.ts';
export { rollingVolatility } from './indicators/volatility/rolling-volatility.ts';
export { standardDeviation } from './indicators/volatility/standard-deviation.ts';
export { trueRange } from './indicators/volatility/true-range.ts';
export { ulcerIndex } from './indicators/volatility/ulcer-index.ts';
export { yangZhang } from './indicators/volatility/yang-zhang.ts';
export { accumulationDistribution } from './indicators/volume/accumulation-distribution.ts';
export { chaikinMoneyFlow } from './indicators/volume/chaikin-money-flow.ts';
export { chaikinOscillator } from './indicators/volume/chaikin-oscillator.ts';
export { easeOfMovement } from './indicators/volume/ease-of-movement.ts';
export { forceIndex } from './indicators/volume/force-index.ts';
export { mfi } from './indicators/volume/mfi.ts';
export { obv } from './indicators/volume/obv.ts';
export { priceVolumeTrend } from './indicators/volume/price-volume-trend.ts';
export { volumeZScore } from './indicators/volume/volume-z-score.ts';
export { vwap } from './indicators/volume/vwap.ts';
export { type ClarkWest, clarkWest } from './inference/clark-west.ts';
export type { Contest } from './inference/contest.ts';
export { type DieboldMariano, dieboldMariano } from './inference/diebold-mariano.ts';
export {
  type EProcess,
  type EProcessOptions,
  type EProcessState,
  eProcess,
  eProcessFromJSON,
} from './inference/e-process.ts';
export { type ConfidenceSet, type ConfidenceSetOptions, modelConfidenceSet } from './inference/model-confidence-set.ts';
export { type PesaranTimmermann, pesaranTimmermann } from './inference/pesaran-timmermann.ts';
export { type Power, sessionsForDirection, sessionsForSkill } from './inference/sample-size.ts';
export { stationaryBootstrap } from './inference/stationary-bootstrap.ts';
export { type AdaptiveOptions, adaptiveConformal } from './intervals/adaptive-conformal.ts';
export type {
  ConformalIntervals,
  ConformalOptions,
  ConformalSet,
  ConformalState,
  Settled,
} from './intervals/conformal.ts';
export { conformalFromJSON } from './intervals/conformal-from-json.ts';
export { conformalPid, type PidOptions } from './intervals/conformal-pid.ts';
export {
  type CoverageEntry,
  type CoverageLedger,
  type CoverageRow,
  coverageLedger,
  coverageLedgerFromJSON,
} from './intervals/coverage-ledger.ts';
export { type Interval, normalInterval } from './intervals/normal-interval.ts';
export { splitConformal } from './intervals/split-conformal.ts';
export { cdfNormal } from './math/normal.ts';
export { quantileNormal } from './math/quantile-normal.ts';
export { quantileStudentT } from './math/quantile-student-t.ts';
export { studentT } from './math/student-t.ts';
export { type AutoArimaOptions, fitAutoArima } from './models/arima/auto-arima.ts';
export { type ArimaOptions, fitArima } from './models/arima/fit-arima.ts';
export { type ArimaParameters, arimaFromParameters } from './models/arima/parameters.ts';
export { applyRegression, fittedRegression, forecastRegression, updateRegression } from './models/arima/regression.ts';
export { type StandardErrors, standardErrors } from './models/arima/standard-errors.ts';
export { type CombineOptions, combine } from './models/combine/combine.ts';
export {
  type ExpertAggregation,
  type ExpertOptions,
  type ExpertState,
  expertAggregation,
} from './models/combine/expert-aggregation.ts';
export { type CombinationOptions, type FitMember, fitCombination } from './models/combine/fit-combination.ts';
export { fitRecommended } from './models/combine/fit-recommended.ts';
export { type ExpertLoss, type RegretOptions, regretBound } from './models/combine/regret-bound.ts';
export { inverseMseWeights, shrinkageWeight } from './models/combine/weights.ts';
export { type EtsOptions, fitEts, type SeasonalEtsOptions } from './models/ets/fit-ets.ts';
export { fitDamped, fitHolt } from './models/ets/holt.ts';
export type {
  AdjustedFit,
  AdjustedState,
  ArimaFit,
  ArimaOptimum,
  ArimaOrder,
  ArimaRegressionFit,
  ArimaState,
  CombinationFit,
  CombinationMethod,
  CombinationState,
  DriftFit,
  DynamicThetaFit,
  DynamicThetaModel,
  DynamicThetaState,
  EtsFit,
  EtsModel,
  EtsState,
  Fit,
  Forecast,
  LastValueState,
  MeanFit,
  MeanVarianceFit,
  MeanVarianceState,
  NaiveFit,
  RidgeFit,
  RidgeTarget,
  SeasonalEtsFit,
  SeasonalEtsModel,
  SeasonalEtsState,
  SeasonalNaiveFit,
  SeasonalNaiveState,
  SeasonalOrder,
  SeasonalPart,
  SeriesFit,
  SesFit,
  SesState,
  ThetaFit,
} from './models/fit.ts';
export { apply, fittedValues, forecast, minimumValues, update } from './models/forecast.ts';
export { type EwmaVariance, type EwmaVarianceState, ewmaVariance } from './models/garch/ewma-variance.ts';
export { garchVariances, updateGarch } from './models/garch/filter.ts';
export { fitGarch, type GarchOptions } from './models/garch/fit-garch.ts';
export { forecastVariance } from './models/garch/forecast-variance.ts';
export type { GarchFit, GarchParameters, GarchState } from './models/garch/garch-fit.ts';
export { garchFromJSON, garchToJSON } from './models/garch/json.ts';
export { fitGbdt } from './models/gbdt/fit-gbdt.ts';
export type { GbdtFit, GbdtTree } from './models/gbdt/gbdt-fit.ts';
export type { GbdtEarlyStopping, GbdtOptions } from './models/gbdt/options.ts';
export { predictGbdt } from './models/gbdt/predict-gbdt.ts';
export { fromJSON, toJSON } from './models/json.ts';
export type { Json } from './models/json-reader.ts';
export { fitMeanVariance, type MeanVarianceOptions } from './models/mean-variance/fit-mean-variance.ts';
export { drift, naive } from './models/random-walk.ts';
export { fitRidge, type Matrix, predictRidge, type RidgeOptions } from './models/ridge.ts';
export { chooseRidgePenalty, type RidgePenalty, type RidgePenaltyOptions } from './models/ridge-penalty.ts';
export { type Decomposition, decompose, type SeasonType } from './models/season/decompose.ts';
export { type AdjustedOptions, fitAdjusted } from './models/season/fit-adjusted.ts';
export { isSeasonal, type SeasonalityOptions } from './models/season/seasonality-test.ts';
export { seasonalNaive } from './models/seasonal-naive.ts';
export { fitSes } from './models/ses.ts';
export { fitTheta } from './models/theta.ts';
export { type DynamicThetaOptions, fitDynamicTheta } from './models/theta-dynamic/fit-dynamic-theta.ts';
export { fitSeasonalTheta } from './models/theta-seasonal.ts';
export { type DirectionalAccuracy, directionalAccuracy } from './validate/directional-accuracy.ts';
export { coverage, mae, mape, mase, r2OutOfSample, randomWalkScale, rmse, smape } from './validate/metrics.ts';
export { crpsNormal, crpsQuantiles, crpsSample, msis, pinball } from './validate/probabilistic-metrics.ts';
export {
  type WalkForwardModel,
  type WalkForwardPlan,
  type WalkForwardResult,
  walkForward,
} from './validate/walk-forward.ts';
