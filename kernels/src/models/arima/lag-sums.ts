/** out[at + i] = sum over k < count of a[k] b[k + first + i], for i < lags; b must be readable past the end of a. */
export function dotLags(
  a: Float64Array,
  b: Float64Array,
  count: number,
  first: number,
  lags: number,
  out: Float64Array,
  at: number,
): void {
  let done = 0;
  for (; lags - done > 2; done += 4) {
    dots4(a, b, count, first + done, sums4);
    for (let i = 0; i < 4 && done + i < lags; i++) out[at + done + i] = sums4[i]!;
  }
  if (lags - done === 2) {
    dots2(a, b, count, first + done, sums4);
    out[at + done] = sums4[0]!;
    out[at + done + 1] = sums4[1]!;
  } else if (lags - done === 1) out[at + done] = dot(a, b, count, first + done);
}

const sums4 = new Float64Array(4);

function dots4(a: Float64Array, b: Float64Array, count: number, first: number, out: Float64Array): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let b0 = b[first]!;
  let b1 = b[first + 1]!;
  let b2 = b[first + 2]!;
  for (let k = 0; k < count; k++) {
    const value = a[k]!;
    const b3 = b[k + first + 3]!;
    s0 += value * b0;
    s1 += value * b1;
    s2 += value * b2;
    s3 += value * b3;
    b0 = b1;
    b1 = b2;
    b2 = b3;
  }
  out[0] = s0;
  out[1] = s1;
  out[2] = s2;
  out[3] = s3;
}

function dots2(a: Float64Array, b: Float64Array, count: number, first: number, out: Float64Array): void {
  let s0 = 0;
  let s1 = 0;
  for (let k = 0; k < count; k++) {
    s0 += a[k]! * b[k + first]!;
    s1 += a[k]! * b[k + first + 1]!;
  }
  out[0] = s0;
  out[1] = s1;
}

function dot(a: Float64Array, b: Float64Array, count: number, first: number): number {
  let even = 0;
  let odd = 0;
  const pairs = count & ~1;
  for (let k = 0; k < pairs; k += 2) {
    even += a[k]! * b[k + first]!;
    odd += a[k + 1]! * b[k + first + 1]!;
  }
  return pairs < count ? even + odd + a[pairs]! * b[pairs + first]! : even + odd;
}
