import type { Part, Saved } from './saved.ts';

/**
 * The largest or the smallest of the newest `size` numbers, by a monotonic queue: it holds only the numbers that can still
 * become the extreme, so a push costs O(1) on average, whatever the size.
 * @see Lemire (2006), Streaming maximum-minimum filter using no more than three comparisons per element
 */
export interface RollingExtreme extends Part {
  /** Takes a number and gives the extreme; NaN until `size` numbers are there. */
  push(x: number): number;
  /** How many pushes ago the extreme came; of equal ones the newest counts. */
  age(): number;
}

export const rollingMaximum = (size: number, saved: Saved | undefined): RollingExtreme =>
  rollingExtreme(size, 1, saved);

export const rollingMinimum = (size: number, saved: Saved | undefined): RollingExtreme =>
  rollingExtreme(size, -1, saved);

function rollingExtreme(size: number, sign: 1 | -1, saved: Saved | undefined): RollingExtreme {
  const values = new Float64Array(size); // a ring, oldest at `head`; signed, so that the largest is sought
  const times = new Float64Array(size);
  let head = 0;
  let held = 0;
  let now = 0;
  if (saved) {
    now = saved.count(size);
    held = saved.count(now);
    for (let i = 0; i < held; i++) {
      times[i] = now - saved.count(now);
      values[i] = sign * saved.number();
    }
  }
  const at = (i: number): number => (head + i < size ? head + i : head + i - size);
  return {
    push(x) {
      const value = sign * x;
      if (held > 0 && times[head]! <= now - size) {
        head = at(1);
        held -= 1;
      }
      while (held > 0 && values[at(held - 1)]! <= value) held -= 1;
      const slot = at(held);
      values[slot] = value;
      times[slot] = now;
      held += 1;
      now += 1;
      return now < size ? Number.NaN : sign * values[head]!;
    },
    age: () => now - 1 - times[head]!,
    save(into) {
      into.push(Math.min(now, size), held);
      for (let i = 0; i < held; i++) into.push(now - times[at(i)]!, sign * values[at(i)]! + 0); // JSON has no -0
    },
  };
}
