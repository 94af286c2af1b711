/** Row k - 1 of the table of predictors from row k, whose last entry is the k-th partial autocorrelation. */
export function stepDown(order: number, table: Float64Array, partials: Float64Array): void {
  const width = order + 1;
  for (let k = order; k >= 1; k--) {
    const row = k * width;
    const r = table[row + k]!;
    const room = (1 - r) * (1 + r);
    partials[k - 1] = r;
    for (let i = 1; i < k; i++) table[row - width + i] = (table[row + i]! + r * table[row + k - i]!) / room;
  }
}

/** From the gradient by atanh of the partial autocorrelations to that by the coefficients, in the last row of `bar`. */
export function reverseStepDown(
  order: number,
  table: Float64Array,
  partials: Float64Array,
  gradient: Float64Array,
  bar: Float64Array,
): void {
  const width = order + 1;
  for (let k = 1; k <= order; k++) {
    const row = k * width;
    const below = row - width;
    const r = partials[k - 1]!;
    const room = (1 - r) * (1 + r);
    let sum = gradient[k - 1]!;
    for (let i = 1; i < k; i++) {
      bar[row + i] = (bar[below + i]! + r * bar[below + k - i]!) / room;
      sum += bar[below + i]! * (table[row + k - i]! + 2 * r * table[below + i]!);
    }
    bar[row + k] = sum / room;
  }
}
