export type { Detection, Detector, DetectorState } from './detect/detector.ts';
export { detectorFromJSON } from './detect/from-json.ts';
export { type RollingRmseOptions, type RollingRmseState, rollingRmse } from './detect/rolling-rmse.ts';
export { type Interval, normalInterval } from './intervals/normal-interval.ts';
export { quantileNormal } from './math/quantile-normal.ts';
export { type ArimaOptions, fitArima } from './models/arima/fit-arima.ts';
export { type ArimaParameters, arimaFromParameters } from './models/arima/parameters.ts';
export type {
  ArimaFit,
  ArimaOrder,
  DriftFit,
  Fit,
  Forecast,
  NaiveFit,
  RidgeFit,
  RidgeTarget,
  SeriesFit,
  SesFit,
} from './models/fit.ts';
export { apply, fittedValues, forecast, minimumValues, update } from './models/forecast.ts';
export { fromJSON, toJSON } from './models/json.ts';
export type { Json } from './models/json-reader.ts';
export { drift, naive } from './models/random-walk.ts';
export { fitRidge, type Matrix, predictRidge, type RidgeOptions } from './models/ridge.ts';
export { fitSes } from './models/ses.ts';
export { type DirectionalAccuracy, directionalAccuracy } from './validate/directional-accuracy.ts';
export { coverage, mae, mape, mase, randomWalkScale, rmse } from './validate/metrics.ts';
export {
  type WalkForwardModel,
  type WalkForwardPlan,
  type WalkForwardResult,
  walkForward,
} from './validate/walk-forward.ts';
