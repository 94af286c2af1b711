import type { Command } from 'commander';
import { detectDrift, settleSymbols } from '../../monitor/index.ts';
import { judge } from '../../retrain/index.ts';
import { define, withSystem } from '../command.ts';
import { symbolArguments } from '../command-line.ts';
import { retrainOn } from '../handlers.ts';
import { liveQueue } from '../live.ts';
import { buildLoop } from '../loop.ts';
import { decimals, queuedJobs, table } from '../output.ts';
import { schemaOption, withSchema } from '../schema.ts';
import { stopping } from '../stopping.ts';
import { LIVE_SCHEMA, type System } from '../system.ts';

/** `nextclose settle`: actual closes for every due forecast. */
export function addSettle(program: Command): void {
  define(
    program,
    'settle [symbols...]',
    { summary: 'attach actual closes to every due forecast', example: 'settle' },
    command => command,
    async (invocation, args) => {
      const result = await withSystem(invocation, async system => {
        const loop = buildLoop(system);
        const symbols = symbolArguments(args, invocation.settings.config.symbols);
        return await settleSymbols(loop, symbols);
      });
      invocation.out.result(
        result,
        () => `Settled ${result.settled}, settled again after a revised close ${result.resettled}`,
      );
    },
  );
}

/** `nextclose drift`: shows new settlements to the detectors and prints where they stand. */
export function addDrift(program: Command): void {
  define<{ schema: string }>(
    program,
    'drift [symbols...]',
    { summary: 'bring the drift detectors up to date and show their state', example: 'drift AAPL' },
    command => command.addOption(schemaOption()),
    async (invocation, args, { schema }) => {
      const result = await withSchema(invocation, schema, async system => {
        const isLive = schema === LIVE_SCHEMA;
        const followed = isLive ? invocation.settings.config.symbols : await symbolsOf(system);
        const symbols = symbolArguments(args, followed);
        // A replay is over: to show its detectors anything more would make it another replay.
        const news = isLive ? await lookForDrift(system, symbols) : { alarms: [], judgements: [] };
        return { states: await driftStates(system, symbols), ...news };
      });
      invocation.out.result(result, () =>
        [
          table(
            ['symbol', 'version', 'detector', 'session', 'statistic', 'threshold'],
            result.states.map(row => [
              row.symbol,
              row.version_id,
              row.detector,
              row.session,
              decimals(row.statistic, 6),
              decimals(row.threshold, 6),
            ]),
          ),
          `${result.alarms.length} new alarm(s)`,
        ].join('\n'),
      );
    },
  );
}

const symbolsOf = async ({ reader }: System): Promise<string[]> => (await reader.symbols()).map(({ symbol }) => symbol);

async function lookForDrift(system: System, symbols: readonly string[]) {
  const loop = buildLoop(system);
  return await stopping(async onStop => {
    const queue = await liveQueue(system);
    onStop(() => queue.stop());
    const alarms = await detectDrift(loop.drift, symbols, retrainOn(loop, queue));
    return { alarms, judgements: await judge(loop.gate, symbols) };
  });
}

const driftStates = ({ database }: System, symbols: readonly string[]) =>
  database.db
    .selectFrom('drift_state')
    .select(['symbol', 'version_id', 'detector', 'session', 'statistic', 'threshold'])
    .where('symbol', 'in', symbols.length > 0 ? symbols : [''])
    .orderBy('symbol')
    .orderBy('session', 'desc')
    .execute();

/** `nextclose retrain`: enqueues a retraining for a worker or `nextclose up` to run. */
export function addRetrain(program: Command): void {
  define<{ reason: string }>(
    program,
    'retrain [symbols...]',
    { summary: 'enqueue the training of a challenger', example: 'retrain AAPL --reason "new listing rules"' },
    command => command.option('--reason <text>', 'kept with the retraining', 'asked for by hand'),
    async (invocation, args, { reason }) => {
      const symbols = symbolArguments(args, invocation.settings.config.symbols);
      const items = await withSystem(invocation, async system => {
        const queue = await liveQueue(system);
        try {
          const enqueued = [];
          for (const symbol of symbols) {
            const queued = await queue.enqueue('retrain.v1', { symbol, reason }, { key: symbol });
            enqueued.push({ name: 'retrain.v1', symbols: [symbol], queued });
          }
          return enqueued;
        } finally {
          await queue.stop();
        }
      });
      invocation.out.result({ items }, () => queuedJobs(items));
    },
  );
}
