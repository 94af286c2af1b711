import type { Command } from 'commander';
import { parsePolicy } from '../../retrain/index.ts';
import { define, withSystem } from '../command.ts';
import { numberOption, sessionOption } from '../command-line.ts';
import { liveQueue, untilStopped } from '../live.ts';
import { replayReport } from '../replay-report.ts';
import { startServing } from '../serving.ts';
import { stopping } from '../stopping.ts';
import { replayAll } from './replay.ts';

type Options = { exit?: boolean; from?: string; to?: string; port?: number; source: string };

const SCHEMA = 'demo';

/** `nextclose demo`: the whole loop over real history, then the server and the page on what it left. */
export function addDemo(program: Command): void {
  define<Options>(
    program,
    'demo',
    { summary: 'replay real market history through the whole loop, then serve it', example: 'demo --exit --json' },
    command =>
      command
        .option('--exit', 'end after the summary, without the server')
        .option('--source <source>', 'sample, yahoo or csv:DIR', 'sample')
        .addOption(sessionOption('--from <day>', 'first session (default: the first the source has)'))
        .addOption(sessionOption('--to <day>', 'last session (default: the last the source has)'))
        .addOption(
          numberOption('--port <port>', 'port of the server (default: as configured, 4280)', {
            min: 0,
            max: 65_535,
            integer: true,
          }),
        ),
    async (invocation, _args, options) => {
      const { out, settings } = invocation;
      const { span, summaries } = await replayAll(invocation, [parsePolicy('brief')], options, () => SCHEMA);
      const [summary] = summaries;
      out.result({ source: settings.config.source, ...span, ...summary }, () => replayReport(summaries));
      if (options.exit) return;
      await withSystem(
        invocation,
        system =>
          stopping(async onStop => {
            const queue = await liveQueue(system);
            onStop(() => queue.stop());
            const port = options.port ?? settings.config.server.port;
            const serving = await startServing(system, queue, { host: settings.config.server.host, port });
            onStop(() => serving.close());
            out.note(`\nThe page is at ${serving.url} and the API at ${serving.url}/docs (Ctrl-C stops it)`);
            await untilStopped();
          }),
        { schema: SCHEMA },
      );
    },
  );
}
