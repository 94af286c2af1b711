/**
 * The extremes of `rolling-extreme.ts` over a whole column, bit for bit. A queue is cheap too, but a processor cannot foretell
 * its turns; here a number is compared with the extreme so far of a block, which it seldom beats.
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels
 */

/** Writes the largest of the newest `size` numbers; NaN before there are so many. */
export function maximumColumn(x: Float64Array, size: number, out: Float64Array): void {
  const n = x.length;
  out.fill(Number.NaN, 0, Math.min(n, size - 1));
  // The extremes of the last numbers of the block before: a window is an end of that block and a beginning of this one.
  const ends = new Float64Array(size + 1).fill(Number.NEGATIVE_INFINITY);
  for (let start = 0; start < n; start += size) {
    const end = Math.min(n, start + size);
    if (start > 0) maximaOver(x, start, end, ends, out);
    if (start + size <= n) endMaxima(x, start, size, ends);
    if (start === 0 && n >= size) out[size - 1] = ends[0]!;
  }
}

function maximaOver(x: Float64Array, start: number, end: number, ends: Float64Array, out: Float64Array): void {
  let most = x[start]!;
  for (let t = start; t < end; t++) {
    const value = x[t]!;
    if (value > most) most = value;
    const before = ends[t - start + 1]!;
    out[t] = before > most ? before : most;
  }
}

function endMaxima(x: Float64Array, start: number, size: number, ends: Float64Array): void {
  let most = x[start + size - 1]!;
  for (let i = size - 1; i >= 0; i--) {
    const value = x[start + i]!;
    if (value > most) most = value;
    ends[i] = most;
  }
}

/** Writes the smallest of the newest `size` numbers; NaN before there are so many. */
export function minimumColumn(x: Float64Array, size: number, out: Float64Array): void {
  const n = x.length;
  out.fill(Number.NaN, 0, Math.min(n, size - 1));
  const ends = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  for (let start = 0; start < n; start += size) {
    const end = Math.min(n, start + size);
    if (start > 0) minimaOver(x, start, end, ends, out);
    if (start + size <= n) endMinima(x, start, size, ends);
    if (start === 0 && n >= size) out[size - 1] = ends[0]!;
  }
}

function minimaOver(x: Float64Array, start: number, end: number, ends: Float64Array, out: Float64Array): void {
  let least = x[start]!;
  for (let t = start; t < end; t++) {
    const value = x[t]!;
    if (value < least) least = value;
    const before = ends[t - start + 1]!;
    out[t] = before < least ? before : least;
  }
}

function endMinima(x: Float64Array, start: number, size: number, ends: Float64Array): void {
  let least = x[start + size - 1]!;
  for (let i = size - 1; i >= 0; i--) {
    const value = x[start + i]!;
    if (value < least) least = value;
    ends[i] = least;
  }
}
