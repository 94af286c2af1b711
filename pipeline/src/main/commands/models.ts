import type { Command } from 'commander';
import { isoInstant } from '#shared';
import { type AliasState, establish, POOL, promote, rollback } from '../../registry/index.ts';
import { pgLoopReader } from '../../serve/adapters/pg-loop-reader.ts';
import { define, type Invocation, withSystem } from '../command.ts';
import { symbolArguments, versionOwner } from '../command-line.ts';
import { buildLoop, trainingOptions } from '../loop.ts';
import { percent, table } from '../output.ts';
import { schemaOption, withSchema } from '../schema.ts';
import { listedVersion, movedAlias } from '../shapes.ts';
import type { System } from '../system.ts';

/** `nextclose train`: candidates, walk-forward scores, tracked runs, registered versions. */
export function addTrain(program: Command): void {
  define<{ model?: string[] }>(
    program,
    'train [symbols...]',
    {
      summary: 'score candidates by walk-forward and register the best',
      example: 'train AAPL --model naive --model "arima(2,1,2)"',
    },
    command =>
      command.option(
        '--model <name>',
        'a candidate; may be given several times (default: as configured)',
        (name, before: string[] = []) => [...before, name],
      ),
    async (invocation, args, { model = [] }) => {
      const { config } = invocation.settings;
      const trained = await withSystem(invocation, async system => {
        const { train } = buildLoop(system);
        // The random walk is always a candidate: it is the yardstick of every score.
        const names = model.length > 0 ? [...new Set(['naive', ...model])] : config.train.models;
        const deps = { ...train, options: trainingOptions(config, names) };
        const results = [];
        for (const symbol of symbolArguments(args, [...config.symbols, POOL]))
          results.push(await establish(deps, symbol, 'nextclose train'));
        return results;
      });
      const rows = trained.flatMap(({ symbol, champion, candidates }) =>
        candidates.map(({ spec, scores, failure }) => ({
          symbol,
          spec: spec.name,
          best: champion.spec === spec.name,
          scores: scores ?? null,
          failure: failure ?? null,
        })),
      );
      const registered = trained.map(({ symbol, champion, randomWalk, priceOnly }) => {
        return { symbol, best: champion.id, random_walk: randomWalk.id, price_only: priceOnly.id };
      });
      invocation.out.result({ candidates: rows, registered }, () =>
        table(
          ['symbol', 'model', 'n', 'RMSE', 'random walk', 'MAE', 'MASE', 'direction', 'majority', ''],
          rows.map(({ symbol, spec, scores, failure, best }) => [
            symbol,
            spec,
            scores?.n ?? null,
            percent(scores?.rmse ?? null, 3),
            percent(scores?.random_walk_rmse ?? null, 3),
            percent(scores?.mae ?? null, 3),
            scores?.mase.toFixed(3) ?? null,
            percent(scores?.directional_accuracy ?? null, 1),
            percent(scores?.majority_accuracy ?? null, 1),
            failure ?? (best ? 'best' : ''),
          ]),
        ),
      );
    },
  );
}

/** `nextclose models`: the registry. */
export function addModels(program: Command): void {
  define<{ schema: string }>(
    program,
    'models [symbol]',
    { summary: 'list registered versions, newest first', example: 'models AAPL' },
    command => command.addOption(schemaOption()),
    async (invocation, [symbol], { schema }) => {
      const filter = symbol === undefined ? {} : { symbol: versionOwner(symbol) };
      const versions = await withSchema(
        invocation,
        schema,
        async ({ database }) => (await pgLoopReader(database.db).versions({ limit: NEWEST, ...filter })).items,
      );
      const rows = versions.map(listedVersion);
      invocation.out.result({ models: rows }, () =>
        table(
          ['id', 'symbol', 'version', 'model', 'cutoff', 'RMSE', 'random walk', 'registered', 'aliases'],
          rows.map(row => [
            row.id,
            row.symbol,
            String(row.version),
            row.name,
            row.cutoff,
            percent(row.scores.rmse, 3),
            percent(row.scores.random_walk_rmse, 3),
            isoInstant(row.registered_at),
            row.aliases.join(', '),
          ]),
        ),
      );
    },
  );
}

/** Versions that one call lists. */
const NEWEST = 100;

/** `nextclose promote` and `nextclose rollback`: a person moves the champion alias. */
export function addPromotion(program: Command): void {
  define<{ reason: string }>(
    program,
    'promote <id>',
    { summary: 'make a version the champion of its symbol', example: 'promote mv_5f0c… --reason "checked by hand"' },
    command => command.option('--reason <text>', 'kept in the audit trail', 'by hand'),
    async (invocation, [id = ''], { reason }) =>
      await moveChampion(invocation, system =>
        promote(system.models, { versionId: id, actor: 'cli', reason, at: system.clock.now() }),
      ),
  );
  define<{ reason: string }>(
    program,
    'rollback <symbol>',
    { summary: 'give a symbol back the champion it had before', example: 'rollback AAPL' },
    command => command.option('--reason <text>', 'kept in the audit trail', 'rolled back by hand'),
    async (invocation, [symbol = ''], { reason }) =>
      await moveChampion(invocation, system =>
        rollback(system.models, {
          symbol: symbolArguments([symbol])[0] ?? '',
          actor: 'cli',
          reason,
          at: system.clock.now(),
        }),
      ),
  );
}

async function moveChampion(invocation: Invocation, move: (system: System) => Promise<AliasState>): Promise<void> {
  const moved = movedAlias(await withSystem(invocation, move));
  invocation.out.result(moved, () => `${moved.symbol}: champion is ${moved.version_id} (revision ${moved.revision})`);
}
