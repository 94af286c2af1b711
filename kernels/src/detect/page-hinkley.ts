import { integer } from '../math/check.ts';
import {
  type ControlLimit,
  type Limit,
  NORMAL,
  once,
  resolveLimit,
  savedOptions,
  sidesOf,
  simulated,
  standardised,
} from './control-limit.ts';
import type { Detector, DetectorState } from './detector.ts';
import type { Sides } from './run-length.ts';
import { normalSampler } from './sampler.ts';

export type PageHinkleyOptions = ControlLimit & {
  /** The change of the mean that is let pass, in the unit of the observations, 0 or more; default 0.005 */
  readonly delta?: number;
  /** What is kept of the sums at each observation, above 0 and at most 1; default 0.9999 */
  readonly alpha?: number;
  /** Observations before which it does not fire; default 30 */
  readonly minimum?: number;
  /** Default `both` */
  readonly sides?: Sides;
};

/** Every option of the test save its limit. */
export type PageHinkleySettings = {
  readonly delta: number;
  readonly alpha: number;
  readonly minimum: number;
  readonly sides: Sides;
};

/** What has been seen since the start or the last alarm; all 0 before the first observation. */
export type PageHinkleyMemory = {
  readonly seen: number;
  readonly mean: number;
  readonly increase: number;
  readonly leastIncrease: number;
  readonly decrease: number;
  readonly mostDecrease: number;
};

export type PageHinkleyState = {
  readonly kind: 'page-hinkley';
  readonly options: PageHinkleySettings & Limit;
  readonly memory: PageHinkleyMemory;
};

const EMPTY: PageHinkleyMemory = { seen: 0, mean: 0, increase: 0, leastIncrease: 0, decrease: 0, mostDecrease: 0 };

/**
 * The Page-Hinkley test as river defines it: with m the mean of all observations since the start or the last alarm,
 * increase = alpha increase + x - m - delta and decrease = alpha decrease + x - m + delta; the statistic is how far increase
 * is above its minimum (`up`), decrease below its maximum (`down`), or the larger (`both`), and the test fires when it
 * exceeds the threshold. Statistic and threshold are in the unit of the observations; before `minimum` observations the
 * statistic is NaN. It needs no mean in control, but a change that comes early goes into its own mean. After an alarm it
 * starts again from nothing.
 *
 * river's defaults are these with `threshold: 50`, made for observations such as 0 and 1. Given `averageRunLength` the
 * threshold is solved by simulation: for standard normal observations, or for those of `inControl`.
 *
 * @example
 * const detector = pageHinkley({ threshold: 50 }); // river.drift.PageHinkley()
 * @throws RangeError for options out of their range
 * @see Page (1954), Biometrika 41; Hinkley (1971), Biometrika 58(3); river 0.26, drift.PageHinkley
 */
export function pageHinkley(options: PageHinkleyOptions): Detector<PageHinkleyState> {
  const { delta = 0.005, alpha = 0.9999, minimum = 30, sides = 'both' } = options;
  const design = checked({ delta, alpha, minimum, sides });
  const make = (threshold: number) => test({ ...design, threshold }, EMPTY);
  return test({ ...design, ...resolveLimit(options, make) }, EMPTY);
}

export function pageHinkleyFromJson(state: DetectorState): Detector<PageHinkleyState> {
  const { read, options, limit } = savedOptions('page-hinkley', state);
  const design = checked({
    delta: options.finite('delta'),
    alpha: options.finite('alpha'),
    minimum: options.integer('minimum', 1),
    sides: options.text('sides') as Sides,
  });
  const saved = read.object('memory');
  return test(
    { ...design, ...limit },
    {
      seen: saved.integer('seen', 0),
      mean: saved.finite('mean'),
      increase: saved.finite('increase'),
      leastIncrease: saved.finite('leastIncrease'),
      decrease: saved.finite('decrease'),
      mostDecrease: saved.finite('mostDecrease'),
    },
  );
}

function test(options: PageHinkleySettings & Limit, start: PageHinkleyMemory): Detector<PageHinkleyState> {
  const { minimum, sides, threshold, stated } = options;
  let memory = start;
  const runLength = once(
    () => stated ?? simulated(() => test(options, EMPTY), normalSampler, `${NORMAL}, mean 0, standard deviation 1`),
  );
  return {
    get averageRunLength() {
      return runLength();
    },
    push(x) {
      memory = after(memory, standardised(x, 0, 1), options);
      const up = sides === 'down' ? 0 : memory.increase - memory.leastIncrease;
      const down = sides === 'up' ? 0 : memory.mostDecrease - memory.decrease;
      const statistic = memory.seen < minimum ? Number.NaN : Math.max(up, down);
      const alarm = statistic > threshold;
      if (alarm) memory = EMPTY;
      return { alarm, statistic, threshold };
    },
    toJSON: () => ({ kind: 'page-hinkley', options, memory }),
  };
}

/** The sums are kept without -0, which JSON does not have. */
function after(before: PageHinkleyMemory, x: number, { delta, alpha }: PageHinkleySettings): PageHinkleyMemory {
  const seen = before.seen + 1;
  const mean = before.mean + (x - before.mean) / seen + 0;
  const increase = alpha * before.increase + (x - mean) - delta + 0;
  const decrease = alpha * before.decrease + (x - mean) + delta + 0;
  const leastIncrease = seen === 1 ? increase : Math.min(before.leastIncrease, increase);
  const mostDecrease = seen === 1 ? decrease : Math.max(before.mostDecrease, decrease);
  return { seen, mean, increase, leastIncrease, decrease, mostDecrease };
}

function checked(design: PageHinkleySettings): PageHinkleySettings {
  const { delta, alpha, minimum, sides } = design;
  if (!(delta >= 0 && delta < 1e150))
    throw new RangeError(`delta must be 0 or more, below 1e150, got ${String(delta)}`);
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be above 0 and at most 1, got ${String(alpha)}`);
  integer('minimum', minimum, 1);
  sidesOf(sides);
  return design;
}
