import type { Instant } from '#shared';

/** One request to retrain and what became of it. */
export type Retraining = {
  readonly id: string;
  readonly symbol: string;
  readonly reason: string;
  readonly alarmId: string | null;
  readonly requestedAt: Instant;
  readonly challengerId: string | null;
  readonly outcome: 'shadowing' | 'promoted' | 'rejected' | 'failed' | null;
  readonly finishedAt: Instant | null;
};

/** A gate's judgement with the numbers that it rests on. */
export type Decision = {
  readonly id: string;
  readonly symbol: string;
  readonly championId: string;
  readonly challengerId: string;
  readonly outcome: 'promote' | 'reject';
  readonly reason: string;
  readonly numbers: object;
  readonly decidedAt: Instant;
};

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
