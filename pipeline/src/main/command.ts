import type { Command } from 'commander';
import { remoteCommand } from './commands/remote.ts';
import { loadSettings, type Settings } from './config.ts';
import { catchSignals, closing, type Interruption } from './interruption.ts';
import { untilStopped } from './live.ts';
import { type Output, output } from './output.ts';
import { remote } from './remote.ts';
import { parseSource } from './sources.ts';
import { openSystem, type System } from './system.ts';

/** What every command gets: settings read once, and where its result goes. */
export type Invocation = { readonly settings: Settings; readonly out: Output; readonly interruption: Interruption };

type CommonOptions = { json?: boolean; dataDir?: string; source?: string };

/** Adds what every command has: `--json`, `--data-dir`, an example in `--help`, and settings read before it runs. */
export function define<Options extends object>(
  program: Command,
  usage: string,
  about: { readonly summary: string; readonly example: string },
  configure: (command: Command) => Command,
  run: (invocation: Invocation, args: string[], options: Options) => Promise<void>,
): void {
  const command = configure(program.command(usage).summary(about.summary).description(about.summary))
    .option('--json', 'one JSON document on stdout, everything else on stderr')
    .option('--data-dir <dir>', 'where data lives (default: NEXTCLOSE_DATA_DIR or .nextclose)')
    .addHelpText('after', `\nExample:\n  $ nextclose ${about.example}`);
  command.action(async () => {
    // Of a command below another, the options that both have are the upper one's: it reads the line first.
    const options = command.optsWithGlobals<Options & CommonOptions>();
    if (options.source !== undefined) parseSource(options.source);
    const overrides = {
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    };
    const out = output(options.json === true, text => command.configureOutput().writeOut?.(text));
    const { NEXTCLOSE_URL: url, NEXTCLOSE_API_KEY: key } = process.env;
    const elsewhere = url ? remoteCommand(command.name(), givenFlags(command)) : undefined;
    if (url && elsewhere) return await elsewhere(remote(url, key), command.args, { ...options }, out);
    const settings = await loadSettings(process.env, process.cwd(), overrides);
    const interruption = catchSignals();
    try {
      await run({ settings, out, interruption }, command.args, options);
      interruption.signal.throwIfAborted();
    } finally {
      interruption.release();
    }
  });
}

/** The long flags of the options on the command line, not of those that have a default. */
const givenFlags = (command: Command): string[] =>
  command.options.flatMap(option =>
    option.long && command.getOptionValueSource(option.attributeName()) === 'cli' ? [option.long] : [],
  );

/** Opens the system, runs, and closes it whatever happens, an interruption included: the last one out stops PostgreSQL. */
export async function withSystem<Result>(
  { settings, interruption }: Invocation,
  run: (system: System) => Promise<Result>,
  options: Parameters<typeof openSystem>[1] = {},
): Promise<Result> {
  return await closing(await openSystem(settings, options), interruption.signal, run);
}

/**
 * For what serves until it is asked to stop: from here on a signal no longer cuts it off, it resolves the promise, so that
 * everything is stopped in order and the command ends with 0.
 */
export function stoppedInOrder({ interruption }: Invocation): Promise<void> {
  interruption.release();
  return untilStopped();
}
