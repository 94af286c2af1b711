import type { Session } from '#shared';

/** What a training reads: closes (and feature rows) as they were known at the training's moment, oldest first. */
export type TrainingData = {
  readonly symbol: string;
  readonly sessions: readonly Session[];
  /** Closes in one price basis; same length as `sessions` */
  readonly close: Float64Array;
  /** Feature rows by set name; row t belongs to `sessions[t]` and has seen nothing after it */
  readonly features: ReadonlyMap<string, FeatureRows>;
};

/** Row-major feature values: row t starts at `t * columns`; NaN while an indicator warms up. */
export type FeatureRows = { readonly columns: number; readonly data: Float64Array };

/** Row t of the feature rows, without a copy. */
export const featureRow = (rows: FeatureRows, t: number): Float64Array =>
  rows.data.subarray(t * rows.columns, (t + 1) * rows.columns);

/** The part [from, to) of the data, without a copy. */
export function slice(data: TrainingData, from: number, to: number): TrainingData {
  const features = new Map<string, FeatureRows>();
  for (const [name, rows] of data.features) {
    const part = rows.data.subarray(from * rows.columns, to * rows.columns);
    features.set(name, { columns: rows.columns, data: part });
  }
  return {
    symbol: data.symbol,
    sessions: data.sessions.slice(from, to),
    close: data.close.subarray(from, to),
    features,
  };
}
