import { cdfNormal } from './normal.ts';

/** From here on Hill's series is as exact as a double, and the continued fraction would take ever more steps. */
const MANY = 50_000;

/**
 * P(T <= t) for Student's t with `freedom` degrees of freedom, to 1e-12 absolute and 1e-10 relative in the lower tail.
 *
 * The tail is half the regularised incomplete beta function I_x(freedom/2, 1/2) at x = freedom / (freedom + t^2), by its
 * continued fraction (Abramowitz & Stegun 26.5.8 and 26.7.1), evaluated by Lentz's method; from 50,000 degrees of freedom on
 * Hill's normal deviate.
 * @see Hill (1970), Algorithm 395: Student's t-distribution, Communications of the ACM 13
 * @throws RangeError for a t that is NaN, or degrees of freedom that are not from 0.1 to 1e9
 */
export function studentT(t: number, freedom: number): number {
  checked(t, freedom);
  if (freedom >= MANY) return cdfNormal(Math.sign(t) * normalDeviate(Math.abs(t), freedom));
  const tail = halfTail(Math.abs(t) / Math.sqrt(freedom), freedom / 2);
  return t > 0 ? 1 - tail : tail;
}

/**
 * The density of Student's t at t, for degrees of freedom from 0.1 to 1e9.
 * @throws RangeError as `studentT`
 */
export function densityStudentT(t: number, freedom: number): number {
  checked(t, freedom);
  const ratio = Math.abs(t) / Math.sqrt(freedom);
  const logLength = ratio < 1e150 ? Math.log1p(ratio * ratio) : 2 * Math.log(ratio);
  return (gammaRatio(freedom / 2) / Math.sqrt(Math.PI * freedom)) * Math.exp(-0.5 * (freedom + 1) * logLength);
}

function checked(t: number, freedom: number): void {
  if (Number.isNaN(t)) throw new RangeError('t must be a number, got NaN');
  if (!(freedom >= 0.1 && freedom <= 1e9)) {
    throw new RangeError(`freedom must be from 0.1 to 1e9, got ${freedom}`);
  }
}

/** The z with P(Z > z) = P(T > t), for t >= 0 and many degrees of freedom. */
function normalDeviate(t: number, freedom: number): number {
  const a = freedom - 0.5;
  const b = 48 * a * a;
  const y = a * Math.log1p((t / freedom) * t);
  const correction = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b);
  return ((correction + y + 3) / b + 1) * Math.sqrt(y);
}

/** P(T > ratio sqrt(2a)) for ratio >= 0 and 2a degrees of freedom. */
function halfTail(ratio: number, a: number): number {
  if (ratio === Number.POSITIVE_INFINITY) return 0;
  const length = Math.hypot(1, ratio);
  const x = 1 / length ** 2;
  const rest = (ratio / length) ** 2;
  // x^a from the logarithm of 1 + ratio^2, which stays exact where x is near 1; from ratio itself where its square overflows
  const logX = ratio < 1e150 ? -Math.log1p(ratio * ratio) : -2 * Math.log(ratio);
  const front = (gammaRatio(a) / Math.sqrt(Math.PI)) * Math.exp(a * logX) * (ratio / length);
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(x, a, 0.5)) / a / 2;
  return 0.5 - front * betaFraction(rest, 0.5, a);
}

/** Gamma(a + 1/2) / Gamma(a): the asymptotic series from 12 on, reached by the recurrence from below. */
function gammaRatio(a: number): number {
  let factor = 1;
  let at = a;
  for (; at < 12; at++) factor *= at / (at + 0.5);
  const u = 1 / (at * at);
  const series = (-1 / 8 + u * (1 / 192 + u * (-1 / 640 + u * (17 / 14336 - (u * 31) / 18432)))) / at;
  return factor * Math.sqrt(at) * Math.exp(series);
}

function betaFraction(x: number, a: number, b: number): number {
  const floor = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / floor(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / floor(1 + even * d);
    c = floor(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / floor(1 + odd * d);
    c = floor(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}
