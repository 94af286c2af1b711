import { DIRECT } from '../rolling-window.ts';

/** The statistics of `rolling-window.ts` over a whole column, bit for bit; numbers begin at `first`. */

/** Writes the mean of the newest `size` numbers; NaN before there are so many. */
export function meanColumn(x: Float64Array, first: number, size: number, out: Float64Array): void {
  const start = Math.min(x.length, first + size - 1);
  if (size <= DIRECT) {
    for (let t = start; t < x.length; t++) out[t] = x[t]! + directDeviation(x, t, size);
  } else {
    let [ends, next] = [new Float64Array(size + 1), new Float64Array(size + 1)];
    let from = first;
    for (; from + size < x.length; from += size) {
      meansOfBlock(x, from, size, ends, next, out);
      [ends, next] = [next, ends];
    }
    lastMeans(x, from, size, ends, out);
  }
  out.fill(Number.NaN, 0, start);
}

/**
 * Writes the mean of the newest `size` numbers minus the newest one, and the sum of squared deviations from the mean; NaN
 * before there are so many.
 */
export function squaresColumn(
  x: Float64Array,
  first: number,
  size: number,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const start = Math.min(x.length, first + size - 1);
  if (size <= DIRECT) directSquares(x, start, size, deviations, squares);
  else {
    let [ends, next] = [new Float64Array(2 * (size + 1)), new Float64Array(2 * (size + 1))];
    let from = first;
    for (; from + size < x.length; from += size) {
      squaresOfBlock(x, from, size, ends, next, deviations, squares);
      [ends, next] = [next, ends];
    }
    lastSquares(x, from, size, ends, deviations, squares);
  }
  deviations.fill(Number.NaN, 0, start);
  squares.fill(Number.NaN, 0, start);
}

/**
 * The means whose newest numbers are in one block, from the ends of the block before; writes this block's own ends, from its
 * last number backwards, for the next one. Two sums that do not wait for each other run in one loop.
 */
function meansOfBlock(
  x: Float64Array,
  from: number,
  size: number,
  ends: Float64Array,
  next: Float64Array,
  out: Float64Array,
): void {
  const pivot = x[from]!;
  const nextPivot = x[from + size]!;
  let sum = 0;
  let back = 0;
  let last = from + size - 1;
  for (let place = 1; place <= size; place++) {
    const t = from + place - 1;
    sum += x[t]! - pivot;
    out[t] = pivot + (ends[place]! + sum) / size;
    back += x[last]! - nextPivot;
    next[size - place] = back;
    last--;
  }
}

/** The same for the last block, which no other follows. */
function lastMeans(x: Float64Array, from: number, size: number, ends: Float64Array, out: Float64Array): void {
  const pivot = x[from]!;
  let sum = 0;
  for (let t = from; t < x.length; t++) {
    sum += x[t]! - pivot;
    out[t] = pivot + (ends[t - from + 1]! + sum) / size;
  }
}

/** As `meansOfBlock`, `ends` and `next` holding a sum and a sum of squares for each place. */
function squaresOfBlock(
  x: Float64Array,
  from: number,
  size: number,
  ends: Float64Array,
  next: Float64Array,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const pivot = x[from]!;
  const nextPivot = x[from + size]!;
  let sum = 0;
  let sumOfSquares = 0;
  let back = 0;
  let backSquares = 0;
  let last = from + size - 1;
  for (let place = 1; place <= size; place++) {
    const t = from + place - 1;
    const difference = x[t]! - pivot;
    sum += difference;
    sumOfSquares += difference * difference;
    const total = ends[2 * place]! + sum;
    deviations[t] = pivot - x[t]! + total / size;
    squares[t] = Math.max(0, ends[2 * place + 1]! + sumOfSquares - (total * total) / size);
    const other = x[last]! - nextPivot;
    back += other;
    backSquares += other * other;
    next[2 * (size - place)] = back;
    next[2 * (size - place) + 1] = backSquares;
    last--;
  }
}

function lastSquares(
  x: Float64Array,
  from: number,
  size: number,
  ends: Float64Array,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const pivot = x[from]!;
  let sum = 0;
  let sumOfSquares = 0;
  for (let t = from, place = 1; t < x.length; t++, place++) {
    const difference = x[t]! - pivot;
    sum += difference;
    sumOfSquares += difference * difference;
    const total = ends[2 * place]! + sum;
    deviations[t] = pivot - x[t]! + total / size;
    squares[t] = Math.max(0, ends[2 * place + 1]! + sumOfSquares - (total * total) / size);
  }
}

function directSquares(
  x: Float64Array,
  start: number,
  size: number,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  for (let t = start; t < x.length; t++) {
    const mean = directDeviation(x, t, size);
    const pivot = x[t]!;
    let sum = 0;
    for (let i = t - size + 1; i <= t; i++) {
      const deviation = x[i]! - pivot - mean;
      sum += deviation * deviation;
    }
    deviations[t] = mean;
    squares[t] = sum;
  }
}

function directDeviation(x: Float64Array, t: number, size: number): number {
  const pivot = x[t]!;
  let sum = 0;
  for (let i = t - size + 1; i <= t; i++) sum += x[i]! - pivot;
  return sum / size;
}
