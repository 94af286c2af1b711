import { decompose } from '../../season/decompose.ts';
import type { SeasonalPoint } from './point.ts';
import type { SeasonalSpecification } from './specification.ts';

/** A first guess of the initial states: classical seasonals, and a line through the first periods without them. */
export function initialStates(y: Float64Array, period: number, { season }: SeasonalSpecification): SeasonalPoint {
  const indices = seasonalsOf(y, period, season);
  const head = y.subarray(0, Math.min(y.length, Math.max(10, 2 * period)));
  const adjusted = head.map((value, t) => {
    const own = indices[t % period]!;
    return season === 'M' ? value / own : value - own;
  });
  const n = adjusted.length;
  const mean = adjusted.reduce((sum, value) => sum + value, 0) / n;
  let [top, bottom] = [0, 0];
  for (let t = 0; t < n; t++) {
    top += (t - (n - 1) / 2) * (adjusted[t]! - mean);
    bottom += (t - (n - 1) / 2) ** 2;
  }
  const slope = top / bottom;
  const level = mean - (slope * (n + 1)) / 2;
  return {
    alpha: 0,
    beta: 0,
    gamma: 0,
    phi: 1,
    level: season === 'M' && level <= 0 ? mean : level,
    slope,
    season: indices,
  };
}

/** Multiplicative ones are kept above 0.01, as R does, and sum to the period. */
function seasonalsOf(y: Float64Array, period: number, season: 'A' | 'M'): Float64Array {
  const type = season === 'M' ? 'multiplicative' : 'additive';
  const { indices } = decompose(y, { period, type });
  if (season === 'A') return indices;
  const held = indices.map(value => Math.max(0.01, value));
  const sum = held.reduce((a, b) => a + b);
  return held.map(value => (value * period) / sum);
}
