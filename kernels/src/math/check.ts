/** Refusals that every kernel shares: a RangeError names the value and what is accepted. */

/**
 * A copy of a series as doubles.
 * @throws RangeError for fewer values than `least`, or a value that is not finite
 */
export function series(name: string, values: ArrayLike<number>, least: number): Float64Array<ArrayBuffer> {
  if (typeof values !== 'object' || values === null || !Number.isSafeInteger(values.length)) {
    throw new RangeError(`${name} must be an array of numbers, got ${String(values)}`);
  }
  if (values.length < least) {
    throw new RangeError(`${name} must hold at least ${least} values, got ${values.length}`);
  }
  if (!(values instanceof Float64Array)) refuseOtherTypes(name, values);
  const copy = new Float64Array(values);
  const bad = firstNotFinite(copy);
  if (bad >= 0) throw new RangeError(`${name}[${bad}] must be a finite number, got ${String(values[bad])}`);
  return copy;
}

/** A missing value written as null must not become 0. */
function refuseOtherTypes(name: string, values: ArrayLike<unknown>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number') {
      throw new RangeError(`${name}[${i}] must be a finite number, got ${String(value)}`);
    }
  }
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
