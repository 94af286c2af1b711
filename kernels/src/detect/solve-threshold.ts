import { integer } from '../math/check.ts';
import { uniformSource } from '../math/random.ts';
import type { AverageRunLength, Detector } from './detector.ts';
import { meanOf } from './measure-run-length.ts';
import type { Sampler } from './sampler.ts';

export type SolveOptions = {
  /** Default 1; the same seed gives the same threshold */
  readonly seed?: number;
  /** Simulated runs; the standard error is about the run length over the root of their number. Default 4,000: 1.6 %; fewer above 5,000 asked, at least 2,000 */
  readonly runs?: number;
};

/** The moments at which a run's statistic rose above all before it, and to what. */
type Rises = { readonly at: number[]; readonly to: number[] };

const PILOTS = 400;
const MOST_OBSERVATIONS = 4e9;
/** In asked run lengths; e^-12 of the runs would go on */
const LONGEST = 12;

/**
 * The threshold with which a detector fires, on average, once in the asked number of observations of the sampler, solved by
 * simulation. The paths of the statistic do not depend on the threshold until the alarm, so one set of runs holds the run
 * length at every threshold: a pilot finds a threshold with about 1.5 times the asked run length, the runs go on until they
 * pass it, and the mean length at lower ones follows from the moments at which each run reached a new maximum.
 * @param make a detector that fires when its statistic exceeds the threshold; it must take any finite one above 0
 * @returns the threshold, and the mean run length that the runs have with it. It is not the asked one where the run length
 * jumps: on a sample whose few extreme values decide
 * @throws RangeError for an average run length that is not above 1 or that no threshold has
 */
export function solveThreshold(
  make: (threshold: number) => Detector,
  sampler: Sampler,
  asked: number,
  options: SolveOptions & { readonly assumes: string },
): { readonly threshold: number; readonly averageRunLength: AverageRunLength } {
  checkAsked(asked);
  const runs = integer('runs', options.runs ?? Math.min(4000, Math.max(2000, Math.round(2e7 / asked))), 2);
  if (!(runs * asked <= MOST_OBSERVATIONS)) {
    throw new RangeError(
      `averageRunLength times runs must be at most ${MOST_OBSERVATIONS}, got ${asked} times ${runs}`,
    );
  }
  const uniform = uniformSource(options.seed ?? 1);
  const start = () => make(Number.MAX_VALUE);
  let ceiling = medianMaximum(start, sampler, uniform, Math.ceil(1.04 * asked) + 20);
  for (let attempt = 1; attempt <= 4; attempt++) {
    const longest = LONGEST * Math.ceil(asked);
    const rises = Array.from({ length: runs }, () => follow(start(), sampler(uniform), ceiling, longest));
    if (meanLength(rises, ceiling).mean >= asked) return nearest(rises, asked, options.assumes);
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

/** The mean run length is a step function of the threshold that goes up: the step next to the asked one. */
function nearest(rises: readonly Rises[], asked: number, assumes: string) {
  const steps = Float64Array.from(rises.flatMap(({ to }) => to.filter(value => value > 0 && value < Infinity))).sort();
  let below = 0;
  let above = steps.length - 1;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (meanLength(rises, steps[middle]!).mean >= asked) above = middle;
    else below = middle;
  }
  const [low, high] = [steps[below]!, steps[above]!];
  const closer = asked / meanLength(rises, low).mean < meanLength(rises, high).mean / asked;
  const threshold = closer ? low : high;
  const { mean, standardError, atLeast } = meanLength(rises, threshold);
  if (below === 0 && mean > 1.1 * asked) {
    throw new RangeError(`averageRunLength must be at least ${mean} here, got ${asked}`);
  }
  return { threshold, averageRunLength: { value: mean, basis: 'simulated', assumes, atLeast, standardError } as const };
}

function meanLength(rises: readonly Rises[], threshold: number) {
  const lengths = new Float64Array(rises.length);
  let atLeast = false;
  for (let run = 0; run < rises.length; run++) {
    const { at, to } = rises[run]!;
    const i = firstAbove(to, threshold);
    lengths[run] = at[i]!;
    if (to[i] === Number.POSITIVE_INFINITY) atLeast = true;
  }
  return { ...meanOf(lengths), atLeast };
}

/** Every run ends above any threshold that is asked for, if only because it was ended. */
function firstAbove(to: readonly number[], threshold: number): number {
  let i = 0;
  while (i < to.length - 1 && !(to[i]! > threshold)) i++;
  return i;
}
