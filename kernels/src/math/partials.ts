/**
 * Durbin-Levinson: the AR coefficients whose partial autocorrelations are `partials`; stationary when all are within -1..1.
 * @see Barndorff-Nielsen & Schou (1973), Journal of Multivariate Analysis 3
 */
export function coefficientsFromPartials(partials: ArrayLike<number>): number[] {
  let a: number[] = [];
  for (let k = 0; k < partials.length; k++) {
    const r = partials[k]!;
    const before = a;
    a = before.map((value, i) => value - r * before[k - 1 - i]!);
    a.push(r);
  }
  return a;
}

/** The way back (step-down); undefined when the AR polynomial has a root on or inside the unit circle. */
export function partialsFromCoefficients(coefficients: ArrayLike<number>): number[] | undefined {
  let a = Array.from(coefficients);
  const partials: number[] = new Array(a.length).fill(0);
  for (let k = a.length - 1; k >= 0; k--) {
    const r = a[k]!;
    if (!(Math.abs(r) < 1)) return undefined;
    partials[k] = r;
    const above = a;
    a = above.slice(0, k).map((value, i) => (value + r * above[k - 1 - i]!) / ((1 - r) * (1 + r)));
  }
  return partials;
}
