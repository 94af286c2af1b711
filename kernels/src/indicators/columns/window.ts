import { DIRECT } from '../rolling-window.ts';

/**
 * The statistics of `rolling-window.ts` over a whole column, bit for bit; numbers begin at `first`. What the end of a block adds
 * to a window of the next one is kept where that window's result goes.
 */

/**
 * Writes the mean of the newest `size` numbers; NaN before there are so many.
 * @returns true where all numbers from `first` on were seen to be finite
 */
export function meanColumn(x: Float64Array, first: number, size: number, out: Float64Array): boolean {
  const n = x.length;
  const start = Math.min(n, first + size - 1);
  let seen = 0;
  if (size === 3) meansOfThree(x, start, out);
  else if (size <= DIRECT) for (let t = start; t < n; t++) out[t] = x[t]! + directDeviation(x, t, size);
  else {
    let from = first;
    for (; from + 2 * size <= n; from += size) seen += 0 * meansOfBlock(x, from, size, out);
    if (from + size < n) endsOfBlock(x, from, size, out);
    for (; from < n; from += size) seen += 0 * lastMeans(x, from, size, out);
  }
  out.fill(Number.NaN, 0, start);
  return size > DIRECT && seen === 0;
}

/**
 * The means whose newest numbers are in one block, and the sums of its own ends for the next one: two sums that do not wait for
 * each other. Gives the sum of all, which is finite only where every number is.
 */
function meansOfBlock(x: Float64Array, from: number, size: number, out: Float64Array): number {
  const pivot = x[from]!;
  const end = from + size;
  const next = x[end]!;
  let sum = 0;
  let back = 0;
  let t = from;
  let u = end - 1;
  for (; t < end - 1; t++, u--) {
    sum += x[t]! - pivot;
    back += x[u]! - next;
    out[t] = pivot + (out[t]! + sum) / size;
    out[u + size - 1] = back;
  }
  sum += x[t]! - pivot;
  out[t] = pivot + sum / size;
  return sum;
}

/** The ends for a next block that is not whole. */
function endsOfBlock(x: Float64Array, from: number, size: number, out: Float64Array): void {
  const next = x[from + size]!;
  let back = 0;
  for (let u = from + size - 1; u > from; u--) {
    back += x[u]! - next;
    if (u + size - 1 < out.length) out[u + size - 1] = back;
  }
}

function lastMeans(x: Float64Array, from: number, size: number, out: Float64Array): number {
  const pivot = x[from]!;
  let sum = 0;
  for (let t = from; t < Math.min(x.length, from + size); t++) {
    sum += x[t]! - pivot;
    out[t] = pivot + (t === from + size - 1 ? sum : out[t]! + sum) / size;
  }
  return sum;
}

/** The usual width of a signal line. */
function meansOfThree(x: Float64Array, start: number, out: Float64Array): void {
  for (let t = start; t < x.length; t++) {
    const newest = x[t]!;
    out[t] = newest + (x[t - 2]! - newest + (x[t - 1]! - newest)) / 3;
  }
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
  const n = x.length;
  const start = Math.min(n, first + size - 1);
  if (size <= DIRECT) directSquares(x, start, size, deviations, squares);
  else {
    let from = first;
    for (; from + 2 * size <= n; from += size) squaresOfBlock(x, from, size, deviations, squares);
    if (from + size < n) squaredEnds(x, from, size, deviations, squares);
    for (; from < n; from += size) lastSquares(x, from, size, deviations, squares);
  }
  deviations.fill(Number.NaN, 0, start);
  squares.fill(Number.NaN, 0, start);
}

/** As `meansOfBlock`. */
function squaresOfBlock(
  x: Float64Array,
  from: number,
  size: number,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const pivot = x[from]!;
  const end = from + size;
  const next = x[end]!;
  let sum = 0;
  let sumOfSquares = 0;
  let back = 0;
  let backSquares = 0;
  let t = from;
  let u = end - 1;
  for (; t < end - 1; t++, u--) {
    const newest = x[t]!;
    const difference = newest - pivot;
    sum += difference;
    sumOfSquares += difference * difference;
    const total = deviations[t]! + sum;
    const mean = total / size;
    deviations[t] = pivot - newest + mean;
    squares[t] = Math.max(0, squares[t]! + sumOfSquares - total * mean);
    const other = x[u]! - next;
    back += other;
    backSquares += other * other;
    deviations[u + size - 1] = back;
    squares[u + size - 1] = backSquares;
  }
  const difference = x[t]! - pivot;
  sum += difference;
  sumOfSquares += difference * difference;
  const mean = sum / size;
  deviations[t] = pivot - x[t]! + mean;
  squares[t] = Math.max(0, sumOfSquares - sum * mean);
}

function squaredEnds(
  x: Float64Array,
  from: number,
  size: number,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const next = x[from + size]!;
  let [back, backSquares] = [0, 0];
  for (let u = from + size - 1; u > from; u--) {
    const other = x[u]! - next;
    back += other;
    backSquares += other * other;
    if (u + size - 1 >= x.length) continue;
    deviations[u + size - 1] = back;
    squares[u + size - 1] = backSquares;
  }
}

function lastSquares(
  x: Float64Array,
  from: number,
  size: number,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const pivot = x[from]!;
  let [sum, sumOfSquares] = [0, 0];
  for (let t = from; t < Math.min(x.length, from + size); t++) {
    const difference = x[t]! - pivot;
    sum += difference;
    sumOfSquares += difference * difference;
    const whole = t === from + size - 1;
    const total = whole ? sum : deviations[t]! + sum;
    const mean = total / size;
    deviations[t] = pivot - x[t]! + mean;
    squares[t] = Math.max(0, (whole ? sumOfSquares : squares[t]! + sumOfSquares) - total * mean);
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
