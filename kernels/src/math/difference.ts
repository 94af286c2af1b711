/** y[t] - y[t-1], applied d times; the result is d shorter. */
export function difference(y: Float64Array, d: number): Float64Array {
  const w = y.slice();
  for (let pass = 1; pass <= d; pass++) differenceInPlace(w, pass);
  return w.subarray(d);
}

/** From the end, so that w[t] for t >= from is the difference and the values before stay as they were. */
function differenceInPlace(w: Float64Array, from: number): void {
  for (let t = w.length - 1; t >= from; t--) w[t] = w[t]! - w[t - 1]!;
}
