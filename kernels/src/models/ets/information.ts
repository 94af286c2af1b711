import { type EtsPoint, type EtsWork, evaluate, forgotten, rootWeights } from './likelihood.ts';

/**
 * J'J of the errors by alpha, level, beta, slope, phi, row by row, as many as are searched: the metric of the search.
 */
export function information(work: EtsWork, point: EtsPoint): Float64Array {
  evaluate(work, point);
  const sums = work.specification.trend === 'N' ? levelProducts(work, point) : trendProducts(work, point);
  const m = work.specification.searched;
  const products = new Float64Array(m * m);
  let at = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      products[i * m + j] = sums[at]!;
      products[j * m + i] = sums[at++]!;
    }
  }
  return products;
}

/** The lower triangle by alpha and level. */
function levelProducts(work: EtsWork, { alpha }: EtsPoint): number[] {
  const { residuals } = work;
  const roots = rootWeights(work);
  const keep = 1 - alpha;
  let [a, l, aa, la, ll] = [0, 1, 0, 0, 0];
  for (let t = 0; t < residuals.length; t++) {
    const weight = roots[t]! * roots[t]!;
    aa += weight * a * a;
    la += weight * a * l;
    ll += weight * l * l;
    a = keep * a + residuals[t]!;
    l = forgotten(keep * l);
  }
  return [aa, la, ll];
}

/** The lower triangle by alpha (a), level (l), beta (b), slope (s) and phi (p); each moves a prediction's level and slope. */
function trendProducts(work: EtsWork, { alpha, beta, phi }: EtsPoint): number[] {
  const { slopes, residuals } = work;
  const roots = rootWeights(work);
  const keep = 1 - alpha;
  let [al, ab, ll, lb, bl, bb, sl, sb, pl, pb] = [0, 0, 1, 0, 0, 0, 0, 1, 0, 0];
  let [aa, la, lt, ba, bt, bs, sa, st, su, ss] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [pa, pt, pu, ps, pp] = [0, 0, 0, 0, 0];
  for (let t = 0; t < residuals.length; t++) {
    const slope = slopes[t]! / phi;
    const r = residuals[t]!;
    const a = al + phi * ab;
    const l = ll + phi * lb;
    const b = bl + phi * bb;
    const s = sl + phi * sb;
    const p = pl + phi * pb + slope;
    const weight = roots[t]! * roots[t]!;
    const wa = weight * a;
    const wl = weight * l;
    const wb = weight * b;
    const ws = weight * s;
    aa += wa * a;
    la += wa * l;
    lt += wl * l;
    ba += wa * b;
    bt += wl * b;
    bs += wb * b;
    sa += wa * s;
    st += wl * s;
    su += wb * s;
    ss += ws * s;
    pa += wa * p;
    pt += wl * p;
    pu += wb * p;
    ps += ws * p;
    pp += weight * p * p;
    al = keep * a + r;
    ab = phi * ab - beta * a;
    ll = forgotten(keep * l);
    lb = forgotten(phi * lb - beta * l);
    bl = keep * b;
    bb = phi * bb - beta * b + r;
    sl = forgotten(keep * s);
    sb = forgotten(phi * sb - beta * s);
    pl = keep * p;
    pb = phi * pb - beta * p + slope;
  }
  return [aa, la, lt, ba, bt, bs, sa, st, su, ss, pa, pt, pu, ps, pp];
}
