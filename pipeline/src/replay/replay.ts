import { type Instant, type JobHandlers, runDue, type Schedule, type ScheduleStore, type VirtualClock } from '#shared';
import type { VirtualQueue } from './virtual-queue.ts';

export type ReplayDeps = {
  readonly clock: VirtualClock;
  readonly queue: VirtualQueue;
  readonly schedules: readonly Schedule[];
  readonly scheduleStore: ScheduleStore;
  readonly handlers: JobHandlers;
  /** Tells the database how large its tables have become: a replay grows them faster than it would notice by itself */
  readonly refreshStatistics: () => Promise<void>;
};

/** Sessions after which the tables are much larger than the database's plans assume. */
const GROWN: ReadonlySet<number> = new Set([10, 40, 160, 640, 2560, 10_240]);

export type ReplayProgress = { readonly now: Instant; readonly ticks: number; readonly jobs: number };

/**
 * Runs the loop on a virtual clock: to the next due schedule, all jobs that follow from it, to the next one, until `until`.
 * What live does over years of days this does in seconds, by the same handlers on the same tables.
 */
export async function replay(
  deps: ReplayDeps,
  until: Instant,
  onTick: (progress: ReplayProgress) => void = () => {},
): Promise<ReplayProgress> {
  let ticks = 0;
  let jobs = 0;
  for (;;) {
    const next = await runDue({ schedules: deps.schedules, store: deps.scheduleStore, clock: deps.clock });
    const ran = await deps.queue.drain(deps.handlers);
    if (ran > 0) ticks += 1;
    jobs += ran;
    if (ran > 0 && GROWN.has(ticks)) await deps.refreshStatistics();
    const progress = { now: deps.clock.now(), ticks, jobs };
    onTick(progress);
    if (next > until) return progress;
    deps.clock.set(next);
  }
}
