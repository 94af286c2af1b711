/**
 * Orders of the factors of phi(B) Phi(B^s) w = theta(B) Theta(B^s) eps. Their coefficients stand in one vector: p of phi, q of
 * theta, P of Phi, Q of Theta, in Box-Jenkins signs: 1 - phi1 B - ..., 1 + theta1 B + ...
 * @see Box & Jenkins (1976), Time Series Analysis, chapter 9
 */
export type Factors = {
  readonly p: number;
  readonly q: number;
  readonly P: number;
  readonly Q: number;
  readonly period: number;
};

export const countCoefficients = ({ p, q, P, Q }: Factors): number => p + q + P + Q;

/** Degrees of the two polynomials once they are multiplied out. */
export const expandedOrders = ({ p, q, P, Q, period }: Factors): [number, number] => [p + period * P, q + period * Q];

/** Multiplies out into `phi` and `theta`, entries 1 and on; the rest up to their ends is zero afterwards. */
export function expand(factors: Factors, c: ArrayLike<number>, phi: Float64Array, theta: Float64Array): void {
  const { p, q, P, Q, period } = factors;
  phi.fill(0, 1);
  theta.fill(0, 1);
  multiplyOut(c, { at: 0, count: p, seasonalAt: p + q, seasonalCount: P, period, sign: -1 }, phi);
  multiplyOut(c, { at: p, count: q, seasonalAt: p + q + P, seasonalCount: Q, period, sign: 1 }, theta);
}

type Product = {
  readonly at: number;
  readonly count: number;
  readonly seasonalAt: number;
  readonly seasonalCount: number;
  readonly period: number;
  /** Of the cross terms */
  readonly sign: 1 | -1;
};

function multiplyOut(
  c: ArrayLike<number>,
  { at, count, seasonalAt, seasonalCount, period, sign }: Product,
  out: Float64Array,
): void {
  for (let i = 1; i <= count; i++) out[i] = out[i]! + c[at + i - 1]!;
  for (let j = 1; j <= seasonalCount; j++) {
    const weight = c[seasonalAt + j - 1]!;
    out[j * period] = out[j * period]! + weight;
    for (let i = 1; i <= count; i++) out[j * period + i] = out[j * period + i]! + sign * weight * c[at + i - 1]!;
  }
}

/** From the derivatives by the polynomial's coefficients to those by the factors' coefficients. */
function reverseProduct(
  c: ArrayLike<number>,
  { at, count, seasonalAt, seasonalCount, period, sign }: Product,
  bar: Float64Array,
  gradient: Float64Array,
): void {
  for (let i = 1; i <= count; i++) gradient[at + i - 1] = bar[i]!;
  for (let j = 1; j <= seasonalCount; j++) {
    const weight = c[seasonalAt + j - 1]!;
    let sum = bar[j * period]!;
    for (let i = 1; i <= count; i++) {
      const cross = sign * bar[j * period + i]!;
      sum += cross * c[at + i - 1]!;
      gradient[at + i - 1] = gradient[at + i - 1]! + cross * weight;
    }
    gradient[seasonalAt + j - 1] = sum;
  }
}

/** The way back: from the derivatives by the coefficients of the two polynomials, entries 1 and on, to those by the factors'. */
export function reverseExpand(
  { p, q, P, Q, period }: Factors,
  c: ArrayLike<number>,
  phiBar: Float64Array,
  thetaBar: Float64Array,
  gradient: Float64Array,
): void {
  reverseProduct(c, { at: 0, count: p, seasonalAt: p + q, seasonalCount: P, period, sign: -1 }, phiBar, gradient);
  reverseProduct(c, { at: p, count: q, seasonalAt: p + q + P, seasonalCount: Q, period, sign: 1 }, thetaBar, gradient);
}
