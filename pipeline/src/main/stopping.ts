/**
 * Runs something that starts servers, queues and timers one after another, and stops whatever was started, newest first,
 * however it ends: a later start that fails must not leave an earlier one running and the process alive with it.
 */
export async function stopping<Result>(
  run: (onStop: (stop: () => Promise<void>) => void) => Promise<Result>,
): Promise<Result> {
  const stops: (() => Promise<void>)[] = [];
  try {
    return await run(stop => void stops.push(stop));
  } finally {
    for (const stop of stops.toReversed()) {
      // One that cannot stop must not keep the others from it; the error that ended the run is the one to show.
      await stop().catch((error: unknown) => process.stderr.write(`while stopping: ${String(error)}\n`));
    }
  }
}
