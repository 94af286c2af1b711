import type { Instant, ScheduleStore } from '#shared';

/** Schedules of a replay, in memory: nobody shares them, and the next replay starts anew. */
export function virtualSchedules(): ScheduleStore {
  const due = new Map<string, Instant>();
  return {
    all: async () => [...due].map(([name, nextDue]) => ({ name, nextDue })),
    async add(name, nextDue) {
      if (!due.has(name)) due.set(name, nextDue);
    },
    async take(name, expected, { nextDue }, run) {
      if (due.get(name) !== expected) return false;
      await run();
      due.set(name, nextDue);
      return true;
    },
  };
}
