import {
  type ChartScale,
  type ControlLimit,
  computed,
  type Limit,
  locate,
  NORMAL,
  once,
  positive,
  resolveLimit,
  savedOptions,
  sidesOf,
  simulated,
  standardised,
} from './control-limit.ts';
import type { Detector, DetectorState } from './detector.ts';
import { type CusumDesign, canCompute, cusumRunLength, type Sides, thresholdFor } from './run-length.ts';
import { normalSampler } from './sampler.ts';

export type CusumOptions = ControlLimit &
  ChartScale & {
    /** k in standard deviations, half the change to be found soonest; default 0.5, for a change of one */
    readonly allowance?: number;
    /** Default `both` */
    readonly sides?: Sides;
  };

/** Every option of the chart save its limit. */
export type CusumSettings = Required<ChartScale> & CusumDesign;

export type CusumState = {
  readonly kind: 'cusum';
  readonly options: CusumSettings & Limit;
  /** The sum of increases */
  readonly up: number;
  /** The sum of decreases */
  readonly down: number;
};

/**
 * The tabular CUSUM chart. With z = (x - mean) / standardDeviation it keeps up = max(0, up + z - k) and
 * down = max(0, down - z - k); the statistic is the larger of the sides that are watched, in standard deviations, and the
 * chart fires when it exceeds the threshold h. After an alarm both sums start again from 0.
 *
 * Given `averageRunLength` it solves h: for independent normal observations from the integral equation, for those of
 * `inControl` by simulation. It holds for independent observations; where they depend on one another (errors of a volatile
 * market), give a sampler that has the dependence, such as `bootstrapSampler(values, { meanBlock: 20 })`.
 *
 * @example
 * const detector = cusum({ averageRunLength: 500 });
 * detector.push(0).threshold // 5.0707..., 1 false alarm in 500 standard normal observations
 * @throws RangeError for options out of their range
 * @see Page (1954), Biometrika 41; Montgomery, Introduction to Statistical Quality Control, section 9.1
 */
export function cusum(options: CusumOptions): Detector<CusumState> {
  const design = checked({
    allowance: options.allowance ?? 0.5,
    sides: options.sides ?? 'both',
    ...locate(options, options.inControl),
  });
  const make = (threshold: number) => chart({ ...design, threshold }, 0, 0);
  const solve = (asked: number) => thresholdFor(asked, threshold => cusumRunLength(design, threshold));
  return chart({ ...design, ...resolveLimit(options, make, solve) }, 0, 0);
}

export function cusumFromJson(state: DetectorState): Detector<CusumState> {
  const { read, options, limit } = savedOptions('cusum', state);
  const design = checked({
    allowance: options.finite('allowance'),
    sides: options.text('sides') as Sides,
    mean: options.finite('mean'),
    standardDeviation: options.finite('standardDeviation'),
  });
  return chart({ ...design, ...limit }, read.finite('up', 0), read.finite('down', 0));
}

function chart(options: CusumSettings & Limit, up: number, down: number): Detector<CusumState> {
  const { allowance, sides, mean, standardDeviation, threshold, stated } = options;
  const sums = { up, down };
  const usual = () => {
    if (canCompute(threshold)) return computed(cusumRunLength(options, threshold));
    const make = () => chart({ ...options, mean: 0, standardDeviation: 1 }, 0, 0);
    return simulated(make, normalSampler, NORMAL);
  };
  const runLength = once(() => stated ?? usual());
  return {
    get averageRunLength() {
      return runLength();
    },
    push(x) {
      const z = standardised(x, mean, standardDeviation);
      if (sides !== 'down') sums.up = Math.max(0, sums.up + z - allowance);
      if (sides !== 'up') sums.down = Math.max(0, sums.down - z - allowance);
      const statistic = Math.max(sums.up, sums.down);
      const alarm = statistic > threshold;
      if (alarm) sums.up = sums.down = 0;
      return { alarm, statistic, threshold };
    },
    toJSON: () => ({ kind: 'cusum', options, ...sums }),
  };
}

function checked(design: CusumSettings): CusumSettings {
  const { allowance } = design;
  if (!(allowance >= 0 && allowance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`allowance must be a finite number, 0 or more, got ${String(allowance)}`);
  }
  sidesOf(design.sides);
  positive('standardDeviation', design.standardDeviation);
  return design;
}
