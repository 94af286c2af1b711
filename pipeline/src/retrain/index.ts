export { type GateDeps, type Judgement, judge } from './gate.ts';
export { type Policy, parsePolicy } from './policy.ts';
export type { Decision, Retraining, RetrainStore } from './ports.ts';
export { type RetrainDeps, type RetrainRequest, type RetrainResult, retrain } from './retrain.ts';
