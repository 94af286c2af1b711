import type { Instant, Session } from '#shared';
import type { WalkForwardScores } from '../train/index.ts';

/** The symbol under which the pooled price-only version is registered. */
export const POOL = '*';

/** What made a version: enough to make it again. */
export type Lineage = {
  readonly code_version: string;
  readonly feature_set: string | null;
  readonly window_from: Session;
  readonly window_to: Session;
  readonly observations: number;
  /** Hash of the bars that the fit has read, as they were known then */
  readonly data_vintage: string;
  readonly reason: string;
  /** The version whose specification was refitted on newer data, if it was */
  readonly refit_of?: string;
};

export type ModelVersion = {
  readonly id: string;
  readonly symbol: string;
  readonly number: number;
  readonly spec: string;
  readonly priceOnly: boolean;
  readonly artifact: object;
  readonly lineage: Lineage;
  readonly scores: WalkForwardScores;
  /** Last session the fit has seen; evidence counts only after it */
  readonly cutoff: Session;
  readonly registeredAt: Instant;
};

export type NewVersion = Omit<ModelVersion, 'id' | 'number'>;

/** champion serves, challenger shadows it, random_walk is the yardstick, price_only answers `POST /predict`. */
export type Alias = 'champion' | 'challenger' | 'random_walk' | 'price_only';

export type AliasState = {
  readonly symbol: string;
  readonly alias: Alias;
  readonly versionId: string | null;
  /** Grows by one with every move; a move names the revision it saw, so two movers cannot both win */
  readonly revision: number;
  readonly movedAt: Instant;
};

export type AliasMove = {
  readonly symbol: string;
  readonly alias: Alias;
  readonly to: string | null;
  /** The revision that the mover saw; 0 for an alias that did not exist */
  readonly expected: number;
  readonly actor: string;
  readonly reason: string;
  readonly decisionId?: string;
  readonly at: Instant;
};

export type AliasMoveRecord = Omit<AliasMove, 'expected'> & { readonly from: string | null; readonly revision: number };

export interface ModelStore {
  /** Registers a version under an id made of its content; a second call with the same content changes nothing. */
  register(version: NewVersion): Promise<ModelVersion>;
  get(id: string): Promise<ModelVersion | undefined>;
  /** Newest first. */
  list(filter?: { readonly symbol?: string; readonly limit?: number }): Promise<ModelVersion[]>;
  alias(symbol: string, alias: Alias): Promise<AliasState | undefined>;
  aliases(symbols?: readonly string[]): Promise<AliasState[]>;
  /** Compare-and-set, audited in the same transaction. Rejects with AppError ALIAS_MOVED. */
  move(move: AliasMove): Promise<AliasState>;
  /** The audit trail of a symbol's aliases, oldest first. */
  moves(symbol: string, alias?: Alias): Promise<AliasMoveRecord[]>;
}
