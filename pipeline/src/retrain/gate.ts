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
    const champion = aliases.find(other => other.symbol === symbol && other.alias === 'champion');
    if (alias !== 'challenger' || !versionId || !champion?.versionId) continue;
    judgements.push(await judgeOne(deps, { ...champion, versionId: champion.versionId }, versionId));
  }
  return judgements;
}

/** The champion alias as the gate saw it: what it judges against, and what must still be true when it promotes. */
type Seen = { readonly symbol: string; readonly versionId: string; readonly revision: number };

async function judgeOne(deps: GateDeps, seen: Seen, challengerId: string): Promise<Judgement> {
  const { models, clock } = deps.train;
  const { symbol, versionId: championId } = seen;
  const champion = await requireVersion(models, championId);
  const challenger = await requireVersion(models, challengerId);
  const unfinished = await promotionBegun(deps, champion, challenger);
  if (unfinished) {
    await conclude(deps, unfinished, challenger);
    return { symbol, outcome: unfinished.outcome, decision: unfinished };
  }
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
  await carryOut(deps, decision, challenger, seen);
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

/** The decision whose promotion was carried out while its conclusion was not: the process died in between. */
async function promotionBegun(
  deps: GateDeps,
  champion: ModelVersion,
  challenger: ModelVersion,
): Promise<Decision | undefined> {
  if (champion.lineage.refit_of !== challenger.id) return undefined;
  const decisions = await deps.store.decisions({ symbol: champion.symbol });
  return decisions.find(({ challengerId, outcome }) => challengerId === challenger.id && outcome === 'promote');
}

/**
 * Promotes a refit only where the champion is still the one that was judged: a person may have moved it meanwhile, and then
 * the challenger is left to be judged against the new one.
 */
async function carryOut(deps: GateDeps, decision: Decision, challenger: ModelVersion, seen: Seen): Promise<void> {
  const { models, clock } = deps.train;
  const { id: decisionId, reason, outcome } = decision;
  if (outcome === 'promote') {
    const refitted = await refit(deps.train, challenger, `refit after ${decisionId}`);
    const promotion = { actor: 'gate', reason, at: clock.now(), decisionId, expected: seen.revision };
    await promote(models, { ...promotion, versionId: refitted.id });
  }
  await conclude(deps, decision, challenger);
}

/** Ends the retraining and takes the challenger's alias away; both may be repeated. */
async function conclude(deps: GateDeps, decision: Decision, challenger: ModelVersion): Promise<void> {
  const { models, clock } = deps.train;
  const { symbol, id: decisionId, reason, outcome } = decision;
  const at = clock.now();
  const retraining = await deps.store.ofChallenger(challenger.id);
  if (retraining) {
    await deps.store.save({ ...retraining, outcome: outcome === 'promote' ? 'promoted' : 'rejected', finishedAt: at });
  }
  await point(models, { actor: 'gate', reason, at, decisionId, symbol, alias: 'challenger', to: null });
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
