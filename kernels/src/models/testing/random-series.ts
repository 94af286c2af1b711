/** Uniform numbers in 0 to 1, both excluded, the same for the same seed (Park & Miller 1988). */
export function uniforms(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Standard normal numbers (Box & Muller 1958), the same for the same seed. */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A price-like series: a random walk from 100 whose steps lean against the one before. */
export function prices(seed: number, n: number): number[] {
  const normal = normals(seed);
  let level = 100;
  let before = 0;
  return Array.from({ length: n }, () => {
    const shock = normal();
    level += shock - 0.3 * before;
    before = shock;
    return level;
  });
}
