import type { Forecast, SeasonalEtsFit } from '../../fit.ts';
import { multiplicativeMoments } from './moments.ts';
import { SEASONAL_SPECIFICATIONS } from './specification.ts';

/**
 * Means by the recursion without errors. With c_j = alpha + beta (phi + ... + phi^j) + gamma [j a multiple of m], variances:
 * additive sigma2 (1 + sum c_j^2); M errors with an A season (1 + sigma2) theta_h - mean_h^2,
 * theta_h = mean_h^2 + sigma2 sum c_j^2 theta_{h-j}; M errors with an M season by `multiplicativeMoments`.
 * R's `ets` has other variances for ANA and MNA, in which its error in the season comes one step early.
 * @see Hyndman, Koehler, Ord & Snyder (2008), sections 6.2 (class 1) and 6.3 (class 2)
 */
export function forecastSeasonal(fit: SeasonalEtsFit, horizon: number): Forecast {
  const { phi, period, state, sigma2 } = fit;
  const { multiplicative, season } = SEASONAL_SPECIFICATIONS[fit.model];
  if (season === 'M') return multiplicativeMoments(fit, horizon);
  const mean = new Float64Array(horizon);
  let damped = 0;
  let power = 1;
  for (let h = 0; h < horizon; h++) {
    power *= phi;
    damped += power;
    mean[h] = state.level + damped * state.slope + state.season[(state.observed + h) % period]!;
  }
  const weights = weightsOf(fit, horizon);
  const variance = multiplicative ? relativeVariance(sigma2, mean, weights) : additiveVariance(sigma2, weights);
  return { mean, variance };
}

/** c_j for j = 1..horizon. */
function weightsOf({ alpha, beta, gamma, phi, period }: SeasonalEtsFit, horizon: number): Float64Array {
  let damped = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, i) => {
    power *= phi;
    damped += power;
    return alpha + beta * damped + ((i + 1) % period === 0 ? gamma : 0);
  });
}

function additiveVariance(sigma2: number, weights: Float64Array): Float64Array {
  let sum = 1;
  return weights.map((_, h) => {
    if (h > 0) sum += weights[h - 1]! ** 2;
    return sigma2 * sum;
  });
}

function relativeVariance(sigma2: number, mean: Float64Array, weights: Float64Array): Float64Array {
  const squares = new Float64Array(mean.length);
  return mean.map((value, h) => {
    let spread = 0;
    for (let j = 1; j <= h; j++) spread += weights[j - 1]! ** 2 * squares[h - j]!;
    squares[h] = value * value + sigma2 * spread;
    return sigma2 * (squares[h]! + spread);
  });
}
