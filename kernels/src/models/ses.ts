import { series } from '../math/check.ts';
import { correctedAic } from '../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, spread } from '../math/scale.ts';
import type { Family } from './family.ts';
import type { Forecast, SesFit, SesState } from './fit.ts';

const LEAST_ALPHA = 1e-4;
const GRID = [LEAST_ALPHA, 0.003, 0.01, 0.03, 0.06, ...Array.from({ length: 18 }, (_, i) => 0.1 + 0.05 * i), 1];

/**
 * Simple exponential smoothing, ETS(A,N,N): y[t] = l[t-1] + e[t], l[t] = l[t-1] + alpha e[t], with alpha in 0.0001 to 1 and
 * the initial level by maximum likelihood; the level is solved for in closed form at every alpha.
 *
 * `logLikelihood` is -n/2 log(sum e^2), without the constant that R's `ets` leaves out too: compare it with other ETS
 * models, not with ARIMA. AICc counts alpha, the initial level and the variance.
 *
 * Filtering starts from an unknown level (a diffuse prior), so `apply` to another series owes nothing to the first one;
 * after the series that was fitted the level is the same as from the initial level estimated here.
 * @throws RangeError for fewer than 4 values, a value that is not finite, or a constant series
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, chapters 2 and 5
 */
export function fitSes(y: ArrayLike<number>): SesFit {
  const values = series('y', y, 4);
  const origin = values[0]!;
  const size = largest(values);
  const centred = values.map(value => value - origin);
  const { deviation } = spread(centred);
  if (!(deviation > noiseFloor(size)))
    throw new RangeError('y must vary: smoothing has nothing to estimate in a constant');
  checkDeviation(deviation);
  const scale = powerOfTwo(deviation);
  const scaled = centred.map(value => value / scale);
  const alpha = bestAlpha(scaled);
  const { squares } = profile(scaled, alpha);
  const nobs = values.length;
  const initialLevel = origin + scale * startingLevel(scaled, alpha);
  const logLikelihood = -0.5 * nobs * (Math.log(squares) + 2 * Math.log(scale));
  const fit: Omit<SesFit, 'state'> = {
    kind: 'ses',
    name: 'ses',
    parameters: { alpha, initialLevel },
    sigma2: (squares / nobs) * scale * scale,
    logLikelihood,
    aicc: correctedAic(logLikelihood, 3, nobs),
    nobs,
    alpha,
    initialLevel,
  };
  return { ...fit, state: smooth(alpha, UNSEEN, values) };
}

export const sesFamily: Family<SesFit> = {
  start: () => UNSEEN,
  advance: (fit, state, values, predictions) => smooth(fit.alpha, state, values, predictions),
  needs: () => 1,
  forecast: sesForecast,
};

const UNSEEN: SesState = { observed: 0, level: 0, uncertainty: 0 };

/** The best grid point, then the root of the slope between its neighbours. */
function bestAlpha(y: Float64Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  GRID.forEach((alpha, i) => {
    const { squares } = profile(y, alpha);
    if (squares < least) [least, best] = [squares, i];
  });
  return slopeRoot(y, GRID[Math.max(0, best - 1)]!, GRID[Math.min(GRID.length - 1, best + 1)]!, GRID[best]!);
}

/** Illinois regula falsi on d(squares)/d(alpha); an end of the range when the slope points out of it. */
function slopeRoot(y: Float64Array, from: number, to: number, inside: number): number {
  let [a, b] = [from, to];
  let slopeA = profile(y, a).slope;
  let slopeB = profile(y, b).slope;
  if (!(slopeA < 0)) return inside === from ? from : inside;
  if (!(slopeB > 0)) return inside === to ? to : inside;
  for (let i = 0; i < 100 && b - a > 1e-15; i++) {
    const secant = (a * slopeB - b * slopeA) / (slopeB - slopeA);
    const alpha = secant > a && secant < b ? secant : (a + b) / 2;
    const { slope } = profile(y, alpha);
    if (slope === 0) return alpha;
    if (slope < 0) {
      if (alpha - a < 1e-15) break;
      a = alpha;
      slopeA = slope;
      slopeB /= 2;
    } else {
      if (b - alpha < 1e-15) break;
      b = alpha;
      slopeB = slope;
      slopeA /= 2;
    }
  }
  return (a + b) / 2;
}

/** Least sum of squared errors over the initial level, as sum v^2/F of the filter that starts diffuse, and its slope. */
function profile(y: Float64Array, alpha: number): { squares: number; slope: number } {
  const keep = 1 - alpha;
  let level = y[0]!;
  let dLevel = 0;
  let p = forgotten(keep * keep);
  let dp = -2 * keep;
  let squares = 0;
  let slope = 0;
  let t = 1;
  for (; t < y.length && p > 0; t++) {
    const v = y[t]! - level;
    const f = 1 + p;
    const known = p / f;
    const dKnown = dp / (f * f);
    const gain = alpha + keep * known;
    squares += (v * v) / f;
    slope += (v / f) * (-2 * dLevel - (v * dp) / f);
    dLevel += (1 - known + keep * dKnown) * v - gain * dLevel;
    level += gain * v;
    p = forgotten(keep * keep * known);
    dp = keep * (keep * dKnown - 2 * known);
  }
  return settledProfile(y, alpha, { t, level, dLevel, squares, slope });
}

type Settling = { t: number; level: number; dLevel: number; squares: number; slope: number };

/** The rest of the series, once the level owes nothing to where it started. */
function settledProfile(y: Float64Array, alpha: number, start: Settling): { squares: number; slope: number } {
  let { level, dLevel, squares, slope } = start;
  for (let t = start.t; t < y.length; t++) {
    const v = y[t]! - level;
    squares += v * v;
    slope -= 2 * v * dLevel;
    dLevel += v - alpha * dLevel;
    level += alpha * v;
  }
  return { squares, slope };
}

/** A variance that no longer changes a sum with 1 is 0: kept out of the slow and inexact range near the least double. */
const forgotten = (variance: number): number => (variance < 1e-30 ? 0 : variance);

/** Least-squares initial level: the errors are linear in it, with weights (1 - alpha)^t. */
function startingLevel(y: Float64Array, alpha: number): number {
  let [level, weight, top, bottom] = [0, 1, 0, 0];
  for (let t = 0; t < y.length; t++) {
    const error = y[t]! - level;
    top += error * weight;
    bottom += weight * weight;
    level += alpha * error;
    weight *= 1 - alpha;
  }
  return top / bottom;
}

function smooth(alpha: number, state: SesState, y: Float64Array, predictions?: Float64Array): SesState {
  const keep = 1 - alpha;
  let { observed, level, uncertainty } = state;
  for (let t = 0; t < y.length; t++) {
    if (predictions) predictions[t] = observed === 0 ? Number.NaN : level;
    const known = observed === 0 ? 1 : uncertainty / (1 + uncertainty);
    level = observed === 0 ? y[t]! : level + (alpha + keep * known) * (y[t]! - level);
    uncertainty = forgotten(keep * keep * known);
    observed++;
  }
  return { observed, level, uncertainty };
}

function sesForecast(fit: SesFit, horizon: number): Forecast {
  const mean = new Float64Array(horizon).fill(fit.state.level);
  const variance = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    variance[h] = fit.sigma2 * (1 + fit.state.uncertainty + h * fit.alpha * fit.alpha);
  }
  return { mean, variance };
}
