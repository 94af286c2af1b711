import { rmse } from '@nextclose/kernels';
import { contentId, type Session } from '#shared';
import type { SettledError, SettlementReader } from '../monitor/index.ts';
import { type ModelVersion, point, promote, registerFit, requireVersion, type TrainDeps } from '../registry/index.ts';
import { loadTrainingData, parseSpec, train } from '../train/index.ts';
import type { Decision, RetrainStore } from './ports.ts';

export type GateDeps = {
  readonly train: TrainDeps;
  readonly store: RetrainStore;
  readonly settled: SettlementReader;
  /** Sessions after both cut-offs that a judgement needs */
  readonly sessions: number;
};

export type Judgement =
  | { readonly symbol: string; readonly outcome: 'wait'; readonly seen: number; readonly needed: number }
  | { readonly symbol: string; readonly outcome: 'promote' | 'reject'; readonly decision: Decision };

/**
 * The briefs' gate: a challenger becomes champion when its RMSE is lower than the champion's on the same sessions, all of
 * them after both training cut-offs. Until enough sessions have settled the answer is "wait, N more".
 */
export async function judge(deps: GateDeps, symbols: readonly string[]): Promise<Judgement[]> {
  const aliases = await deps.train.models.aliases(symbols);
  const judgements: Judgement[] = [];
  for (const { symbol, alias, versionId } of aliases) {
    const championId = aliases.find(other => other.symbol === symbol && other.alias === 'champion')?.versionId;
    if (alias !== 'challenger' || !versionId || !championId) continue;
    judgements.push(await judgeOne(deps, symbol, championId, versionId));
  }
  return judgements;
}

async function judgeOne(deps: GateDeps, symbol: string, championId: string, challengerId: string): Promise<Judgement> {
  const { models, clock } = deps.train;
  const champion = await requireVersion(models, championId);
  const challenger = await requireVersion(models, challengerId);
  const pairs = await sharedSessions(deps.settled, champion, challenger);
  if (pairs.length < deps.sessions) return { symbol, outcome: 'wait', seen: pairs.length, needed: deps.sessions };

  const evidence = pairs.slice(0, deps.sessions);
  const score = (of: (pair: Pair) => SettledError) => {
    const errors = evidence.map(pair => of(pair).error / of(pair).previousClose);
    return rmse(
      errors,
      errors.map(() => 0),
    );
  };
  const championRmse = score(pair => pair.champion);
  const challengerRmse = score(pair => pair.challenger);
  const outcome = challengerRmse < championRmse ? 'promote' : 'reject';
  const numbers = {
    rule: 'lower RMSE on the same sessions after both cut-offs',
    champion_rmse: championRmse,
    challenger_rmse: challengerRmse,
    sessions: evidence.length,
    from: evidence[0]?.champion.targetSession,
    to: evidence.at(-1)?.champion.targetSession,
    champion_cutoff: champion.cutoff,
    challenger_cutoff: challenger.cutoff,
  };
  const decision: Decision = {
    id: contentId('dc', { symbol, championId, challengerId, numbers }),
    symbol,
    championId,
    challengerId,
    outcome,
    reason: `RMSE ${challengerRmse.toPrecision(4)} against ${championRmse.toPrecision(4)} over ${evidence.length} sessions`,
    numbers,
    decidedAt: clock.now(),
  };
  await deps.store.decide(decision);
  await carryOut(deps, decision, challenger);
  return { symbol, outcome, decision };
}

type Pair = { readonly champion: SettledError; readonly challenger: SettledError };

async function sharedSessions(
  settled: SettlementReader,
  champion: ModelVersion,
  challenger: ModelVersion,
): Promise<Pair[]> {
  const after: Session = champion.cutoff > challenger.cutoff ? champion.cutoff : challenger.cutoff;
  const rows = await settled.since([champion, challenger].map(({ id, symbol }) => ({ symbol, versionId: id, after })));
  const ofChampion = new Map(rows.filter(row => row.versionId === champion.id).map(row => [row.targetSession, row]));
  return rows.flatMap(row => {
    const other = row.versionId === challenger.id ? ofChampion.get(row.targetSession) : undefined;
    return other ? [{ champion: other, challenger: row }] : [];
  });
}

/** Every step may be repeated: a crash in the middle leaves the challenger in place, and the next judgement goes on. */
async function carryOut(deps: GateDeps, decision: Decision, challenger: ModelVersion): Promise<void> {
  const { models, clock } = deps.train;
  const { symbol, id: decisionId, reason, outcome } = decision;
  const at = clock.now();
  const shared = { actor: 'gate', reason, at, decisionId };
  if (outcome === 'promote') {
    const refitted = await refit(deps.train, challenger, `refit after ${decisionId}`);
    await promote(models, { ...shared, versionId: refitted.id });
  }
  const retraining = await deps.store.ofChallenger(challenger.id);
  if (retraining) {
    await deps.store.save({ ...retraining, outcome: outcome === 'promote' ? 'promoted' : 'rejected', finishedAt: at });
  }
  await point(models, { ...shared, symbol, alias: 'challenger', to: null });
}

/** The same specification on the newest data; it keeps the walk-forward scores of the training it is fitted in. */
async function refit(deps: TrainDeps, version: ModelVersion, reason: string): Promise<ModelVersion> {
  const { options, clock } = deps;
  const at = clock.now();
  const spec = parseSpec(version.spec);
  const loaded = await loadTrainingData(deps.reader, {
    symbol: version.symbol,
    asOf: at,
    featureSets: spec.featureSet === undefined ? [] : [spec.featureSet],
    sessions: options.window + options.validation,
  });
  const training = train(loaded, reason, at, { ...options, specs: [spec] });
  await deps.runs.save(training.runs);
  const scores = training.candidates[0]?.scores ?? version.scores;
  return await registerFit(deps.models, training, spec, scores, {
    codeVersion: deps.codeVersion,
    reason,
    at,
    refitOf: version.id,
  });
}
