import { series } from '../math/check.ts';

/**
 * Copies of the actual values and of what was said about each.
 * @throws RangeError for no values, unequal lengths or a value that is not finite
 */
export function pair(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  name = 'forecast',
): { y: Float64Array; f: Float64Array } {
  const y = series('actual', actual, 1);
  sameLength(name, forecast, y.length);
  return { y, f: series(name, forecast, 1) };
}

/** @throws RangeError for another length */
export function sameLength(name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new RangeError(`${name} must hold as many values as actual, ${length}, got ${values.length}`);
  }
}

/** @throws RangeError unless it is above 0 and below 1 */
export function share(name: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new RangeError(`${name} must be above 0 and below 1, got ${String(value)}`);
}
