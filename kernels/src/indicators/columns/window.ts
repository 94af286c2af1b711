/** The statistics of `rolling-window.ts` over a whole column, bit for bit: four windows side by side, each in its own order. */

/** Writes the mean of the newest `size` numbers minus the newest one; NaN before there are so many. */
export function deviationColumn(x: Float64Array, first: number, size: number, out: Float64Array): void {
  const n = x.length;
  const start = Math.min(n, first + size - 1);
  out.fill(Number.NaN, 0, start);
  let t = start;
  for (; t + 3 < n; t += 4) fourDeviations(x, t, size, out);
  for (; t < n; t++) out[t] = oneDeviation(x, t, size);
}

function fourDeviations(x: Float64Array, t: number, size: number, out: Float64Array): void {
  const pa = x[t]!;
  const pb = x[t + 1]!;
  const pc = x[t + 2]!;
  const pd = x[t + 3]!;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = t - size + 1; i <= t; i++) {
    a += x[i]! - pa;
    b += x[i + 1]! - pb;
    c += x[i + 2]! - pc;
    d += x[i + 3]! - pd;
  }
  out[t] = a / size;
  out[t + 1] = b / size;
  out[t + 2] = c / size;
  out[t + 3] = d / size;
}

function oneDeviation(x: Float64Array, t: number, size: number): number {
  const pivot = x[t]!;
  let sum = 0;
  for (let i = t - size + 1; i <= t; i++) sum += x[i]! - pivot;
  return sum / size;
}

/** Writes the sum of squared deviations from the mean, which is given minus the newest number; NaN where that is NaN. */
export function squaresColumn(
  x: Float64Array,
  first: number,
  size: number,
  deviations: Float64Array,
  out: Float64Array,
): void {
  const n = x.length;
  const start = Math.min(n, first + size - 1);
  out.fill(Number.NaN, 0, start);
  let t = start;
  for (; t + 3 < n; t += 4) fourSquares(x, t, size, deviations, out);
  for (; t < n; t++) out[t] = oneSquares(x, t, size, deviations[t]!);
}

function fourSquares(x: Float64Array, t: number, size: number, deviations: Float64Array, out: Float64Array): void {
  const pa = x[t]!;
  const pb = x[t + 1]!;
  const pc = x[t + 2]!;
  const pd = x[t + 3]!;
  const ma = deviations[t]!;
  const mb = deviations[t + 1]!;
  const mc = deviations[t + 2]!;
  const md = deviations[t + 3]!;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = t - size + 1; i <= t; i++) {
    a += square(x[i]! - pa - ma);
    b += square(x[i + 1]! - pb - mb);
    c += square(x[i + 2]! - pc - mc);
    d += square(x[i + 3]! - pd - md);
  }
  out[t] = a;
  out[t + 1] = b;
  out[t + 2] = c;
  out[t + 3] = d;
}

const square = (x: number): number => x * x;

function oneSquares(x: Float64Array, t: number, size: number, mean: number): number {
  const pivot = x[t]!;
  let sum = 0;
  for (let i = t - size + 1; i <= t; i++) sum += square(x[i]! - pivot - mean);
  return sum;
}

/** Writes the mean of the newest `size` numbers. */
export function meanColumn(x: Float64Array, first: number, size: number, out: Float64Array): void {
  if (size === 3) {
    meansOfThree(x, first, out);
    return;
  }
  deviationColumn(x, first, size, out);
  for (let t = 0; t < x.length; t++) out[t] = x[t]! + out[t]!;
}

/** The usual width of a signal line. */
function meansOfThree(x: Float64Array, first: number, out: Float64Array): void {
  out.fill(Number.NaN, 0, Math.min(x.length, first + 2));
  for (let t = first + 2; t < x.length; t++) {
    const newest = x[t]!;
    out[t] = newest + (x[t - 2]! - newest + (x[t - 1]! - newest)) / 3;
  }
}
