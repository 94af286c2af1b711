import { quantileNormal } from '../math/quantile-normal.ts';

export type Power = {
  /** Probability of a false finding, one-sided; 0.05 unless told */
  readonly alpha?: number;
  /** Probability of finding what is there; 0.8 unless told */
  readonly power?: number;
};

/**
 * Sessions until a test of the share of right directions against one half finds an accuracy: ((z[1-alpha]/2 +
 * z[power] sqrt(p(1 - p))) / (p - 1/2))^2, one look at that many.
 * @example sessionsForDirection(0.52) // 3863: fifteen years
 * @throws RangeError for an accuracy that is not above 0.5 and below 1
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 5
 */
export function sessionsForDirection(accuracy: number, options: Power = {}): number {
  if (!(accuracy > 0.5 && accuracy < 1)) {
    throw new RangeError(`accuracy must be above 0.5 and below 1, got ${String(accuracy)}`);
  }
  const { falseFinding, finding } = quantiles(options);
  const deviations = 0.5 * falseFinding + finding * Math.sqrt(accuracy * (1 - accuracy));
  return Math.ceil((deviations / (accuracy - 0.5)) ** 2);
}

/**
 * Sessions until a test finds that a model's one-step forecasts explain a share `r2` of the variance of returns beside the
 * random walk, which it contains. The t of Clark and West's test is then about sqrt(n r2), that of Diebold and Mariano's on
 * squared errors half of it.
 * @example sessionsForSkill(0.005, { test: 'clark-west' }) // 1237
 * @throws RangeError for an r2 that is not above 0 and below 1
 * @see Clark & West (2007), Journal of Econometrics 138
 */
export function sessionsForSkill(
  r2: number,
  options: Power & { readonly test?: 'clark-west' | 'diebold-mariano' } = {},
): number {
  if (!(r2 > 0 && r2 < 1)) throw new RangeError(`r2 must be above 0 and below 1, got ${String(r2)}`);
  const { test = 'clark-west' } = options;
  if (test !== 'clark-west' && test !== 'diebold-mariano') {
    throw new RangeError(`test must be clark-west or diebold-mariano, got ${String(test)}`);
  }
  const { falseFinding, finding } = quantiles(options);
  const deviations = falseFinding + finding;
  return Math.ceil((test === 'clark-west' ? deviations : 2 * deviations) ** 2 / r2);
}

function quantiles({ alpha = 0.05, power = 0.8 }: Power): { falseFinding: number; finding: number } {
  for (const [name, value] of Object.entries({ alpha, power })) {
    if (!(value > 0 && value < 1)) throw new RangeError(`${name} must be above 0 and below 1, got ${String(value)}`);
  }
  if (!(power > alpha)) throw new RangeError(`power must be above alpha, ${alpha}, got ${power}`);
  return { falseFinding: quantileNormal(1 - alpha), finding: quantileNormal(power) };
}
