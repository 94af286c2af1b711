import { integer } from '../math/check.ts';
import { uniformSource } from '../math/random.ts';
import type { AverageRunLength, Detector } from './detector.ts';
import { meanOf } from './measure-run-length.ts';
import type { Sampler } from './sampler.ts';

export type SolveOptions = {
  /** Default 1; the same seed gives the same threshold */
  readonly seed?: number;
  /** Simulated runs, whose number squared is in the error: 10,000 give 1 %. Default 10,000, fewer above 2,000 asked, at least 2,000 */
  readonly runs?: number;
};

/** The moments at which a run's statistic rose above all before it, and to what. */
type Rises = { readonly at: number[]; readonly to: number[] };

const PILOTS = 400;
const MOST_OBSERVATIONS = 4e9;

/**
 * The threshold with which a detector fires, on average, once in the asked number of observations of the sampler, solved by
 * simulation. The paths of the statistic do not depend on the threshold until the alarm, so one set of runs holds the run
 * length at every threshold: a pilot finds a threshold with about 1.5 times the asked run length, the runs go on until they
 * pass it, and the mean length at lower ones follows from the moments at which each run reached a new maximum.
 * @param make a detector that fires when its statistic exceeds the threshold; it must take any finite one above 0
 * @returns the threshold, and the mean run length that the runs have with it
 * @throws RangeError for an average run length that is not above 1 or that no threshold has
 */
export function solveThreshold(
  make: (threshold: number) => Detector,
  sampler: Sampler,
  asked: number,
  options: SolveOptions & { readonly assumes: string },
): { readonly threshold: number; readonly averageRunLength: AverageRunLength } {
  checkAsked(asked);
  const runs = integer('runs', options.runs ?? Math.min(10_000, Math.max(2000, Math.round(2e7 / asked))), 2);
  if (!(runs * asked <= MOST_OBSERVATIONS)) {
    throw new RangeError(
      `averageRunLength times runs must be at most ${MOST_OBSERVATIONS}, got ${asked} times ${runs}`,
    );
  }
  const uniform = uniformSource(options.seed ?? 1);
  const start = () => make(Number.MAX_VALUE);
  let ceiling = medianMaximum(start, sampler, uniform, Math.ceil(1.04 * asked) + 20);
  for (let attempt = 1; attempt <= 4; attempt++) {
    const longest = 60 * Math.ceil(asked);
    const rises = Array.from({ length: runs }, () => follow(start(), sampler(uniform), ceiling, longest));
    if (meanLength(rises, ceiling).mean >= asked) return lowest(rises, asked, options.assumes);
    ceiling = medianMaximum(start, sampler, uniform, Math.ceil(2 ** attempt * asked) + 20);
  }
  throw new RangeError(`no threshold was found with an averageRunLength of ${asked}`);
}

/** @throws RangeError for anything but a finite number above 1 */
export function checkAsked(asked: number): void {
  if (asked > 1 && asked < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`averageRunLength must be a finite number above 1, got ${String(asked)}`);
}

/** Of the statistic's maxima over so many observations. */
function medianMaximum(start: () => Detector, sampler: Sampler, uniform: () => number, length: number): number {
  const maxima = new Float64Array(PILOTS);
  for (let run = 0; run < PILOTS; run++) {
    const { to } = follow(start(), sampler(uniform), Number.POSITIVE_INFINITY, length);
    maxima[run] = to.at(-1) ?? 0;
  }
  return maxima.sort()[PILOTS >> 1]!;
}

function follow(detector: Detector, draw: () => number, ceiling: number, longest: number): Rises {
  const at: number[] = [];
  const to: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  for (let n = 1; n <= longest && !(highest > ceiling); n++) {
    const { statistic } = detector.push(draw());
    if (!(statistic > highest)) continue;
    highest = statistic;
    at.push(n);
    to.push(statistic);
  }
  if (!(highest > ceiling)) {
    at.push(longest);
    to.push(Number.POSITIVE_INFINITY);
  }
  return { at, to };
}

/** The run lengths are a step function of the threshold that goes up: the lowest step at or above the asked mean. */
function lowest(rises: readonly Rises[], asked: number, assumes: string) {
  const steps = Float64Array.from(rises.flatMap(({ to }) => to.filter(value => value > 0 && value < Infinity))).sort();
  let below = -1;
  let enough = steps.length - 1;
  while (enough - below > 1) {
    const middle = (below + enough) >> 1;
    if (meanLength(rises, steps[middle]!).mean >= asked) enough = middle;
    else below = middle;
  }
  const threshold = steps[enough]!;
  if (enough === 0 && meanLength(rises, threshold).mean > 1.1 * asked) {
    throw new RangeError(`averageRunLength must be at least ${meanLength(rises, threshold).mean}, got ${asked}`);
  }
  const { mean, standardError } = meanLength(rises, threshold);
  return {
    threshold,
    averageRunLength: { value: mean, basis: 'simulated', assumes, atLeast: false, standardError } as const,
  };
}

function meanLength(rises: readonly Rises[], threshold: number): { mean: number; standardError: number } {
  const lengths = new Float64Array(rises.length);
  for (let run = 0; run < rises.length; run++) lengths[run] = firstAbove(rises[run]!, threshold);
  return meanOf(lengths);
}

function firstAbove({ at, to }: Rises, threshold: number): number {
  for (let i = 0; i < to.length; i++) if (to[i]! > threshold) return at[i]!;
  return at.at(-1)!;
}
