import { runDue, type Schedule } from '#shared';
import type { System } from './system.ts';

/** How long a scheduler sleeps at most: a row moved by another machine is seen within this time. */
const LONGEST_SLEEP_MS = 30_000;

/** Compares the schedules with the clock, again and again, until it is stopped. */
export function startScheduler(system: System, schedules: readonly Schedule[]): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      let sleep = LONGEST_SLEEP_MS;
      try {
        const next = await runDue({ schedules, store: system.schedules, clock: system.clock });
        sleep = Math.min(sleep, Math.max(0, next - system.clock.now()));
      } catch (error) {
        // The rows are still due, so nothing is lost by waiting for the database to come back.
        system.log.error(
          { error: error instanceof Error ? error.message : String(error) },
          'the scheduler could not run',
        );
      }
      await pause(sleep, stopped.signal);
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  const timer = setTimeout(resolve, milliseconds);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
