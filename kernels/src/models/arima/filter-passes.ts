/** Once the presample weighs less than this in every coming residual it is forgotten: far below the rounding of a double. */
const NEGLIGIBLE = 1e-20;

/** A stretch of differences less their mean, its lags in front, and the residuals that are filled in. */
export type Run = {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly values: Float64Array;
  readonly residuals: Float64Array;
  readonly count: number;
  /** What the lags, and what the presample, say about each value before it is seen; left out where nobody asks */
  readonly known: Float64Array | undefined;
  readonly hidden: Float64Array | undefined;
};

type Start = { readonly weights: Float64Array; readonly presample: Float64Array; readonly root: Float64Array };

/** Filters until the presample is negligible: how many values that took, Infinity when it still is not after the last. */
export function runPresample(run: Run, start: Start): number {
  const { values, residuals, ar, ma, count, known, hidden } = run;
  const { weights, presample } = start;
  const m = weights.length;
  if (m === 0) return 0;
  if (ar.length <= 2 && ma.length <= 2 && !known && count > 2) return presample2(run, start);
  const scratch = new Float64Array(m);
  const [p, q] = [ar.length, ma.length];
  for (let t = 0; t < count; t++) {
    const expected = lagged(values, p + t, ar) + lagged(residuals, q + t, ma);
    const unseen = dot(weights, presample, m);
    if (known) known[t] = expected;
    if (hidden) hidden[t] = unseen;
    const residual = values[p + t]! - expected;
    residuals[q + t] = residual;
    learnPresample(start, m, residual - unseen, scratch);
    if (nextWeights(weights, ma)) return t + 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** The same for m of 1 or 2, where loops over so few cost more than what is in them. */
function presample2({ values, residuals, ar, ma, count }: Run, { weights, presample, root }: Start): number {
  const [p, q, m] = [ar.length, ma.length, weights.length];
  const [a1, a2, m1, m2] = [ar[0] ?? 0, ar[1] ?? 0, ma[0] ?? 0, ma[1] ?? 0];
  let [w1, w2, s1, s2] = [weights[0]!, weights[1] ?? 0, presample[0]!, presample[1] ?? 0];
  let [r11, r12, r21, r22] = m === 2 ? [root[0]!, root[1]!, root[2]!, root[3]!] : [root[0]!, 0, 0, 0];
  let [z1, z2, e1, e2] = [values[p - 1] ?? 0, values[p - 2] ?? 0, residuals[q - 1] ?? 0, residuals[q - 2] ?? 0];
  let t = 0;
  let settled = false;
  for (; t < count && !settled; t++) {
    const value = values[p + t]!;
    const residual = value - (z1 * a1 + z2 * a2 + (e1 * m1 + e2 * m2));
    residuals[q + t] = residual;
    const innovation = residual - (w1 * s1 + w2 * s2);
    z2 = z1;
    z1 = value;
    e2 = e1;
    e1 = residual;
    const f1 = r11 * w1 + r21 * w2;
    const f2 = r12 * w1 + r22 * w2;
    const variance = 1 + f1 * f1 + f2 * f2;
    const shrink = 1 / (variance + Math.sqrt(variance));
    const gain1 = r11 * f1 + r12 * f2;
    const gain2 = r21 * f1 + r22 * f2;
    s1 += (gain1 / variance) * innovation;
    s2 += (gain2 / variance) * innovation;
    r11 -= shrink * gain1 * f1;
    r12 -= shrink * gain1 * f2;
    r21 -= shrink * gain2 * f1;
    r22 -= shrink * gain2 * f2;
    const next = 0 - m1 * w1 - m2 * w2;
    w2 = m === 2 ? w1 : 0;
    w1 = next;
    settled = Math.abs(w1) < NEGLIGIBLE && Math.abs(w2) < NEGLIGIBLE;
  }
  weights.set(m === 2 ? [w1, w2] : [w1]);
  presample.set(m === 2 ? [s1, s2] : [s1]);
  root.set(m === 2 ? [r11, r12, r21, r22] : [r11]);
  return settled ? t : Number.POSITIVE_INFINITY;
}

/** The rest, once only the lags matter. */
export function runSettled(run: Run, from: number): void {
  const { values, residuals, ar, ma, count, known } = run;
  const [p, q] = [ar.length, ma.length];
  if (p <= 2 && q <= 2 && !known && from >= 2) {
    settled2(values, residuals, p, q, from, count, [ar[0] ?? 0, ar[1] ?? 0, ma[0] ?? 0, ma[1] ?? 0]);
    return;
  }
  for (let t = from; t < count; t++) {
    const expected = lagged(values, p + t, ar) + lagged(residuals, q + t, ma);
    if (known) known[t] = expected;
    residuals[q + t] = values[p + t]! - expected;
  }
}

function settled2(
  values: Float64Array,
  residuals: Float64Array,
  p: number,
  q: number,
  from: number,
  count: number,
  [a1, a2, m1, m2]: readonly [number, number, number, number],
): void {
  let z1 = values[p + from - 1]!;
  let z2 = values[p + from - 2]!;
  let e1 = residuals[q + from - 1]!;
  let e2 = residuals[q + from - 2]!;
  for (let t = from; t < count; t++) {
    const value = values[p + t]!;
    const residual = value - (z1 * a1 + z2 * a2 + (e1 * m1 + e2 * m2));
    residuals[q + t] = residual;
    z2 = z1;
    z1 = value;
    e2 = e1;
    e1 = residual;
  }
}

/** Sum of coefficients[i] values[at - 1 - i]. */
function lagged(values: Float64Array, at: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum += values[at - 1 - i]! * coefficients[i]!;
  return sum;
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Measurement update with the innovation: root := root (I - gamma f f'), f = root' h, gamma = 1/(F + sqrt F), F = 1 + f'f. */
function learnPresample({ weights, presample, root }: Start, m: number, innovation: number, f: Float64Array): void {
  let variance = 1;
  for (let j = 0; j < m; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += root[i * m + j]! * weights[i]!;
    f[j] = sum;
    variance += sum * sum;
  }
  const shrink = 1 / (variance + Math.sqrt(variance));
  for (let i = 0; i < m; i++) {
    let gain = 0;
    for (let j = 0; j < m; j++) gain += root[i * m + j]! * f[j]!;
    presample[i] = presample[i]! + (gain / variance) * innovation;
    for (let j = 0; j < m; j++) root[i * m + j] = root[i * m + j]! - shrink * gain * f[j]!;
  }
}

/** The next row of H; true once the presample no longer matters. */
function nextWeights(weights: Float64Array, ma: Float64Array): boolean {
  let next = 0;
  for (let j = 0; j < ma.length; j++) next -= ma[j]! * weights[j]!;
  for (let i = weights.length - 1; i > 0; i--) weights[i] = weights[i - 1]!;
  weights[0] = next;
  for (let i = 0; i < weights.length; i++) if (!(Math.abs(weights[i]!) < NEGLIGIBLE)) return false;
  return true;
}
