import type { Part, Saved } from './saved.ts';

/** The number `distance` pushes ago, at 0 the one pushed; NaN before there is one. */
export interface Lag extends Part {
  push(x: number): number;
}

export function lag(distance: number, saved: Saved | undefined): Lag {
  const size = distance + 1;
  const ring = new Float64Array(size);
  let [count, oldest] = [0, 0];
  const push = (x: number): number => {
    if (count < size) {
      ring[count++] = x;
    } else {
      ring[oldest] = x;
      oldest = oldest === distance ? 0 : oldest + 1;
    }
    return count === size ? ring[oldest]! : Number.NaN;
  };
  if (saved) for (let left = saved.count(size); left > 0; left--) push(saved.number());
  return {
    push,
    save(into) {
      into.push(count);
      for (let i = 0; i < count; i++) into.push(ring[(oldest + i) % size]! + 0); // JSON has no -0
    },
  };
}
