import { difference } from '../../math/difference.ts';
import type { ArimaFit, ArimaState } from '../fit.ts';

/** How often a series is differenced: `seasonal` times at lag `period`, then `regular` times at lag 1. */
export type Differences = {
  readonly regular: number;
  readonly seasonal: number;
  readonly period: number;
  /** Values that it costs */
  readonly lost: number;
};

export function differences(regular: number, seasonal = 0, period = 1): Differences {
  return { regular, seasonal, period, lost: regular + seasonal * period };
}

export const differencesOf = ({ order, seasonal }: Pick<ArimaFit, 'order' | 'seasonal'>): Differences =>
  differences(order[1], seasonal?.order[1], seasonal?.period);

/** The differenced series, `lost` shorter. */
export function differenced(y: Float64Array, { regular, seasonal, period }: Differences): Float64Array {
  let w = y;
  for (let k = 0; k < seasonal; k++) {
    const before = w;
    w = before.subarray(period).map((value, t) => value - before[t]!);
  }
  return difference(w, regular);
}

/** What differencing remembers: per seasonal difference its last inputs, oldest first; per regular one its last input. */
export type DifferencePast = {
  readonly differences: Differences;
  readonly seasons: readonly number[][];
  readonly tails: number[];
};

/** A copy that may be moved on. */
export function pastOf(
  fit: Pick<ArimaFit, 'order' | 'seasonal'>,
  state: Pick<ArimaState, 'tails' | 'seasonTails'>,
): DifferencePast {
  const differences = differencesOf(fit);
  const flat = state.seasonTails ?? [];
  const seasons = Array.from({ length: differences.seasonal }, (_, k) =>
    flat.slice(k * differences.period, (k + 1) * differences.period),
  );
  return { differences, seasons, tails: Array.from(state.tails) };
}

export function tailsOf({ differences, seasons, tails }: DifferencePast): Pick<ArimaState, 'tails' | 'seasonTails'> {
  return differences.period > 1 ? { tails, seasonTails: seasons.flat() } : { tails };
}

export const noPast = (differences: Differences): DifferencePast => ({
  differences,
  seasons: Array.from({ length: differences.seasonal }, () => new Array<number>(differences.period).fill(0)),
  tails: new Array<number>(differences.regular).fill(0),
});

export const isComplete = ({ differences, seasons, tails }: DifferencePast): boolean =>
  tails.length === differences.regular && (seasons.at(-1)?.length ?? differences.period) === differences.period;

/** From the difference back to the series. */
export function integrate({ seasons, tails }: DifferencePast, change: number): number {
  let value = change;
  for (let k = tails.length - 1; k >= 0; k--) value += tails[k]!;
  for (let k = seasons.length - 1; k >= 0; k--) value += seasons[k]![0]!;
  return value;
}

/** `integrate`, and the past moves on by what it gives. */
export function integrateOn({ seasons, tails }: DifferencePast, change: number): number {
  let value = change;
  for (let k = tails.length - 1; k >= 0; k--) {
    value += tails[k]!;
    tails[k] = value;
  }
  for (let k = seasons.length - 1; k >= 0; k--) {
    value += seasons[k]!.shift()!;
    seasons[k]!.push(value);
  }
  return value;
}

/** Moves the past on to `value` and returns its difference, which means nothing before `lost` values were seen. */
export function differenceNext({ differences, seasons, tails }: DifferencePast, value: number): number {
  let change = value;
  for (const season of seasons) {
    season.push(change);
    if (season.length <= differences.period) return 0;
    change -= season.shift()!;
  }
  const seen = tails.length;
  for (let k = 0; k < seen; k++) {
    const before = tails[k]!;
    tails[k] = change;
    change -= before;
  }
  if (seen < differences.regular) tails.push(change);
  return change;
}

/** `differenceNext` for every value; the differences from where there are any. */
export function differenceOn(past: DifferencePast, y: Float64Array): Float64Array {
  let from = 0;
  while (from < y.length && !isComplete(past)) differenceNext(past, y[from++]!);
  const changes = y.slice(from);
  if (past.seasons.length > 0) {
    for (let t = 0; t < changes.length; t++) changes[t] = differenceNext(past, changes[t]!);
  } else for (let k = 0; k < past.tails.length; k++) past.tails[k] = differenceFrom(past.tails[k]!, changes);
  return changes;
}

/** In place; returns the last value before it was differenced, `before` where there is none. */
function differenceFrom(before: number, changes: Float64Array): number {
  let last = before;
  for (let t = 0; t < changes.length; t++) {
    const value = changes[t]!;
    changes[t] = value - last;
    last = value;
  }
  return last;
}
