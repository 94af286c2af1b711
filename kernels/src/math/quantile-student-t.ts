import { densityStudentT, studentT } from './student-t.ts';

/**
 * The t with P(T <= t) = p for Student's t with `freedom` degrees of freedom, to 11 digits; -Infinity at 0, Infinity at 1 and
 * where the quantile is beyond 1e307.
 *
 * Newton's steps on the logarithm of the tail, against t in the middle and against its logarithm further out, where either is
 * nearly straight; halved intervals where a step leaves the bracket.
 * @example quantileStudentT(0.975, 10) // 2.2281388519...
 * @throws RangeError for p outside 0 to 1, or degrees of freedom that are not from 0.1 to 1e9
 */
export function quantileStudentT(p: number, freedom: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be within 0 to 1, got ${String(p)}`);
  const off = p - 0.5;
  const slope = densityStudentT(0, freedom);
  const z = Math.abs(off) / slope;
  // t - (v + 1)/(6v) t^3 + ... is the distance from one half over the density at 0.
  const size =
    z < 1e-4 && freedom >= 1 ? z + ((freedom + 1) / (6 * freedom)) * z ** 3 : fromTail(off < 0 ? p : 1 - p, freedom);
  return off < 0 ? -size : size;
}

/** From here on t over the root of the degrees of freedom may overflow. */
const LARGEST = 1e307;

/** The t > 0 with P(T > t) = tail, a number below one half. */
function fromTail(tail: number, freedom: number): number {
  if (tail === 0.5) return 0;
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const target = Math.log(tail);
  let [low, high] = [0, 1];
  while (studentT(-high, freedom) > tail) {
    if (high === LARGEST) return Number.POSITIVE_INFINITY;
    low = high;
    high = Math.min(LARGEST, high < 16 ? 2 * high : high * high);
  }
  let t = low > 0 ? Math.sqrt(low) * Math.sqrt(high) : 0.5;
  for (let i = 0; i < 200; i++) {
    const area = studentT(-t, freedom);
    if (area > tail) low = t;
    else high = t;
    const excess = area > 0 ? Math.log(area) - target : Number.NEGATIVE_INFINITY;
    const hazard = densityStudentT(t, freedom) / area;
    let next = t < 1 ? t + excess / hazard : t * Math.exp(excess / (t * hazard));
    if (!(next > low && next < high)) next = low > 1 ? Math.sqrt(low) * Math.sqrt(high) : low / 2 + high / 2;
    if (Math.abs(next - t) <= 1e-15 * t || next <= low || next >= high) return next;
    t = next;
  }
  return t;
}
