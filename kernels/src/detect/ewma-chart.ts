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
import { canCompute, type EwmaDesign, ewmaRunLength, type Sides, thresholdFor } from './run-length.ts';
import { normalSampler } from './sampler.ts';

export type EwmaChartOptions = ControlLimit &
  ChartScale & {
    /** Weight of the newest observation, above 0 and at most 1; default 0.1. Smaller finds smaller changes. */
    readonly lambda?: number;
    /** Default `both` */
    readonly sides?: Sides;
  };

/** Every option of the chart save its limit. */
export type EwmaChartSettings = Required<ChartScale> & EwmaDesign;

export type EwmaChartState = {
  readonly kind: 'ewma-chart';
  readonly options: EwmaChartSettings & Limit;
  /** The average, in standard deviations of an observation */
  readonly average: number;
};

/**
 * The EWMA control chart. With z = (x - mean) / standardDeviation it keeps average = (1 - lambda) average + lambda z, from 0;
 * the statistic is the average (`up`), its negative (`down`) or its size (`both`) in asymptotic standard deviations of the
 * average, sqrt(lambda / (2 - lambda)), and the chart fires when it exceeds the threshold L. The limits are constant from the
 * first observation on. After an alarm the average starts again from 0.
 *
 * Given `averageRunLength` it solves L, as `cusum` does.
 *
 * @example
 * const detector = ewmaChart({ lambda: 0.1, averageRunLength: 500 });
 * detector.push(0).threshold // 2.8143...
 * @throws RangeError for options out of their range
 * @see Roberts (1959), Technometrics 1(3); Lucas & Saccucci (1990), Technometrics 32(1)
 */
export function ewmaChart(options: EwmaChartOptions): Detector<EwmaChartState> {
  const design = checked({
    lambda: options.lambda ?? 0.1,
    sides: options.sides ?? 'both',
    ...locate(options, options.inControl),
  });
  const make = (threshold: number) => chart({ ...design, threshold }, 0);
  const solve = (asked: number) => thresholdFor(asked, threshold => ewmaRunLength(design, threshold));
  return chart({ ...design, ...resolveLimit(options, make, solve) }, 0);
}

export function ewmaChartFromJson(state: DetectorState): Detector<EwmaChartState> {
  const { read, options, limit } = savedOptions('ewma-chart', state);
  const design = checked({
    lambda: options.finite('lambda'),
    sides: options.text('sides') as Sides,
    mean: options.finite('mean'),
    standardDeviation: options.finite('standardDeviation'),
  });
  return chart({ ...design, ...limit }, read.finite('average'));
}

function chart(options: EwmaChartSettings & Limit, start: number): Detector<EwmaChartState> {
  const { lambda, sides, mean, standardDeviation, threshold, stated } = options;
  const deviation = Math.sqrt(lambda / (2 - lambda));
  let average = start;
  const usual = () => {
    if (canCompute(threshold, options)) return computed(ewmaRunLength(options, threshold));
    return simulated(() => chart({ ...options, mean: 0, standardDeviation: 1 }, 0), normalSampler, NORMAL);
  };
  const runLength = once(() => stated ?? usual());
  return {
    get averageRunLength() {
      return runLength();
    },
    push(x) {
      const z = standardised(x, mean, standardDeviation);
      average = (1 - lambda) * average + lambda * z + 0; // JSON has no -0
      const scaled = average / deviation;
      const statistic = sides === 'both' ? Math.abs(scaled) : sides === 'up' ? scaled : -scaled;
      const alarm = statistic > threshold;
      if (alarm) average = 0;
      return { alarm, statistic, threshold };
    },
    toJSON: () => ({ kind: 'ewma-chart', options, average }),
  };
}

function checked(design: EwmaChartSettings): EwmaChartSettings {
  if (!(design.lambda > 0 && design.lambda <= 1)) {
    throw new RangeError(`lambda must be above 0 and at most 1, got ${String(design.lambda)}`);
  }
  sidesOf(design.sides);
  positive('standardDeviation', design.standardDeviation);
  return design;
}
