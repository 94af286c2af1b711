import { contentId, type Log } from '#shared';
import { point, registerFit, type TrainDeps, trainCandidates } from '../registry/index.ts';
import { best } from '../train/index.ts';
import type { Retraining, RetrainStore } from './ports.ts';

export type RetrainDeps = {
  readonly train: TrainDeps;
  readonly store: RetrainStore;
  readonly log: Log;
  /** No alarm retrains a symbol within so many days of its last retraining */
  readonly coolDownDays: number;
};

export type RetrainRequest = { readonly symbol: string; readonly reason: string; readonly alarmId?: string };

export type RetrainResult =
  | { readonly started: true; readonly retraining: Retraining }
  | { readonly started: false; readonly why: string };

/**
 * Trains a challenger: all candidates are scored by walk-forward, the best is fitted on the newest window and shadows the
 * champion until the gate has seen enough sessions. A symbol that has a challenger already is left alone, and so is one whose
 * alarm comes while it cools down; such an alarm is reported again while it rings. One alarm starts one retraining, however
 * often it is reported.
 */
export async function retrain(deps: RetrainDeps, request: RetrainRequest): Promise<RetrainResult> {
  const { clock, models } = deps.train;
  const { symbol, reason } = request;
  const at = clock.now();
  const shadowing = await models.alias(symbol, 'challenger');
  if (shadowing?.versionId)
    return { started: false, why: `"${symbol}" has a challenger in shadow already: ${shadowing.versionId}` };
  const [last] = await deps.store.list({ symbol, limit: 1 });
  if (last?.outcome === 'shadowing' && last.challengerId) {
    // The process died between the record and the alias: the challenger is trained, it only has to begin.
    await point(models, {
      symbol,
      alias: 'challenger',
      to: last.challengerId,
      actor: 'retrain',
      reason: last.reason,
      at,
    });
    return { started: true, retraining: last };
  }
  const rested = last ? (at - last.requestedAt) / 86_400_000 : Number.POSITIVE_INFINITY;
  if (last && last.alarmId !== null && last.alarmId === request.alarmId) {
    return { started: false, why: `alarm ${last.alarmId} has had its retraining: ${last.id}` };
  }
  // A schedule or a person knows that it is early; an alarm may well be about what the last retraining was for.
  if (request.alarmId !== undefined && rested < deps.coolDownDays) {
    return {
      started: false,
      why: `"${symbol}" was retrained ${rested.toFixed(1)} days ago; it cools down for ${deps.coolDownDays}`,
    };
  }

  const requested: Retraining = {
    id: contentId('rt', { symbol, reason, at, alarm: request.alarmId ?? null }),
    symbol,
    reason,
    alarmId: request.alarmId ?? null,
    requestedAt: at,
    challengerId: null,
    outcome: null,
    finishedAt: null,
  };
  const training = await trainCandidates(deps.train, symbol, reason);
  const winner = best(training.candidates);
  if (!winner) {
    const failed = { ...requested, outcome: 'failed' as const, finishedAt: at };
    await deps.store.save(failed);
    deps.log.warn({ symbol, candidates: training.runs }, 'no candidate could be trained');
    return { started: true, retraining: failed };
  }
  const version = await registerFit(models, training, winner.spec, winner.scores, {
    codeVersion: deps.train.codeVersion,
    reason,
    at,
  });
  const shadowed: Retraining = { ...requested, challengerId: version.id, outcome: 'shadowing' };
  await deps.store.save(shadowed);
  await point(models, { symbol, alias: 'challenger', to: version.id, actor: 'retrain', reason, at });
  return { started: true, retraining: shadowed };
}
