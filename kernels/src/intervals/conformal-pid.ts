import type { Reader } from '../models/json-reader.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { conformalStream, type MakeRule } from './conformal-stream.ts';

export type PidOptions = ConformalOptions & {
  /** How far one label moves the quantile, in largest scores of the window; 0.05 unless told */
  readonly rate?: number;
  /** Weight of the integrated misses, in largest scores of the window; 0.1 unless told, 0 for quantile tracking alone */
  readonly integral?: number;
  /** How far the misses may run from what was asked before the set becomes infinite or empty; 1 unless told */
  readonly saturation?: number;
};

type Gains = { readonly rate: number; readonly integral: number; readonly saturation: number };

/**
 * Conformal PID control of the quantile itself: q[t] = tracked[t] + integrator[t] with
 * tracked[t+1] = tracked[t] + rate B (miss[t] - (1 - level)) and
 * integrator[t] = integral B tan(log(t + 1) / (t + 1) sum(miss - (1 - level)) / saturation), B the largest score of the
 * window. Beyond a quarter turn the tangent is infinite, and so is the set, or empty. Tracking starts at the split quantile
 * of the first scores that give a finite one. The third term of the paper, a forecast of the scores, is the scale here:
 * scores divided by a volatility forecast leave nothing to cast.
 * @throws RangeError for an option out of its range
 * @see Angelopoulos, Candes & Tibshirani (2023), Conformal PID Control for Time Series Prediction, arXiv 2307.16895
 */
export function conformalPid(options: PidOptions): ConformalIntervals {
  const { rate = 0.05, integral = 0.1, saturation = 1 } = options;
  return make(options, { rate, integral, saturation });
}

export const pidFromJson = (options: ConformalOptions, saved: Reader): ConformalIntervals =>
  make(
    options,
    { rate: saved.finite('rate'), integral: saved.finite('integral'), saturation: saved.finite('saturation') },
    saved,
  );

function make(options: ConformalOptions, gains: Gains, saved?: Reader): ConformalIntervals {
  const { rate, integral, saturation } = gains;
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate must be within 0 to 1, got ${String(rate)}`);
  if (!(integral >= 0 && integral <= 100)) {
    throw new RangeError(`integral must be within 0 to 100, got ${String(integral)}`);
  }
  if (!(saturation > 0 && saturation < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`saturation must be a finite number above 0, got ${String(saturation)}`);
  }
  return conformalStream('pid', options, { rate, integral, saturation }, rule(options.level, gains), saved);
}

const rule =
  (level: number, { rate, integral, saturation }: Gains): MakeRule =>
  (window, memory) => {
    if (memory && memory.length !== 0 && memory.length !== 3) {
      throw new RangeError(`memory must hold 0 or 3 numbers, got ${memory.length}`);
    }
    let tracked = memory?.[0] ?? window.quantile(level);
    let excess = memory?.[1] ?? 0;
    let labels = memory?.[2] ?? 0;
    const started = () => Number.isFinite(tracked);
    const integrator = () => {
      const angle = ((Math.log(labels + 1) / (labels + 1)) * excess) / saturation;
      return integral === 0 ? 0 : integral * window.largest() * saturatedTan(angle);
    };
    return {
      quantile: () => (started() ? tracked + integrator() : tracked),
      learn(covered) {
        if (!started()) {
          tracked = window.quantile(level);
          return;
        }
        const miss = covered ? level - 1 : level;
        tracked += rate * window.largest() * miss;
        excess += miss;
        labels++;
      },
      memory: () => (started() ? [tracked, excess, labels] : []),
    };
  };

function saturatedTan(angle: number): number {
  if (angle >= Math.PI / 2) return Number.POSITIVE_INFINITY;
  return angle <= -Math.PI / 2 ? Number.NEGATIVE_INFINITY : Math.tan(angle);
}
