import type { SeasonalWork } from './likelihood.ts';
import type { SeasonalPoint } from './point.ts';

/**
 * The gradient at the point that `evaluateSeasonal` saw last, by reverse differentiation of the recursion; the last initial
 * seasonal is minus the sum of the others (plus the period), so its derivative is taken from theirs.
 */
export function seasonalDerivatives(work: SeasonalWork, point: SeasonalPoint): Float64Array {
  const { places, period } = work;
  const season = new Float64Array(period);
  const sums = work.specification.season === 'M' ? reverseM(work, point, season) : reverseA(work, point, season);
  const gradient = new Float64Array(places.count);
  gradient[places.alpha] = sums.alpha;
  gradient[places.gamma] = sums.gamma;
  gradient[places.level] = sums.level;
  if (places.beta >= 0) {
    gradient[places.beta] = sums.beta;
    gradient[places.slope] = sums.slope;
  }
  if (places.phi >= 0) gradient[places.phi] = sums.phi;
  const last = season[period - 1]!;
  for (let j = 0; j < period - 1; j++) gradient[places.season + j] = season[j]! - last;
  return gradient;
}

type Sums = { alpha: number; beta: number; gamma: number; phi: number; level: number; slope: number };

function reverseA(work: SeasonalWork, { alpha, beta, gamma, phi }: SeasonalPoint, season: Float64Array): Sums {
  const { y, predictions, slopes } = work;
  const sums: Sums = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0 };
  const direct = byPrediction(work);
  for (let t = y.length - 1; t >= 0; t--) {
    const at = t % season.length;
    const r = y[t]! - predictions[t]!;
    const [l, b, s] = [sums.level, sums.slope, season[at]!];
    sums.alpha += l * r;
    sums.beta += b * r;
    sums.gamma += s * r;
    const f = direct[t]! - alpha * l - beta * b - gamma * s;
    const q = l + f;
    season[at] = s + f;
    sums.phi += slopes[t]! * (q + b);
    sums.level = q;
    sums.slope = phi * (q + b);
  }
  return sums;
}

function reverseM(work: SeasonalWork, { alpha, beta, gamma, phi }: SeasonalPoint, season: Float64Array): Sums {
  const { y, predictions, slopes, carried, seasonals } = work;
  const sums: Sums = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0 };
  const direct = byPrediction(work);
  for (let t = y.length - 1; t >= 0; t--) {
    const at = t % season.length;
    const [q, s] = [carried[t]!, seasonals[t]!];
    const r = y[t]! - predictions[t]!;
    const [dl, db, ds] = [sums.level, sums.slope, season[at]!];
    sums.alpha += (dl * r) / s;
    sums.beta += (db * r) / s;
    sums.gamma += (ds * r) / q;
    const byLevel = (alpha * dl + beta * db) / s;
    const bySeason = (gamma * ds) / q;
    const f = direct[t]! - byLevel - bySeason;
    const dq = dl + f * s - (bySeason * r) / q;
    season[at] = ds + f * q - (byLevel * r) / s;
    sums.phi += slopes[t]! * (dq + db);
    sums.level = dq;
    sums.slope = phi * (dq + db);
  }
  return sums;
}

/** Of the value by each prediction, the later ones kept. */
function byPrediction({ y, predictions, specification, squares }: SeasonalWork): Float64Array {
  const rate = y.length / squares;
  if (!specification.multiplicative) return y.map((value, t) => rate * (predictions[t]! - value));
  return y.map((value, t) => {
    const f = predictions[t]!;
    return (1 - rate * (value / f - 1) * (value / f)) / f;
  });
}
