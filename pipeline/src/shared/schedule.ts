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
  /** Adds a schedule that has no row yet; a row that is there already is left alone. */
  add(name: string, nextDue: Instant): Promise<void>;
  /**
   * Runs a schedule and then moves its row on, where the row still says `due` and nobody else is running it. When `run`
   * fails, or the process dies in it, the row is still due.
   * @returns false when somebody else was faster
   */
  take(
    name: string,
    due: Instant,
    moved: { readonly nextDue: Instant; readonly ranAt: Instant },
    run: () => Promise<void>,
  ): Promise<boolean>;
}

/**
 * Runs every schedule that is due, once however many of its moments have passed, and returns when the next one is due.
 * Several machines may call it: the one that holds the row runs it. A schedule that fails stops no other.
 * @throws the first failure, after all others have run
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
  const failures: unknown[] = [];
  let soonest = Number.POSITIVE_INFINITY;
  for (const schedule of schedules) {
    const due = known.get(schedule.name);
    try {
      const nextDue = due === undefined || due <= now ? schedule.next(now) : due;
      soonest = Math.min(soonest, nextDue);
      if (due === undefined) await store.add(schedule.name, nextDue);
      else if (due <= now) await store.take(schedule.name, due, { nextDue, ranAt: now }, () => schedule.run());
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return soonest;
}
