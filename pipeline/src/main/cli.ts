import { Command, CommanderError } from 'commander';
import { AppError } from '#shared';
import { addCommands } from './commands/index.ts';
import { Interrupted } from './interruption.ts';
import { asDocument, describeError } from './output.ts';
import { reserveStdout } from './stdout.ts';
import { BUILD } from './version.ts';

/** Errors that mean the command was called wrongly, not that it failed. */
const WRONG_USAGE: readonly string[] = ['USAGE'];

/** Runs one command and leaves its exit code for the process: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n. */
export async function run(argv: readonly string[]): Promise<void> {
  const code = await execute(argv);
  // Whatever was interrupted may still compute or wait for an answer, for nobody.
  if (code > 128) process.exit(code);
  process.exitCode = code;
}

/** @returns the exit code */
export async function execute(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const write = json ? reserveStdout() : (text: string) => void process.stdout.write(text);
  const program = new Command('nextclose')
    .description('Forecasts the next closes of the stocks you follow and keeps score of every forecast.')
    .version(BUILD.version)
    .showHelpAfterError('(nextclose <command> --help shows how to use it)')
    .configureOutput({ writeOut: write })
    .exitOverride();
  addCommands(program);
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { code, description } = describe(error);
    if (description === undefined) return code;
    if (json) write(asDocument({ error: description }));
    return code;
  }
}

type Ending = { readonly code: number; readonly description?: ReturnType<typeof describeError> };

/** What an error means for whoever called: said on stderr, the exit code, and, unless help was asked for, a description. */
function describe(error: unknown): Ending {
  // commander has written its own message by now; its help and version are no errors
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { code: 0 };
    const message = error.code === 'commander.help' ? 'no command was given' : error.message.replace(/^error: /, '');
    return { code: 2, description: { code: 'USAGE', message } };
  }
  const description = describeError(error);
  const accepted = description.accepted === undefined ? '' : `\n  accepted: ${description.accepted}`;
  process.stderr.write(`nextclose: ${description.message}${accepted}\n`);
  if (!(error instanceof AppError) && error instanceof Error && process.env['LOG_LEVEL'] === 'debug') {
    process.stderr.write(`${error.stack}\n`);
  }
  if (error instanceof Interrupted) return { code: error.exitCode, description };
  return { code: error instanceof AppError && WRONG_USAGE.includes(error.code) ? 2 : 1, description };
}
