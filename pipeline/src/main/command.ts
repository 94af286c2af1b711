import { type Command, Option } from 'commander';
import { AppError, isSession, parseSymbol } from '#shared';
import { loadSettings, type Settings } from './config.ts';
import { type Output, output } from './output.ts';
import { parseSource } from './sources.ts';
import { openSystem, type System } from './system.ts';

/** What every command gets: settings read once, and where its result goes. */
export type Invocation = { readonly settings: Settings; readonly out: Output };

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
    const options = command.opts<Options & CommonOptions>();
    if (options.source !== undefined) parseSource(options.source);
    const overrides = {
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    };
    const settings = await loadSettings(process.env, process.cwd(), overrides);
    await run({ settings, out: output(options.json === true) }, command.args, options);
  });
}

/** Opens the system, runs, and closes it whatever happens. */
export async function withSystem<Result>(
  { settings }: Invocation,
  run: (system: System) => Promise<Result>,
  options: Parameters<typeof openSystem>[1] = {},
): Promise<Result> {
  const system = await openSystem(settings, options);
  try {
    return await run(system);
  } finally {
    await system.close();
  }
}

/** An option that takes a number; anything else is wrong usage that names the value. */
export const numberOption = (
  flags: string,
  about: string,
  accepted: { min: number; max: number; integer: boolean },
): Option =>
  new Option(flags, about).argParser(text => {
    const value = Number(text);
    const fine =
      text.trim() !== '' &&
      value >= accepted.min &&
      value <= accepted.max &&
      (!accepted.integer || Number.isInteger(value));
    if (fine) return value;
    const kind = accepted.integer ? 'a whole number' : 'a number';
    throw usage(`${flags}: ${kind} from ${accepted.min} to ${accepted.max}, got "${text}"`);
  });

/** An option that takes a day. */
export const sessionOption = (flags: string, about: string): Option =>
  new Option(flags, about).argParser(text => {
    if (isSession(text)) return text;
    throw usage(`${flags}: a day as YYYY-MM-DD, got "${text}"`);
  });

/**
 * Tickers from the command line, or the configured ones where none is given.
 * @throws AppError USAGE that names the one that is none
 */
export function symbolArguments(args: readonly string[], configured: readonly string[] = []): string[] {
  if (args.length === 0) return [...configured];
  try {
    return args.map(parseSymbol);
  } catch (error) {
    const { message, accepted } = error as AppError;
    throw new AppError('USAGE', message, {
      cause: error,
      field: 'symbol',
      ...(accepted === undefined ? {} : { accepted }),
    });
  }
}

export const usage = (message: string): AppError => new AppError('USAGE', message);
