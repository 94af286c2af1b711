import { Command, CommanderError } from 'commander';
import { AppError } from '#shared';
import { addCommands } from './commands/index.ts';
import { describeError } from './output.ts';
import { BUILD } from './version.ts';

/** Errors that mean the command was called wrongly, not that it failed. */
const WRONG_USAGE: readonly string[] = ['USAGE'];

/** Runs one command and leaves its exit code for the process: 0 done, 1 failed, 2 wrong usage. */
export async function run(argv: readonly string[]): Promise<void> {
  process.exitCode = await execute(argv);
}

/** @returns the exit code */
export async function execute(argv: readonly string[]): Promise<number> {
  const program = new Command('nextclose')
    .description('Forecasts the next closes of the stocks you follow and keeps score of every forecast.')
    .version(BUILD.version)
    .showHelpAfterError('(nextclose <command> --help shows how to use it)')
    .exitOverride();
  addCommands(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, argv.includes('--json'));
  }
}

function report(error: unknown, json: boolean): number {
  // commander has written its own message by now; its help and version are no errors
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const description = describeError(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: description }, null, 2)}\n`);
  const accepted = description.accepted === undefined ? '' : `\n  accepted: ${description.accepted}`;
  process.stderr.write(`nextclose: ${description.message}${accepted}\n`);
  if (!(error instanceof AppError) && error instanceof Error && process.env['LOG_LEVEL'] === 'debug') {
    process.stderr.write(`${error.stack}\n`);
  }
  return error instanceof AppError && WRONG_USAGE.includes(error.code) ? 2 : 1;
}
