/** @returns the middle value, the mean of the two middle ones, or NaN of none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Of a normal sample, this times the median of |x| is its standard deviation (Huber, Robust Statistics, 1981, section 5.1). */
const NORMAL_CONSISTENCY = 1.4826;

/** The scale of returns around zero, which up to half of them being wrong does not move far. */
export const robustScale = (returns: readonly number[]): number =>
  NORMAL_CONSISTENCY * median(returns.map(value => Math.abs(value)));

/**
 * Minus the log density, up to a constant, of a return under Student's t with 3 degrees of freedom: daily returns have tails of
 * about that weight (Cont, Empirical properties of asset returns, 2001), so that one wild day never outweighs all else.
 */
export const surprise = (value: number, scale: number): number => 2 * Math.log1p((value / scale) ** 2 / 3);

/** The probability that goes with a difference of log likelihoods. */
export const confidenceOf = (difference: number): number => 1 / (1 + Math.exp(-difference));
