import type { Reader } from '../models/json-reader.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { conformalStream, type MakeRule } from './conformal-stream.ts';

export type AdaptiveOptions = ConformalOptions & {
  /** gamma, how far one label moves the level asked of the window; 0.015 unless told, 0 for split conformal */
  readonly rate?: number;
};

const RATE = 0.015;

/**
 * Adaptive conformal inference: the miss rate asked of the window moves by a[t+1] = a[t] + rate (1 - level - miss[t]).
 * Whatever the data are, the share of misses over T labels is within (max(level, 1 - level) + rate) / (rate T) of
 * 1 - level. Where a[t] is below 1 / (n + 1) the set is infinite, where it is 1 or more it is empty. A larger rate holds
 * the coverage of 60 sessions closer and makes infinite sets more frequent.
 * @throws RangeError for an option out of its range
 * @see Gibbs & Candes (2021), Adaptive Conformal Inference Under Distribution Shift, arXiv 2106.00170
 */
export function adaptiveConformal(options: AdaptiveOptions): ConformalIntervals {
  return make(options, options.rate ?? RATE);
}

export const adaptiveFromJson = (options: ConformalOptions, saved: Reader): ConformalIntervals =>
  make(options, saved.finite('rate'), saved);

function make(options: ConformalOptions, rate: number, saved?: Reader): ConformalIntervals {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate must be within 0 to 1, got ${String(rate)}`);
  return conformalStream('adaptive', options, { rate }, rule(options.level, rate), saved);
}

const rule =
  (level: number, rate: number): MakeRule =>
  (window, memory) => {
    if (memory && memory.length !== 1) throw new RangeError(`memory must hold 1 number, got ${memory.length}`);
    // 1 - a[t], so that a rate of 0 leaves the level as it was given.
    let asked = memory?.[0] ?? level;
    return {
      quantile: () => window.quantile(asked),
      learn: covered => {
        asked += rate * (covered ? level - 1 : level);
      },
      memory: () => [asked],
    };
  };
