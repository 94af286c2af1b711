/** The memory of an indicator as plain JSON: its name with its parameters, and finite numbers in an order of its own. */
export type IndicatorState = { readonly indicator: string; readonly state: readonly number[] };

/** A cursor over saved numbers, from which every part of an indicator takes its own in the order it wrote them. */
export interface Saved {
  /** The next number. */
  number(): number;
  /** The next number as a count from 0 to `most`. */
  count(most: number): number;
}

/**
 * Reads a whole state: every number must be finite and must be taken.
 * @throws RangeError for a state of another indicator or one that was cut or damaged
 */
export function readState<Result>(name: string, json: IndicatorState, read: (saved: Saved) => Result): Result {
  if (json.indicator !== name) {
    throw new RangeError(`the state must be of ${name}, got one of ${String(json.indicator)}`);
  }
  const numbers = json.state;
  let taken = 0;
  const number = (): number => {
    const value = Array.isArray(numbers) ? numbers[taken] : undefined;
    if (!Number.isFinite(value)) {
      throw new RangeError(`state[${taken}] of ${name} must be a finite number, got ${String(value)}`);
    }
    taken += 1;
    return value;
  };
  const count = (most: number): number => {
    const value = number();
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw new RangeError(`state[${taken - 1}] of ${name} must be an integer from 0 to ${most}, got ${value}`);
  };
  const result = read({ number, count });
  const held = Array.isArray(numbers) ? numbers.length : undefined;
  if (taken === held) return result;
  throw new RangeError(`the state of ${name} must hold ${taken} numbers, got ${String(held)}`);
}

/** A part of an indicator's memory. */
export type Part = { save(into: number[]): void };

/** Saves parts one after the other, in the order in which they must be read back. */
export const saveAll =
  (...parts: readonly Part[]) =>
  (into: number[]): void => {
    for (const part of parts) part.save(into);
  };
