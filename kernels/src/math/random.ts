import { integer } from './check.ts';

/**
 * Uniform numbers above 0 and below 1, in steps of 2^-32, the same for the same seed everywhere: the small fast counting
 * generator sfc32 (period at least 2^32, 2^127 on average), its state filled from the seed by Weyl steps mixed as in
 * MurmurHash3.
 * @throws RangeError for a seed that is not an integer, 0 or more
 * @see Doty-Humphrey (2010), PractRand
 */
export function uniformSource(seed: number): () => number {
  integer('seed', seed, 0);
  let mixed = (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b);
  const word = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let bits = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return bits ^ (bits >>> 16);
  };
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const next = () => {
    const bits = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + bits) | 0;
    return ((bits >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next(); // seeds that differ in one bit agree in the first few numbers
  return next;
}

/** Standard normal numbers made of uniform ones, two at a time. @see Box & Muller (1958) */
export function normalSource(uniform: () => number): () => number {
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
