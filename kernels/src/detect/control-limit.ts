import { series } from '../math/check.ts';
import { spread } from '../math/scale.ts';
import { type Reader, reader } from '../models/json-reader.ts';
import type { AverageRunLength, Detector, DetectorState } from './detector.ts';
import { measureRunLength, statedRunLength } from './measure-run-length.ts';
import type { Sides } from './run-length.ts';
import { bootstrapSampler, normalSampler, type Sampler } from './sampler.ts';
import { type SolveOptions, solveThreshold } from './solve-threshold.ts';

/** Exactly one of `threshold` and `averageRunLength` is given. */
export type ControlLimit = SolveOptions & {
  /** Of the statistic; the detector fires above it */
  readonly threshold?: number;
  /** Observations until a false alarm, on average, for which the threshold is solved; above 1 */
  readonly averageRunLength?: number;
  /**
   * Observations, or a source of them, from while nothing had changed: the run length then holds for their distribution, by
   * simulation, whatever its tails. Without it observations are taken to be independent and normal. A sample knows tails only
   * as far as it reaches: charts solved for 500 on 2,500 values of a t with 4 degrees of freedom had 350 on new values.
   */
  readonly inControl?: ArrayLike<number> | Sampler;
};

/** A solved limit. `stated` is there when the run length came from the options and not from the threshold alone. */
export type Limit = { readonly threshold: number; readonly stated?: AverageRunLength };

export const NORMAL = 'independent normal observations';
const BOOTSTRAP = 'observations drawn independently from the sample in control';
const SAMPLER = 'observations of the sampler in control';

/**
 * @param make the detector with a threshold
 * @param solve the threshold for an average run length on normal observations; undefined where that takes a simulation
 * @throws RangeError for a limit that is not exactly one of threshold and run length, or out of its range
 */
export function resolveLimit(
  limit: ControlLimit,
  make: (threshold: number) => Detector,
  solve?: (asked: number) => number,
): Limit {
  const { threshold, averageRunLength: asked, inControl } = limit;
  if ((threshold === undefined) === (asked === undefined)) {
    throw new RangeError('exactly one of threshold and averageRunLength must be given');
  }
  const sampler = samplerOf(inControl);
  const assumes = typeof inControl === 'function' ? SAMPLER : inControl ? BOOTSTRAP : NORMAL;
  if (asked !== undefined) {
    if (!inControl && solve) return { threshold: solve(asked), stated: computed(asked) };
    const solved = solveThreshold(make, sampler, asked, { ...limit, assumes });
    return { threshold: solved.threshold, stated: solved.averageRunLength };
  }
  const given = positive('threshold', threshold!);
  if (!inControl) return { threshold: given };
  return { threshold: given, stated: simulated(() => make(given), sampler, assumes, limit) };
}

/** A run length on normal observations from the integral equation. */
export const computed = (value: number): AverageRunLength => {
  return { value, basis: 'computed', assumes: NORMAL, atLeast: false, standardError: 0 };
};

/** Runs of 10,000 observations at most, so that stating it takes no more than a second or so. */
export function simulated(
  make: () => Detector,
  sampler: Sampler,
  assumes: string,
  { seed = 1, runs = 1000 }: SolveOptions = {},
): AverageRunLength {
  return statedRunLength(measureRunLength(make, sampler, { seed, runs, longest: 10_000 }), assumes);
}

/** Works something out when it is first asked for. */
export function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

/** What observations are while nothing has changed; charts standardise by it. */
export type ChartScale = {
  /** Of the observations while nothing has changed; default 0, or the mean of `inControl` when that is a list */
  readonly mean?: number;
  /** Default 1, or that of `inControl` when that is a list */
  readonly standardDeviation?: number;
};

/** @throws RangeError for a mean or deviation out of range, or a list in control of which no deviation can be taken */
export function locate({ mean, standardDeviation }: ChartScale, inControl: ControlLimit['inControl']) {
  const sample = typeof inControl === 'object' ? spread(series('inControl', inControl, 2)) : undefined;
  return {
    mean: finite('mean', mean ?? sample?.mean ?? 0),
    standardDeviation: positive('standardDeviation', standardDeviation ?? sample?.deviation ?? 1),
  };
}

export function sidesOf(sides: Sides): Sides {
  if (sides === 'up' || sides === 'down' || sides === 'both') return sides;
  throw new RangeError(`sides must be "up", "down" or "both", got ${String(sides)}`);
}

export function positive(name: string, value: number): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${name} must be a finite number above 0, got ${String(value)}`);
}

function finite(name: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`${name} must be a finite number, got ${String(value)}`);
}

/** An observation on the chart's scale; far beyond any of use, sums of larger ones would overflow. */
export function standardised(x: number, mean: number, standardDeviation: number): number {
  const z = (x - mean) / standardDeviation;
  if (Math.abs(z) <= 1e150 && Number.isFinite(x)) return z;
  throw new RangeError(`an observation must be a finite number within 1e150 deviations of the mean, got ${String(x)}`);
}

/** The options of a saved detector of this kind, as a reader and with its limit. */
export function savedOptions(kind: string, state: DetectorState): { read: Reader; options: Reader; limit: Limit } {
  const read = reader(state, 'state');
  if (read.text('kind') !== kind) throw new RangeError(`the state must be of kind "${kind}", got "${state.kind}"`);
  const options = read.object('options');
  const threshold = options.finite('threshold', Number.MIN_VALUE);
  const limit = 'stated' in state.options ? { threshold, stated: runLengthFromJson(options) } : { threshold };
  return { read, options, limit };
}

const samplerOf = (inControl: ControlLimit['inControl']): Sampler => {
  if (inControl === undefined) return normalSampler;
  return typeof inControl === 'function' ? inControl : bootstrapSampler(inControl);
};

function runLengthFromJson(options: Reader): AverageRunLength {
  const read = options.object('stated');
  const basis = read.text('basis');
  if (basis !== 'computed' && basis !== 'simulated') {
    throw new RangeError(`state.options.stated.basis must be "computed" or "simulated", got ${basis}`);
  }
  return {
    value: read.finite('value', 0),
    basis,
    assumes: read.text('assumes'),
    atLeast: read.flag('atLeast'),
    standardError: read.finite('standardError', 0),
  };
}
