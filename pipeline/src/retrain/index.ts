export { type Policy, POLICIES, parsePolicy } from './policy.ts';
export { type GateDeps, type Judgement, judge } from './gate.ts';
export type { Decision, Retraining, RetrainStore } from './ports.ts';
export { type RetrainDeps, type RetrainRequest, type RetrainResult, retrain } from './retrain.ts';
