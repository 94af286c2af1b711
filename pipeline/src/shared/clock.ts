import type { Instant } from './time.ts';

/** Where "now" comes from. Live and replay are the same code on another clock. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. The only place, with the adapters, that may read it. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that a replay moves by hand; it never goes back. */
export interface VirtualClock extends Clock {
  set(instant: Instant): void;
}

/** @throws RangeError when it is set to an earlier moment than it already shows. */
export function virtualClock(start: Instant): VirtualClock {
  let current = start;
  return {
    now: () => current,
    set(instant) {
      if (instant < current) throw new RangeError(`a virtual clock never goes back: at "${current}", got "${instant}"`);
      current = instant;
    },
  };
}
