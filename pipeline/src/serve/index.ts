export { openApiDocument } from './openapi-document.ts';
export type {
  AlarmRecord,
  DecisionRecord,
  DriftRecord,
  FeatureReader,
  JobReader,
  JobRecord,
  JobState,
  PredictorSource,
  RetrainingRecord,
  Score,
  ScorePoint,
  ScoreReader,
} from './ports.ts';
export { assertBindable } from './security.ts';
export { createServer } from './server.ts';
export { startSpool } from './spool.ts';
