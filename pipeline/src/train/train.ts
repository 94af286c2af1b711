import { contentId, type Instant, type Session } from '#shared';
import { type Candidate, scoreCandidates, type WalkForwardOptions } from './candidates.ts';
import { slice } from './data.ts';
import type { Loaded } from './load.ts';
import type { FittedModel } from './ports.ts';
import type { ModelSpec } from './specs.ts';

export type TrainingOptions = WalkForwardOptions & { readonly specs: readonly ModelSpec[] };

/** One candidate of one training, as it is tracked: also the failed ones. */
export type TrainingRun = {
  readonly id: string;
  readonly symbol: string;
  readonly spec: string;
  readonly reason: string;
  readonly windowFrom: Session;
  readonly windowTo: Session;
  readonly parameters: object;
  readonly scores: object;
  readonly failure: string | null;
  readonly trainedAt: Instant;
};

/** Where tracked runs are kept. */
export interface TrainingRunStore {
  /** Idempotent by id. */
  save(runs: readonly TrainingRun[]): Promise<void>;
  list(filter: { readonly symbol?: string; readonly limit?: number }): Promise<TrainingRun[]>;
}

export type Training = {
  readonly loaded: Loaded;
  readonly candidates: readonly Candidate[];
  readonly runs: readonly TrainingRun[];
  /** Fits a candidate's specification on the newest `window` sessions: the fit that is registered. */
  fit(spec: ModelSpec): FittedModel;
  readonly windowFrom: Session;
  readonly windowTo: Session;
  readonly observations: number;
};

/** Scores all specifications by walk-forward on the loaded data; nothing is written. */
export function train(loaded: Loaded, reason: string, at: Instant, options: TrainingOptions): Training {
  const { data } = loaded;
  const candidates = scoreCandidates(options.specs, data, options);
  const n = data.close.length;
  const from = Math.max(0, n - options.window);
  const windowFrom = data.sessions[from] ?? '';
  const windowTo = data.sessions[n - 1] ?? '';
  const parameters = { window: options.window, validation: options.validation, refit_every: options.refitEvery };
  const runs = candidates.map(({ spec, scores, failure }): TrainingRun => {
    const identity = { symbol: data.symbol, spec: spec.name, vintage: loaded.vintage, parameters, reason, at };
    return {
      id: contentId('run', identity),
      symbol: data.symbol,
      spec: spec.name,
      reason,
      windowFrom,
      windowTo,
      parameters,
      scores: scores ?? {},
      failure: failure ?? null,
      trainedAt: at,
    };
  });
  return {
    loaded,
    candidates,
    runs,
    windowFrom,
    windowTo,
    observations: n - from,
    fit: spec => spec.fit(sliceFrom(loaded, from)),
  };
}

function sliceFrom({ data }: Loaded, from: number) {
  return slice(data, from, data.close.length);
}
