import type { Command } from 'commander';
import type { AppError } from '#shared';
import type { PolicySummary } from '../../replay/index.ts';
import { type Policy, parsePolicy } from '../../retrain/index.ts';
import { define, type Invocation } from '../command.ts';
import { sessionOption, usage } from '../command-line.ts';
import { holdSchema } from '../hold-schema.ts';
import { unlessAborted } from '../interruption.ts';
import { runTasks } from '../progress.ts';
import { replayPolicy, replaySchema, type Span, spanOf } from '../replay-policy.ts';
import { replayReport } from '../replay-report.ts';
import { openProvider } from '../system.ts';

type Options = { from?: string; to?: string; policy?: Policy[]; source?: string };

/** `nextclose replay`: the loop over past sessions on a virtual clock, one policy beside another. */
export function addReplay(program: Command): void {
  define<Options>(
    program,
    'replay',
    {
      summary: 'run the loop over past sessions on a virtual clock and compare policies',
      example: 'replay --from 2012-09-04 --to 2017-09-01 --policy brief --policy never --source csv:./bars',
    },
    command =>
      command
        .addOption(sessionOption('--from <day>', 'first session (default: the first the source has)'))
        .addOption(sessionOption('--to <day>', 'last session (default: the last the source has)'))
        .option('--policy <name>', 'brief, monthly or never; may be settings several times', collectPolicy)
        .option('--source <source>', 'sample, yahoo or csv:DIR (default: as configured)'),
    async (invocation, _args, options) => {
      const policies = options.policy ?? [parsePolicy(invocation.settings.config.retrain.policy)];
      const { out, settings } = invocation;
      const { span, summaries } = await replayAll(invocation, policies, options, (policy, span, run) => {
        const schema = replaySchema(policy, settings.config.source, span);
        return holdSchema(settings, schema, () => run(schema));
      });
      const document = { source: settings.config.source, ...span, policies: summaries };
      out.result(document, () => replayReport(summaries));
    },
  );
}

function collectPolicy(name: string, before: Policy[] = []): Policy[] {
  try {
    return [...before, parsePolicy(name)];
  } catch (error) {
    throw usage(`--policy: ${(error as AppError).message}; accepted: ${(error as AppError).accepted}`);
  }
}

/** Chooses the schema of a replay, and runs it while nobody else uses that. */
export type Place = (
  policy: Policy,
  span: Span,
  run: (schema: string) => Promise<PolicySummary>,
) => Promise<PolicySummary>;

/** Replays the policies one after another, with progress on stderr. */
export async function replayAll(
  { settings, interruption: { signal } }: Invocation,
  policies: readonly Policy[],
  wanted: { readonly from?: string; readonly to?: string },
  place: Place,
): Promise<{ span: Span; summaries: PolicySummary[] }> {
  const span = await unlessAborted(signal, spanOf(openProvider(settings), settings.config.symbols, wanted));
  const summaries: PolicySummary[] = [];
  const tasks = policies.map(policy => ({
    title: `Replay ${span.symbols.length} symbol(s) from ${span.from} to ${span.to}, policy ${policy.name}`,
    async run(_: object, tell: (text: string) => void) {
      const tick = ({ now, ticks, jobs }: { now: number; ticks: number; jobs: number }) =>
        tell(`${new Date(now).toISOString().slice(0, 10)}: ${ticks} sessions, ${jobs} jobs`);
      const run = (schema: string) => replayPolicy(settings, { policy, schema, span }, tick, signal);
      summaries.push(await place(policy, span, run));
    },
  }));
  await runTasks({}, tasks);
  return { span, summaries };
}
