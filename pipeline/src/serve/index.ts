export { openApiDocument } from './openapi-document.ts';
export type {
  AlarmRecord,
  ClientForecast,
  DecisionRecord,
  FeatureReader,
  ForecastSink,
  JobReader,
  JobRecord,
  JobState,
  LatestFeatures,
  LoopReader,
  LoopTotals,
  OpenedPredictor,
  Page,
  PageQuery,
  PredictorSource,
  ReadinessCheck,
  Score,
  ScorePoint,
  ScoreReader,
  Spool,
  SpoolDepth,
  SpoolFiles,
  SpoolSegment,
  SymbolScores,
  TimeKey,
  TotalsReader,
} from './ports.ts';
export { assertBindable } from './security.ts';
export { createServer, type ServeConfig, type ServeDeps } from './server.ts';
export { type RunningSpool, type SpoolOptions, startSpool } from './spool.ts';
