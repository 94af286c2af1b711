export { computeFeatures, type FeatureMatrix } from './compute.ts';
export type { FeatureSet, FeatureState, FeatureStream } from './feature-set.ts';
export { type MaterialiseDeps, type Materialised, materialise } from './materialise.ts';
export type {
  BarKnowledge,
  OfflineQuery,
  OfflineRows,
  OfflineStore,
  OnlineEntry,
  OnlineRow,
  OnlineStore,
} from './ports.ts';
export { FEATURE_SETS, featureSet } from './sets.ts';
export { type FeatureDeps, type FeatureUpdate, updateFeatures } from './update-features.ts';
