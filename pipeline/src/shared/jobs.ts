import { type Static, type TSchema, Type } from 'typebox';

/**
 * The jobs of the loop. Their names and payloads are the only way in which a stage hands work to a later or an earlier
 * one; `main/` wires handlers to them. A changed payload is a new name (`.v2`), so that rows already queued keep their meaning.
 */
const symbols = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const session = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const strict = { additionalProperties: false };

export const JOBS = {
  /** Fetch what the provider has for the symbols up to the clock's now, land it, and add the bars. */
  'ingest.v1': Type.Object({ symbols, from: Type.Optional(session), to: Type.Optional(session) }, strict),
  /** Bring the online feature rows of the symbols up to the newest bar known. */
  'features.v1': Type.Object({ symbols }, strict),
  /** Attach actual closes to every due forecast of the symbols. */
  'settle.v1': Type.Object({ symbols }, strict),
  /** Push new settlements through the detectors; an alarm enqueues `retrain.v1`. */
  'drift.v1': Type.Object({ symbols }, strict),
  /** Judge shadowing challengers on the sessions after both cut-offs. */
  'gate.v1': Type.Object({ symbols }, strict),
  /** Write the canonical forecasts from the newest session. */
  'forecast.v1': Type.Object({ symbols }, strict),
  /** Fit all candidates, score them by walk-forward, register the best as champion where there is none. */
  'train.v1': Type.Object({ symbol: Type.String({ minLength: 1 }) }, strict),
  /** Train a challenger for one symbol because of an alarm, a schedule or a person. */
  'retrain.v1': Type.Object(
    { symbol: Type.String({ minLength: 1 }), reason: Type.String(), alarm_id: Type.Optional(Type.String()) },
    strict,
  ),
} satisfies Record<string, TSchema>;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = Static<(typeof JOBS)[Name]>;

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void> };

/** How a job is queued: `key` makes it unique while it waits or runs (a second request is dropped). */
export type EnqueueOptions = { readonly key?: string };

/** The queue port: pg-boss live, an ordered virtual queue in replay. */
export interface Queue {
  /** @returns false when a job of that key was already waiting or running */
  enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options?: EnqueueOptions): Promise<boolean>;
}
