import type { Instant } from '#shared';
import type { ModelSpec, Training, WalkForwardScores } from '../train/index.ts';
import type { ModelStore, ModelVersion } from './ports.ts';

export type Registration = {
  readonly codeVersion: string;
  readonly reason: string;
  readonly at: Instant;
  readonly refitOf?: string;
};

/** Fits a scored specification on the training's newest window and registers it with everything that it came from. */
export async function registerFit(
  store: ModelStore,
  training: Training,
  spec: ModelSpec,
  scores: WalkForwardScores,
  registration: Registration,
): Promise<ModelVersion> {
  const model = training.fit(spec);
  return await store.register({
    symbol: training.loaded.data.symbol,
    spec: spec.name,
    priceOnly: model.priceOnly,
    artifact: model.toJSON(),
    lineage: {
      code_version: registration.codeVersion,
      feature_set: model.featureSet ?? null,
      window_from: training.windowFrom,
      window_to: training.windowTo,
      observations: training.observations,
      data_vintage: training.loaded.vintage,
      reason: registration.reason,
      ...(registration.refitOf === undefined ? {} : { refit_of: registration.refitOf }),
    },
    scores,
    cutoff: training.windowTo,
    registeredAt: registration.at,
  });
}
