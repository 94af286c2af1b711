import { integer, series } from '../math/check.ts';
import { walkForward } from '../validate/walk-forward.ts';
import type { RidgeFit } from './fit.ts';
import { fitRidge, type Matrix, predictRidge } from './ridge.ts';

export type RidgePenaltyOptions = {
  /** To choose from, 0 or more each; twelve from 0.1 times to 1e6 times the number of columns unless told */
  readonly penalties?: ArrayLike<number>;
  /** Rows that the first fit sees; the first half unless told */
  readonly firstRows?: number;
  /** Rows between two fits; a twentieth of all unless told */
  readonly refitEvery?: number;
  /** Rows before a forecast that its fit must not see, where targets look ahead and overlap; 0 unless told */
  readonly embargo?: number;
};

export type RidgePenalty = {
  /** The one with the lowest error; of equals the largest, which trusts the features least */
  readonly penalty: number;
  readonly penalties: readonly number[];
  /** Mean squared error of the forecasts under each penalty, in squared units of the target */
  readonly errors: readonly number[];
};

/**
 * Chooses the penalty of a ridge regression by walk-forward: rows are in the order of time, each is forecast by a fit of rows
 * before it only, and the penalty whose forecasts were best is taken. Cross-validation that mixes the rows would let fits see
 * what came after.
 * @param x rows of features
 * @param y one value per row
 * @example fitRidge(x, y, chooseRidgePenalty(x, y))
 * @throws RangeError as `fitRidge`, for no penalty, or a plan that leaves nothing to fit or to forecast
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 3.4.1; Tashman (2000),
 *   International Journal of Forecasting 16
 */
export function chooseRidgePenalty(x: Matrix, y: ArrayLike<number>, options: RidgePenaltyOptions = {}): RidgePenalty {
  const target = series('y', y, 4);
  const rows = target.length;
  integer('x.columns', x.columns, 1);
  if (x.data.length !== rows * x.columns) {
    throw new RangeError(`x.data must hold ${rows} rows of ${x.columns} values, got ${x.data.length} values`);
  }
  const penalties = checkedPenalties(options.penalties ?? gridOf(x.columns));
  const plan = {
    n: rows,
    firstOrigin: integer('firstRows', options.firstRows ?? rows >> 1, 2, rows - 1),
    refitEvery: integer('refitEvery', options.refitEvery ?? Math.max(1, Math.round(rows / 20)), 1),
    horizon: 1,
    window: 'expanding',
    embargo: integer('embargo', options.embargo ?? 0, 0),
  } as const;
  const row = (t: number): Float64Array => x.data.subarray(t * x.columns, (t + 1) * x.columns);
  const errors = penalties.map(penalty => {
    const { origins, forecasts } = walkForward<{ readonly fit: RidgeFit; readonly next: number }>(plan, {
      fit: (from, to) => {
        const seen = { data: x.data.subarray(from * x.columns, to * x.columns), columns: x.columns };
        return { fit: fitRidge(seen, target.subarray(from, to), { penalty }), next: to };
      },
      extend: ({ fit }, t) => ({ fit, next: t + 1 }),
      forecast: ({ fit, next }) => predictRidge(fit, row(next)),
    });
    return forecasts.reduce((sum, [value], i) => sum + (target[origins[i]!]! - value!) ** 2, 0) / origins.length;
  });
  let best = 0;
  penalties.forEach((penalty, i) => {
    const better = errors[i]! < errors[best]!;
    if (better || (errors[i] === errors[best] && penalty > penalties[best]!)) best = i;
  });
  return { penalty: penalties[best]!, penalties, errors };
}

/** A penalty of k (1 - R2) / R2 on k standardised columns is the belief that they explain a share R2: from 90 % to next to none. */
const gridOf = (columns: number): number[] => Array.from({ length: 12 }, (_, i) => columns * 10 ** (-1 + (7 * i) / 11));

function checkedPenalties(penalties: ArrayLike<number>): number[] {
  const list = Array.from(penalties);
  if (list.length === 0) throw new RangeError('penalties must hold at least 1 value, got 0');
  const bad = list.findIndex(penalty => !(penalty >= 0 && penalty < Number.POSITIVE_INFINITY));
  if (bad >= 0) throw new RangeError(`penalties[${bad}] must be a finite number, 0 or more, got ${String(list[bad])}`);
  return list;
}
