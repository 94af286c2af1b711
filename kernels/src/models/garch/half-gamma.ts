/** log Gamma(x + 1/2) - log Gamma(x) for x > 0 and its derivative in x, to about 15 digits at any x. */
export type HalfGamma = { readonly log: number; readonly slope: number };

/** Where the series below is exact to a double. */
const FAR = 12;
/** Coefficients of x^-1, x^-3, ... in log Gamma(x + 1/2) - log Gamma(x) - log(x) / 2. */
const SERIES = [-1 / 8, 1 / 192, -1 / 640, 17 / 14336, -31 / 18432];

/**
 * By the asymptotic series, which x is first raised to; a difference of two log-gammas would lose digits at large x.
 * @see Tricomi & Erdelyi (1951), Pacific Journal of Mathematics 1
 */
export function halfGamma(x: number): HalfGamma {
  let at = x;
  let log = 0;
  let slope = 0;
  for (; at < FAR; at++) {
    log -= Math.log1p(0.5 / at);
    slope += 0.5 / (at * (at + 0.5));
  }
  log += 0.5 * Math.log(at);
  slope += 0.5 / at;
  let power = 1 / at;
  SERIES.forEach((coefficient, k) => {
    log += coefficient * power;
    slope -= (2 * k + 1) * coefficient * (power / at);
    power /= at * at;
  });
  return { log, slope };
}
