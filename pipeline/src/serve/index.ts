export { openApiDocument } from './openapi-document.ts';
export type {
  FeatureReader,
  JobReader,
  JobRecord,
  JobState,
  PredictorSource,
  Score,
  ScorePoint,
  ScoreReader,
} from './ports.ts';
export { assertBindable } from './security.ts';
export { createServer } from './server.ts';
export { startSpool } from './spool.ts';
