import { integer } from '../math/check.ts';

export type AlarmBudget = {
  /** Symbols that have a detector each */
  readonly symbols: number;
  /** False alarms a year, over all symbols, that are accepted */
  readonly perYear: number;
  /** The part of that budget which these detectors may spend, above 0 and at most 1; default 1 */
  readonly share?: number;
  /** Default 252 */
  readonly sessionsPerYear?: number;
};

/**
 * The average run length, in sessions, that each detector must have so that together they keep to a budget of false alarms:
 * symbols · 252 / (perYear · share).
 * @example
 * runLengthFor({ symbols: 50, perYear: 1, share: 0.5 }) // 25200 for each of 50; the other half for a pooled detector:
 * runLengthFor({ symbols: 1, perYear: 1, share: 0.5 }) // 504
 * @throws RangeError for a number out of its range
 */
export function runLengthFor({ symbols, perYear, share = 1, sessionsPerYear = 252 }: AlarmBudget): number {
  integer('symbols', symbols, 1);
  if (!(perYear > 0 && perYear < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`perYear must be a finite number above 0, got ${String(perYear)}`);
  }
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must be above 0 and at most 1, got ${String(share)}`);
  if (!(sessionsPerYear > 0 && sessionsPerYear < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`sessionsPerYear must be a finite number above 0, got ${String(sessionsPerYear)}`);
  }
  return (symbols * sessionsPerYear) / (perYear * share);
}
