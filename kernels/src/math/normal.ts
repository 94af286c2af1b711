/**
 * P(Z <= z) for the standard normal distribution, to 14 digits of the value in both tails as far as a double reaches (z above
 * -38): by its power series near 0 and by Laplace's continued fraction beyond.
 * @throws RangeError for NaN
 * @see Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.2.11 and 26.2.14
 */
export function cdfNormal(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('z must be a number, got NaN');
  if (Math.abs(z) < NEAR) return 0.5 + densityNormal(z) * series(z);
  const tail = densityNormal(z) / fraction(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

export const densityNormal = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

const NEAR = 2.5;

/** z + z^3/3 + z^5/(3 5) + ... */
function series(z: number): number {
  let [term, sum] = [z, z];
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + ...))), from the inside out: 150 levels are enough from 2.5 on. */
function fraction(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return z;
  let value = z;
  for (let k = 150; k >= 1; k--) value = z + k / value;
  return value;
}
