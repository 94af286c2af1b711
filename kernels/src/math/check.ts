/** Refusals that every kernel shares: a RangeError names the value and what is accepted. */

/**
 * A copy of a series as doubles.
 * @throws RangeError for fewer values than `least`, or a value that is not finite
 */
export function series(name: string, values: ArrayLike<number>, least: number): Float64Array {
  if (values.length < least) {
    throw new RangeError(`${name} must hold at least ${least} values, got ${values.length}`);
  }
  const copy = Float64Array.from(values);
  const bad = firstNotFinite(copy);
  if (bad >= 0) throw new RangeError(`${name}[${bad}] must be a finite number, got ${String(values[bad])}`);
  return copy;
}

/** @throws RangeError for anything but an integer from `least` to `most` */
export function integer(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    const upTo = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new RangeError(`${name} must be an integer, ${upTo}, got ${String(value)}`);
  }
  return value;
}

function firstNotFinite(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return i;
  return -1;
}
