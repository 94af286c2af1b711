export { best, type Candidate, type WalkForwardOptions, type WalkForwardScores } from './candidates.ts';
export { type FeatureRows, featureRow, type TrainingData } from './data.ts';
export { type Loaded, loadPooledData, loadTrainingData } from './load.ts';
export type { FittedModel, Observation, Predictor, StepForecast } from './ports.ts';
export { DEFAULT_SPECS, type ModelSpec, openModel, parseSpec, RANDOM_WALK } from './specs.ts';
export { type Training, type TrainingOptions, type TrainingRun, type TrainingRunStore, train } from './train.ts';
