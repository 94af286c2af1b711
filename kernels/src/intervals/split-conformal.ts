import type { Reader } from '../models/json-reader.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { conformalStream, type MakeRule } from './conformal-stream.ts';

/**
 * Split conformal intervals over a rolling window: the quantile is the ceil((n + 1) level)-th smallest of the newest n
 * scores. With fewer than level / (1 - level) scores the set is infinite. It covers at least `level` of exchangeable
 * scores: scaled by a volatility, those of market forecasts are nearly that, unscaled they are not.
 * @example
 * const intervals = splitConformal({ level: 0.5, scores: [1, 2, 3] });
 * intervals.interval(10, 0.5) // { set: 'bounded', lower: 9, upper: 11 }
 * @throws RangeError for an option out of its range
 * @see Lei, G'Sell, Rinaldo, Tibshirani & Wasserman (2018), Journal of the American Statistical Association 113
 */
export function splitConformal(options: ConformalOptions): ConformalIntervals {
  return conformalStream('split', options, {}, rule(options.level));
}

export const splitFromJson = (options: ConformalOptions, saved: Reader): ConformalIntervals =>
  conformalStream('split', options, {}, rule(options.level), saved);

const rule =
  (level: number): MakeRule =>
  window => ({ quantile: () => window.quantile(level), learn: () => {}, memory: () => [] });
