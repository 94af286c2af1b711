import type { Command } from 'commander';
import { parsePolicy } from '../../retrain/index.ts';
import { define, type Invocation, stoppedInOrder, withSystem } from '../command.ts';
import { numberOption, sessionOption } from '../command-line.ts';
import { holdSchema } from '../hold-schema.ts';
import { liveQueue } from '../live.ts';
import { type ReservedPort, reservePort, type Where } from '../port.ts';
import { replayReport } from '../replay-report.ts';
import { DEMO_SCHEMA } from '../schema.ts';
import { startServing } from '../serving.ts';
import { stopping } from '../stopping.ts';
import { type Place, replayAll } from './replay.ts';

type Options = { exit?: boolean; from?: string; to?: string; port?: number; source: string };

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
      const { host, port } = invocation.settings.config.server;
      // A port that is taken must show before the tables of an earlier demo are dropped, and not after a replay of a minute.
      const reserved = options.exit ? undefined : await reservePort({ host, port: options.port ?? port });
      try {
        await holdSchema(invocation.settings, DEMO_SCHEMA, async () => {
          await replayDemo(invocation, options);
          if (reserved) await serveDemo(invocation, { host, port: options.port ?? port }, reserved);
        });
      } finally {
        await reserved?.release();
      }
    },
  );
}

async function replayDemo(invocation: Invocation, options: Options): Promise<void> {
  const { out, settings } = invocation;
  const place: Place = (_policy, _span, run) => run(DEMO_SCHEMA);
  const { span, summaries } = await replayAll(invocation, [parsePolicy('brief')], options, place);
  const [summary] = summaries;
  out.result({ source: settings.config.source, ...span, ...summary }, () => replayReport(summaries));
}

async function serveDemo(invocation: Invocation, where: Where, reserved: ReservedPort): Promise<void> {
  const stopped = stoppedInOrder(invocation);
  await withSystem(
    invocation,
    system =>
      stopping(async onStop => {
        const queue = await liveQueue(system);
        onStop(() => queue.stop());
        const serving = await startServing(system, queue, where, reserved);
        onStop(() => serving.close());
        invocation.out.note(`\nThe page is at ${serving.url} and the API at ${serving.url}/docs (Ctrl-C stops it)`);
        await stopped;
      }),
    { schema: DEMO_SCHEMA },
  );
}
