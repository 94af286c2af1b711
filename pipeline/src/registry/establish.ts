import { AppError, type Clock } from '#shared';
import type { BarReader } from '../ingest/index.ts';
import {
  best,
  type Candidate,
  loadPooledData,
  loadTrainingData,
  RANDOM_WALK,
  type Training,
  type TrainingOptions,
  type TrainingRunStore,
  train,
} from '../train/index.ts';
import { type Alias, type ModelStore, type ModelVersion, POOL } from './ports.ts';
import { point, promote } from './promote.ts';
import { registerFit } from './register.ts';

export type TrainDeps = {
  readonly reader: BarReader;
  readonly runs: TrainingRunStore;
  readonly models: ModelStore;
  readonly clock: Clock;
  readonly codeVersion: string;
  readonly options: TrainingOptions;
};

/** What a first training left behind. */
export type Established = {
  readonly symbol: string;
  readonly candidates: readonly Candidate[];
  readonly champion: ModelVersion;
  readonly randomWalk: ModelVersion;
  readonly priceOnly: ModelVersion;
};

type Scored = Candidate & { readonly scores: NonNullable<Candidate['scores']> };

/** Trains all candidates of one symbol (or of the pool) and tracks the runs; registers nothing. */
export async function trainCandidates(deps: TrainDeps, symbol: string, reason: string): Promise<Training> {
  const { options, reader } = deps;
  const at = deps.clock.now();
  const featureSets = [...new Set(options.specs.flatMap(spec => spec.featureSet ?? []))];
  const sessions = options.window + options.validation;
  const loaded =
    symbol === POOL
      ? await loadPooledData(reader, {
          symbols: (await reader.symbols()).map(known => known.symbol),
          asOf: at,
          sessions: 4 * sessions,
        })
      : await loadTrainingData(reader, { symbol, asOf: at, featureSets, sessions });
  const specs = symbol === POOL ? options.specs.filter(spec => spec.priceOnly) : options.specs;
  const training = train(loaded, reason, at, { ...options, specs });
  await deps.runs.save(training.runs);
  return training;
}

/**
 * Gives a symbol its first versions: the random walk as the yardstick, the best price-only candidate for `POST /predict`,
 * and the best of all as champion. A symbol that has a champion keeps it: a better candidate has to pass the gate.
 * @throws AppError SERIES_TOO_SHORT when no candidate could be scored, with each one's reason
 */
export async function establish(deps: TrainDeps, symbol: string, reason: string): Promise<Established> {
  const training = await trainCandidates(deps, symbol, reason);
  const winner = best(training.candidates);
  const walk = training.candidates.find((c): c is Scored => c.spec.name === RANDOM_WALK && c.scores !== undefined);
  const plain = best(training.candidates.filter(candidate => candidate.spec.priceOnly));
  if (!winner || !walk || !plain) throw nothingScored(symbol, training);

  const at = deps.clock.now();
  const register = (c: Scored) =>
    registerFit(deps.models, training, c.spec, c.scores, { codeVersion: deps.codeVersion, reason, at });
  const randomWalk = await register(walk);
  const priceOnly = plain.spec.name === walk.spec.name ? randomWalk : await register(plain);
  const champion = winner.spec.name === plain.spec.name ? priceOnly : await register(winner);

  const move = (alias: Alias, to: string) => ({ symbol, alias, to, actor: 'train', reason, at });
  await point(deps.models, move('random_walk', randomWalk.id));
  const known = await deps.models.alias(symbol, 'champion');
  if (!known?.versionId) await promote(deps.models, { versionId: champion.id, actor: 'train', reason, at });
  await point(deps.models, move('price_only', priceOnly.id));
  return { symbol, candidates: training.candidates, champion, randomWalk, priceOnly };
}

function nothingScored(symbol: string, training: Training): AppError {
  const reasons = training.candidates.map(({ spec, failure }) => `${spec.name}: ${failure ?? 'scored'}`).join('; ');
  return new AppError('SERIES_TOO_SHORT', `no model could be trained for "${symbol}" (${reasons})`, {
    field: 'symbol',
    accepted: `${training.loaded.data.close.length} sessions are known; a longer history is needed`,
  });
}
