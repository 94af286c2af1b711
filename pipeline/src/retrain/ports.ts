import type { DecisionRecord, RetrainingRecord } from '../serve/index.ts';

/** One request to retrain and what became of it. */
export type Retraining = RetrainingRecord;

/** A gate's judgement with the numbers that it rests on. */
export type Decision = DecisionRecord;

export interface RetrainStore {
  /** Adds or replaces by id. */
  save(retraining: Retraining): Promise<void>;
  /** Newest first. */
  list(filter: { readonly symbol?: string; readonly limit?: number }): Promise<Retraining[]>;
  /** The retraining whose challenger this is. */
  ofChallenger(versionId: string): Promise<Retraining | undefined>;
  /** Idempotent by id. */
  decide(decision: Decision): Promise<void>;
  decisions(filter: { readonly symbol?: string; readonly limit?: number }): Promise<Decision[]>;
}
