import { integer } from '../math/check.ts';
import { uniformSource } from '../math/random.ts';

/**
 * Indices of resampled series that keep dependence: blocks that begin anywhere, wrap around the end, and have geometric
 * lengths with mean `block`.
 * @returns `replications` arrays of n indices each, the same for the same seed
 * @throws RangeError for a count that is no integer above 0, or a block outside 1 to n
 * @see Politis & Romano (1994), Journal of the American Statistical Association 89
 */
export function stationaryBootstrap(
  n: number,
  options: { readonly block: number; readonly replications: number; readonly seed: number },
): Int32Array[] {
  integer('n', n, 1);
  const { block, replications, seed } = options;
  integer('replications', replications, 1);
  if (!(block >= 1 && block <= n)) throw new RangeError(`block must be from 1 to ${n}, got ${String(block)}`);
  const uniform = uniformSource(seed);
  return Array.from({ length: replications }, () => resample(n, 1 / block, uniform));
}

function resample(n: number, restart: number, uniform: () => number): Int32Array {
  const indices = new Int32Array(n);
  let at = 0;
  for (let t = 0; t < n; t++) {
    at = t === 0 || uniform() < restart ? Math.floor(uniform() * n) : (at + 1) % n;
    indices[t] = at;
  }
  return indices;
}
