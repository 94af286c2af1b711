import { integer } from '../math/check.ts';
import { uniformSource } from '../math/random.ts';
import type { AverageRunLength, Detector } from './detector.ts';
import type { Sampler } from './sampler.ts';

export type MeasureOptions = {
  /** Default 1; the same seed gives the same runs */
  readonly seed?: number;
  /** Default 2000 */
  readonly runs?: number;
  /** Where a run without an alarm is ended; default 100,000 observations */
  readonly longest?: number;
};

export type MeasuredRunLength = {
  /** Mean number of observations up to and with the alarm; a lower bound when `unfinished` is above 0 */
  readonly mean: number;
  readonly standardError: number;
  readonly median: number;
  /** Runs that were ended without an alarm */
  readonly unfinished: number;
  /** Of every run, ascending: the share up to 252 is the chance of a false alarm within a year */
  readonly lengths: Float64Array;
};

/**
 * Simulates how long a detector runs until its first alarm on observations of the sampler. On observations in which nothing
 * has changed this is its false-alarm rate, on changed ones its delay.
 * @param make a new detector for every run
 * @throws RangeError for options out of their range, or an observation that the detector refuses
 */
export function measureRunLength(
  make: () => Detector,
  sampler: Sampler,
  options: MeasureOptions = {},
): MeasuredRunLength {
  const runs = integer('runs', options.runs ?? 2000, 2);
  const longest = integer('longest', options.longest ?? 100_000, 1);
  const uniform = uniformSource(options.seed ?? 1);
  const lengths = new Float64Array(runs);
  let unfinished = 0;
  for (let run = 0; run < runs; run++) {
    const length = firstAlarm(make(), sampler(uniform), longest);
    if (length === 0) unfinished++;
    lengths[run] = length || longest;
  }
  lengths.sort();
  const { mean, standardError } = meanOf(lengths);
  const median = (lengths[(runs - 1) >> 1]! + lengths[runs >> 1]!) / 2;
  return { mean, standardError, median, unfinished, lengths };
}

/** A measured run length as a detector states it. */
export function statedRunLength(measured: MeasuredRunLength, assumes: string): AverageRunLength {
  const { mean, standardError, unfinished } = measured;
  return { value: mean, basis: 'simulated', assumes, atLeast: unfinished > 0, standardError };
}

export function meanOf(values: Float64Array): { mean: number; standardError: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** 1 for an alarm at the first observation; 0 for none. */
function firstAlarm(detector: Detector, draw: () => number, longest: number): number {
  for (let n = 1; n <= longest; n++) if (detector.push(draw()).alarm) return n;
  return 0;
}
