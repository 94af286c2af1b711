import type { Command } from 'commander';
import { detectDrift, settleSymbols } from '../../monitor/index.ts';
import { judge } from '../../retrain/index.ts';
import { define, withSystem } from '../command.ts';
import { symbolArguments } from '../command-line.ts';
import { retrainOn } from '../handlers.ts';
import { liveQueue } from '../live.ts';
import { buildLoop } from '../loop.ts';
import { decimals, table } from '../output.ts';
import { stopping } from '../stopping.ts';

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
  define(
    program,
    'drift [symbols...]',
    { summary: 'bring the drift detectors up to date and show their state', example: 'drift AAPL' },
    command => command,
    async (invocation, args) => {
      const result = await withSystem(invocation, async system => {
        const loop = buildLoop(system);
        const symbols = symbolArguments(args, invocation.settings.config.symbols);
        const { alarms, judgements } = await stopping(async onStop => {
          const queue = await liveQueue(system);
          onStop(() => queue.stop());
          const raised = await detectDrift(loop.drift, symbols, retrainOn(loop, queue));
          return { alarms: raised, judgements: await judge(loop.gate, symbols) };
        });
        const states = await system.database.db
          .selectFrom('drift_state')
          .select(['symbol', 'version_id', 'detector', 'session', 'statistic', 'threshold'])
          .where('symbol', 'in', symbols)
          .orderBy('symbol')
          .orderBy('session', 'desc')
          .execute();
        return { states, alarms, judgements };
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

/** `nextclose retrain`: enqueues a retraining for a worker or `nextclose up` to run. */
export function addRetrain(program: Command): void {
  define<{ reason: string }>(
    program,
    'retrain [symbols...]',
    { summary: 'enqueue the training of a challenger', example: 'retrain AAPL --reason "new listing rules"' },
    command => command.option('--reason <text>', 'kept with the retraining', 'asked for by hand'),
    async (invocation, args, { reason }) => {
      const symbols = symbolArguments(args, invocation.settings.config.symbols);
      const jobs = await withSystem(invocation, async system => {
        const queue = await liveQueue(system);
        try {
          const enqueued = [];
          for (const symbol of symbols) {
            enqueued.push({ symbol, enqueued: await queue.enqueue('retrain.v1', { symbol, reason }, { key: symbol }) });
          }
          return enqueued;
        } finally {
          await queue.stop();
        }
      });
      invocation.out.result({ jobs }, () =>
        jobs
          .map(
            ({ symbol, enqueued }) =>
              `${symbol}: ${enqueued ? 'enqueued' : 'a retraining was waiting or running already'}`,
          )
          .join('\n'),
      );
    },
  );
}
