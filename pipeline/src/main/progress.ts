import { Listr } from 'listr2';

export type Task<Context> = {
  readonly title: string;
  run(context: Context, tell: (text: string) => void): Promise<void>;
};

/** Runs tasks one after another: a live list on a terminal, plain lines elsewhere, both on stderr. */
export async function runTasks<Context extends object>(
  context: Context,
  tasks: readonly Task<Context>[],
): Promise<void> {
  if (!process.stderr.isTTY) return await runPlainly(context, tasks);
  const list = new Listr<Context>(
    tasks.map(({ title, run }) => ({
      title,
      task: async (given, task) => {
        await run(given, text => {
          task.output = text;
        });
      },
      rendererOptions: { persistentOutput: false },
    })),
    // Its own listeners would end the process before anything is closed.
    { concurrent: false, registerSignalListeners: false, rendererOptions: { collapseErrors: false } },
  );
  await list.run(context);
}

async function runPlainly<Context>(context: Context, tasks: readonly Task<Context>[]): Promise<void> {
  for (const { title, run } of tasks) {
    process.stderr.write(`${title} …\n`);
    let told = 0;
    await run(context, text => {
      // A line every two seconds tells that it goes on and does not flood a log.
      if (Date.now() - told < 2000) return;
      told = Date.now();
      process.stderr.write(`  ${text}\n`);
    });
  }
}
