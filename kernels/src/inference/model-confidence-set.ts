import { integer, series } from '../math/check.ts';
import { largest, powerOfTwo } from '../math/scale.ts';
import { maximumRounds, rangeRounds } from './confidence-set-rounds.ts';
import { stationaryBootstrap } from './stationary-bootstrap.ts';

export type ConfidenceSetOptions = {
  /** 0.05 unless told: the set holds the best model with a probability of 1 - size */
  readonly size?: number;
  /** 'range': the largest of all pairs' t statistics; 'max': the largest of each model's against the others' mean */
  readonly statistic?: 'range' | 'max';
  /** 1000 unless told */
  readonly replications?: number;
  /** Mean length of the bootstrap's blocks; the whole part of the root of the number of losses unless told */
  readonly block?: number;
  readonly seed?: number;
  /** Bootstrap indices to use in the place of drawn ones, one array of n indices a replication */
  readonly indices?: readonly ArrayLike<number>[];
};

export type ConfidenceSet = {
  /** Positions of the models in the set, ascending */
  readonly included: readonly number[];
  /** Per model, the smallest size at which it is left out; 1 for the last one */
  readonly pValues: Float64Array;
};

/**
 * Which of several models may be the best: while the hypothesis that those left lose equally is refused at `size`, the worst
 * of them is taken out. Guards a choice among many candidates against picking the luckiest. For one look.
 * @param losses per model, one loss a session, all over the same sessions
 * @example modelConfidenceSet([squaredErrorsOfA, squaredErrorsOfB], { seed: 1 }).included // [0, 1]: no telling apart
 * @throws RangeError for fewer than 2 models, losses of unequal lengths or fewer than 10, two models with the same losses, or
 *   an option out of its range
 * @see Hansen, Lunde & Nason (2011), Econometrica 79
 */
export function modelConfidenceSet(
  losses: readonly ArrayLike<number>[],
  options: ConfidenceSetOptions = {},
): ConfidenceSet {
  const { size = 0.05, statistic = 'range', replications = 1000, seed = 1 } = options;
  if (!(size > 0 && size < 1)) throw new RangeError(`size must be above 0 and below 1, got ${String(size)}`);
  if (statistic !== 'range' && statistic !== 'max') {
    throw new RangeError(`statistic must be range or max, got ${String(statistic)}`);
  }
  const table = checkedLosses(losses);
  const n = table[0]!.length;
  const block = options.block ?? Math.floor(Math.sqrt(n));
  const drawn = options.indices?.map((indices, r) => checkedIndices(indices, n, r));
  const indices = drawn ?? stationaryBootstrap(n, { block, replications, seed });
  const means = table.map(mean);
  const resampled = indices.map(chosen => table.map((values, i) => meanOf(values, chosen) - means[i]!));
  const rounds = statistic === 'range' ? rangeRounds(means, resampled) : maximumRounds(means, resampled);
  const pValues = new Float64Array(table.length).fill(1);
  let highest = 0;
  for (const { model, pValue } of rounds) {
    highest = Math.max(highest, pValue);
    pValues[model] = highest;
  }
  return { included: table.flatMap((_, i) => (pValues[i]! > size ? [i] : [])), pValues };
}

/** Copies divided by one power of two, which changes no comparison. */
function checkedLosses(losses: readonly ArrayLike<number>[]): Float64Array[] {
  if (!(losses.length >= 2)) throw new RangeError(`losses must hold at least 2 models, got ${losses.length}`);
  const table = losses.map((values, i) => series(`losses[${i}]`, values, 10));
  const n = table[0]!.length;
  const odd = table.findIndex(values => values.length !== n);
  if (odd >= 0) throw new RangeError(`losses[${odd}] must hold ${n} values, got ${table[odd]!.length}`);
  const scale = powerOfTwo(Math.max(...table.map(largest)));
  const scaled = table.map(values => values.map(value => value / scale));
  scaled.forEach((values, i) => {
    const twin = scaled.findIndex((other, j) => j < i && other.every((value, t) => value === values[t]));
    if (twin >= 0)
      throw new RangeError(`losses[${i}] must not be the same as losses[${twin}]: nothing tells them apart`);
  });
  return scaled;
}

function checkedIndices(indices: ArrayLike<number>, n: number, replication: number): Int32Array {
  if (indices.length !== n) {
    throw new RangeError(`indices[${replication}] must hold ${n} indices, got ${indices.length}`);
  }
  return Int32Array.from(indices, index => integer(`indices[${replication}]`, index, 0, n - 1));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function meanOf(values: Float64Array, chosen: Int32Array): number {
  let sum = 0;
  for (let t = 0; t < chosen.length; t++) sum += values[chosen[t]!]!;
  return sum / chosen.length;
}
