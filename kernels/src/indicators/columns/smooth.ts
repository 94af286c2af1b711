/**
 * The levels of `smoothing.ts` over a whole column, bit for bit.
 *
 * Each level waits for the one before it, and most of a run is waiting. So a long column is taken as four stretches side by
 * side. A stretch does not know the level that it begins with, but a recursion that forgets soon has the same bits whatever
 * it began with: it runs up from far enough back, and once the stretch before it is done its beginning is compared with the
 * level that stretch ended with. Where they differ (a price that stood still keeps old roundings alive) it is run again.
 */

/** After so many times 1 / weight steps nothing of a first level is left in 53 bits, and roundings had time to meet. */
export const FORGOTTEN = 45;

/**
 * Writes the levels of x[first], x[first + 1], … to `out`, NaN before the seed is complete.
 * @returns whether every number that was read is known to be finite
 */
export function smoothColumn(
  x: Float64Array,
  first: number,
  period: number,
  weight: number,
  out: Float64Array,
): boolean {
  const n = x.length;
  const seeded = first + period - 1;
  out.fill(Number.NaN, 0, Math.min(n, seeded));
  if (n <= seeded) return false;
  out[seeded] = seedLevel(x, first, period);
  smoothOn(x, seeded + 1, weight, out);
  // A number that is not finite leaves no finite level behind it.
  return Number.isFinite(out[n - 1]);
}

/** The mean of `period` numbers, as deviations from the first. */
function seedLevel(x: Float64Array, first: number, period: number): number {
  const pivot = x[first]!;
  let sum = 0;
  for (let t = first; t < first + period; t++) sum += x[t]! - pivot;
  return pivot + sum / period;
}

function smoothOn(x: Float64Array, start: number, weight: number, out: Float64Array): void {
  const n = x.length;
  const stretch = (n - start) >> 2;
  const run = Math.ceil(FORGOTTEN / weight);
  if (stretch < 4 * run) {
    follow(x, start, n, weight, out);
    return;
  }
  const begins = new Float64Array(4);
  begins[0] = out[start - 1]!;
  for (let k = 1; k < 4; k++) begins[k] = runUp(x, start + k * stretch, run, weight);
  besides(x, start, stretch, weight, begins, out);
  for (let k = 1; k < 4; k++) {
    const t = start + k * stretch;
    if (!Object.is(out[t - 1], begins[k])) mend(x, t, weight, out);
  }
  follow(x, start + 4 * stretch, n, weight, out);
}

function follow(x: Float64Array, start: number, end: number, weight: number, out: Float64Array): void {
  let level = out[start - 1]!;
  for (let t = start; t < end; t++) {
    level += weight * (x[t]! - level);
    out[t] = level;
  }
}

function runUp(x: Float64Array, end: number, run: number, weight: number): number {
  let level = x[end - run]!;
  for (let t = end - run; t < end; t++) level += weight * (x[t]! - level);
  return level;
}

function besides(
  x: Float64Array,
  start: number,
  stretch: number,
  weight: number,
  begins: Float64Array,
  out: Float64Array,
): void {
  let a = begins[0]!;
  let b = begins[1]!;
  let c = begins[2]!;
  let d = begins[3]!;
  for (let t = start; t < start + stretch; t++) {
    a += weight * (x[t]! - a);
    out[t] = a;
    b += weight * (x[t + stretch]! - b);
    out[t + stretch] = b;
    c += weight * (x[t + 2 * stretch]! - c);
    out[t + 2 * stretch] = c;
    d += weight * (x[t + 3 * stretch]! - d);
    out[t + 3 * stretch] = d;
  }
}

/** Runs on from the level before `t` until it meets the levels that are there: from then on they are the same. */
function mend(x: Float64Array, t: number, weight: number, out: Float64Array): void {
  let level = out[t - 1]!;
  for (let i = t; i < x.length; i++) {
    level += weight * (x[i]! - level);
    if (Object.is(level, out[i])) return;
    out[i] = level;
  }
}
