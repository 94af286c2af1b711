import type { Part, Saved } from './saved.ts';

/** What is summed over a window. The numbers lie by place in columns of `size`, where a new block overwrites the old one. */
export type BlockSums = {
  /** The block is full and the next one begins with `first`: sums the places from the last one back to `from`. */
  turn(from: number, first: number): void;
  /** The number at this place is new. */
  take(place: number): void;
};

export interface BlockWindow extends Part {
  /** Takes the next number, and what belongs to it where there are two columns. */
  push(x: number, y?: number): void;
  full(): boolean;
  /** How many numbers the present block has; the window's others are the old block's from this place on. */
  filled(): number;
}

/**
 * The newest `size` numbers as the end of one block of `size` and the beginning of the next. A sum over the window is one from
 * the end of the old block back to a place, kept for every place, plus a running one over the new block: O(1) a push, as each
 * number is summed twice. Nothing that left the window leaves a trace, as it does in a running sum from which it is taken
 * away. The blocks begin at the first number pushed, and the bits of the sums with them.
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters 13
 */
export function blockWindow(
  size: number,
  columns: readonly Float64Array[],
  { turn, take }: BlockSums,
  saved: Saved | undefined,
): BlockWindow {
  const [xs, ys] = columns as readonly [Float64Array, Float64Array?];
  let [filled, turned] = [0, false];
  const push = (x: number, y = 0): void => {
    if (filled === size) {
      turn(1, x);
      [filled, turned] = [0, true];
    }
    xs[filled] = x;
    if (ys) ys[filled] = y;
    take(filled++);
  };
  if (saved) resume(saved);

  function resume(from: Saved): void {
    const count = from.count(size);
    const rows = Array.from({ length: count }, () => columns.map(() => from.number()));
    const kept = count === size ? size - 1 - from.count(size - 1) : 0;
    columns.forEach((column, c) => {
      for (let i = 0; i < kept; i++) column[size - kept + i] = rows[i]![c]!;
    });
    if (kept > 0) {
      turn(size - kept, rows[kept]![0]!);
      turned = true;
    }
    for (const [x, y] of rows.slice(kept)) push(x!, y);
  }

  return {
    push,
    full: () => turned || filled === size,
    filled: () => filled,
    save(into) {
      const kept = turned ? size - filled : 0;
      into.push(kept + filled);
      const row = (place: number): void => {
        for (const column of columns) into.push(column[place]! + 0); // JSON has no -0
      };
      for (let place = size - kept; place < size; place++) row(place);
      for (let place = 0; place < filled; place++) row(place);
      if (kept + filled === size) into.push(filled - 1);
    },
  };
}
