export type RetryLoop = {
  /** Runs now, after a run that is under way. Rejects with what it throws. */
  run(): Promise<void>;
  /** Runs after a delay unless a run is already due. */
  wake(delayMs: number): void;
  /** Nothing runs by itself any more. */
  stop(): void;
};

/** One run at a time; after a failure another one, later each time. */
export function retryLoop(
  work: () => Promise<void>,
  options: { readonly longestMs: number; onFailure(error: unknown, waitMs: number): void },
): RetryLoop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  let stopped = false;

  const run = async (): Promise<void> => {
    while (running) await running.catch(() => {});
    running = work().finally(() => {
      running = undefined;
    });
    await running;
    failures = 0;
  };
  const wake = (delayMs: number): void => {
    if (timer || stopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      run().catch(error => {
        failures += 1;
        const wait = Math.min(options.longestMs, 100 * 2 ** Math.min(failures, 10));
        options.onFailure(error, wait);
        wake(wait);
      });
    }, delayMs);
    timer.unref();
  };
  return {
    run,
    wake,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
