export { type DriftDeps, type DriftRule, detectDrift } from './drift.ts';
export { type ForecastDeps, type ForecastReport, forecastSymbols } from './forecast.ts';
export type {
  Alarm,
  CanonicalForecast,
  DriftState,
  DriftStore,
  DueForecast,
  ForecastLog,
  SettledError,
  Settlement,
  SettlementReader,
} from './ports.ts';
export { type LatestRow, type PredictorPool, predictorPool, type Running, runUp } from './predictors.ts';
export { scoreReader } from './score-reader.ts';
export { type ErrorScores, type ScoredSession, scoredSessions, scoreErrors } from './scores.ts';
export { type SettleReport, settleSymbols } from './settle.ts';
