import type { Clock } from './clock.ts';
import type { Instant } from './time.ts';

/** Something that is due again and again; its next time is a row that is compared with the clock, live and in replay. */
export type Schedule = {
  readonly name: string;
  /** The first moment after `instant` at which it is due */
  next(instant: Instant): Instant;
  run(): Promise<void>;
};

export interface ScheduleStore {
  all(): Promise<{ readonly name: string; readonly nextDue: Instant }[]>;
  /**
   * Moves a schedule on, if nobody did since `expected` was read (undefined: it must be new).
   * @returns false when somebody else was faster
   */
  advance(name: string, expected: Instant | undefined, nextDue: Instant, ranAt: Instant | null): Promise<boolean>;
}

/**
 * Runs every schedule that is due, once however many of its moments have passed, and returns when the next one is due.
 * Several machines may call it: the one that moves the row runs it.
 */
export async function runDue({
  schedules,
  store,
  clock,
}: {
  readonly schedules: readonly Schedule[];
  readonly store: ScheduleStore;
  readonly clock: Clock;
}): Promise<Instant> {
  const now = clock.now();
  const known = new Map((await store.all()).map(({ name, nextDue }) => [name, nextDue]));
  let soonest = Number.POSITIVE_INFINITY;
  for (const schedule of schedules) {
    const due = known.get(schedule.name);
    let next = due ?? schedule.next(now);
    if (due === undefined) await store.advance(schedule.name, undefined, next, null);
    else if (due <= now) {
      next = schedule.next(now);
      if (await store.advance(schedule.name, due, next, now)) await schedule.run();
    }
    soonest = Math.min(soonest, next);
  }
  return soonest;
}
