import type { Family } from '../family.ts';
import type { EtsFit, EtsState, Forecast } from '../fit.ts';
import { SPECIFICATIONS } from './specification.ts';

export const etsFamily: Family<EtsFit> = {
  start: () => UNSEEN,
  advance: smooth,
  needs: fit => (SPECIFICATIONS[fit.model].trend === 'N' ? 1 : 2),
  forecast: etsForecast,
};

const UNSEEN: EtsState = { observed: 0, level: 0, slope: 0, uncertainty: [0, 0, 0] };

/**
 * From unknown initial states (a diffuse prior): the first value, or the first two with a trend, are fitted without error,
 * then each error moves the states by its weights and by what it says of the start. With w = (1, phi), D = F - g w':
 * x := F x + (g + D P w / f)(y - w'x), P := D (P - P w w'P / f) D', f = w'P w + 1, or + (w'x)^2 for multiplicative errors.
 * @see de Jong (1991), Annals of Statistics 19, on diffuse initial states
 */
function smooth(fit: EtsFit, from: EtsState, y: Float64Array, predictions?: Float64Array): EtsState {
  const needs = etsFamily.needs(fit);
  let state = from;
  for (let t = 0; t < y.length; t++) {
    const known = state.observed >= needs;
    if (predictions) predictions[t] = known ? state.level + fit.phi * state.slope : Number.NaN;
    state = known ? next(fit, state, y[t]!) : begin(fit, state, y[t]!);
  }
  return state;
}

/** The states that pass through the first values, and what the errors there leave open of them. */
function begin({ alpha, beta, model }: EtsFit, { observed, level }: EtsState, value: number): EtsState {
  const { multiplicative, trend } = SPECIFICATIONS[model];
  const noise = multiplicative ? value * value : 1;
  const keep = 1 - alpha;
  if (trend === 'N') return { observed: 1, level: value, slope: 0, uncertainty: [keep * keep * noise, 0, 0] };
  if (observed === 0) return { observed: 1, level: value, slope: 0, uncertainty: [0, 0, 0] };
  const before = multiplicative ? level * level : 1;
  const both = keep * (1 - beta) * noise;
  const bb = keep * keep * before + (1 - beta) * (1 - beta) * noise;
  return { observed: 2, level: value, slope: value - level, uncertainty: [keep * keep * noise, both, bb] };
}

function next({ alpha, beta, phi, model }: EtsFit, state: EtsState, value: number): EtsState {
  const { level, slope, observed } = state;
  const [ll, lb, bb] = state.uncertainty;
  const prediction = level + phi * slope;
  const error = value - prediction;
  const noise = SPECIFICATIONS[model].multiplicative ? prediction * prediction : 1;
  const pl = ll + phi * lb;
  const pb = lb + phi * bb;
  const total = pl + phi * pb + noise;
  const share = total > 0 ? 1 / total : 0;
  const [kl, kb] = [pl * share, pb * share];
  const known: Covariance = [ll - kl * pl, lb - kl * pb, bb - kb * pb];
  return {
    observed: observed + 1,
    level: prediction + (alpha + (1 - alpha) * (kl + phi * kb)) * error,
    slope: phi * slope + (beta + phi * kb - beta * (kl + phi * kb)) * error,
    uncertainty: forgotten(carried(known, alpha, beta, phi), noise),
  };
}

type Covariance = EtsState['uncertainty'];

/** D P D' with D = [[1 - alpha, (1 - alpha) phi], [-beta, phi (1 - beta)]]. */
function carried([ll, lb, bb]: Covariance, alpha: number, beta: number, phi: number): Covariance {
  const [a, b] = [1 - alpha, (1 - alpha) * phi];
  const [c, d] = [-beta, phi * (1 - beta)];
  return [
    Math.max(0, a * a * ll + 2 * a * b * lb + b * b * bb),
    a * c * ll + (a * d + b * c) * lb + b * d * bb,
    Math.max(0, c * c * ll + 2 * c * d * lb + d * d * bb),
  ];
}

/** A variance that no longer changes a sum with the noise is 0. */
const forgotten = (covariance: Covariance, noise: number): Covariance =>
  covariance[0] < 1e-30 * noise && covariance[2] < 1e-30 * noise ? [0, 0, 0] : covariance;

/**
 * Mean l + (phi + ... + phi^h) b. With c_j = alpha + beta (phi + ... + phi^j) and u_h the variance that the unknown start
 * leaves, the variance is sigma2 (1 + u_h + sum c_j^2) for additive errors, and for multiplicative ones
 * (1 + sigma2) theta_h - mean_h^2 with theta_h = mean_h^2 + sigma2 (u_h + sum c_j^2 theta_{h-j}); sums over j = 1..h-1.
 * @see Hyndman, Koehler, Ord & Snyder (2008), sections 6.2 (class 1) and 6.3 (class 2)
 */
function etsForecast({ alpha, beta, phi, sigma2, model, state }: EtsFit, horizon: number): Forecast {
  const [ll, lb, bb] = state.uncertainty;
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  const weights = new Float64Array(horizon);
  const squares = new Float64Array(horizon);
  let damped = 0;
  let power = 1;
  for (let h = 0; h < horizon; h++) {
    power *= phi;
    damped += power;
    mean[h] = state.level + damped * state.slope;
    weights[h] = (alpha + beta * damped) ** 2;
    const start = Math.max(0, ll + 2 * damped * lb + damped * damped * bb);
    if (SPECIFICATIONS[model].multiplicative) {
      let spread = start;
      for (let j = 1; j <= h; j++) spread += weights[j - 1]! * squares[h - j]!;
      const square = mean[h]! ** 2;
      squares[h] = square + sigma2 * spread;
      variance[h] = sigma2 * (squares[h]! + spread);
    } else {
      squares[h] = h === 0 ? 1 : squares[h - 1]! + weights[h - 1]!;
      variance[h] = sigma2 * (squares[h]! + start);
    }
  }
  return { mean, variance };
}
