/** Gaussian log-likelihood of n values whose innovations have the ML variance deviation^2; Infinity for an exact fit. */
export function gaussianLogLikelihood(n: number, deviation: number): number {
  return -0.5 * n * (Math.log(2 * Math.PI) + 2 * Math.log(deviation) + 1);
}

/**
 * Akaike's criterion corrected for small samples: -2 logL + 2k + 2k(k+1)/(n-k-1), k counting the variance.
 * Infinity when n - k - 1 <= 0: so few values cannot justify k parameters.
 * @see Hurvich & Tsai (1989), Biometrika 76
 */
export function correctedAic(logLikelihood: number, parameters: number, nobs: number): number {
  const room = nobs - parameters - 1;
  if (room <= 0) return Number.POSITIVE_INFINITY;
  return -2 * logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / room;
}
