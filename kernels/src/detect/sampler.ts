import { series } from '../math/check.ts';
import { normalSource } from '../math/random.ts';

/**
 * Observations of a process in which nothing has changed. It is called once for each simulated run with a source of uniform
 * numbers above 0 and below 1, and answers a source of observations; its only randomness must come from the numbers given.
 */
export type Sampler = (uniform: () => number) => () => number;

/** Independent standard normal observations. */
export const normalSampler: Sampler = normalSource;

/**
 * Observations drawn from a sample with replacement, so that their tails are the sample's. `meanBlock` above 1 draws
 * stretches of that mean length instead of single values (geometric lengths, the sample's end joined to its start), which
 * keeps the sample's dependence over shorter spans, such as clusters of volatility.
 * @throws RangeError for fewer than 2 values, one that is not finite, or a `meanBlock` below 1
 * @see Politis & Romano (1994), The stationary bootstrap, JASA 89(428)
 */
export function bootstrapSampler(values: ArrayLike<number>, { meanBlock = 1 } = {}): Sampler {
  const sample = series('values', values, 2);
  if (!(meanBlock >= 1 && meanBlock < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`meanBlock must be a finite number, 1 or more, got ${String(meanBlock)}`);
  }
  const goOn = 1 - 1 / meanBlock;
  return uniform => {
    let at = Math.floor(uniform() * sample.length);
    return () => {
      const value = sample[at]!;
      at = goOn > 0 && uniform() < goOn ? (at + 1) % sample.length : Math.floor(uniform() * sample.length);
      return value;
    };
  };
}
