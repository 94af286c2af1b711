import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { directionalColumns } from '../columns/directional.ts';
import { directionalMovement } from '../directional-movement.ts';
import { type Indicator, recordIndicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { wilderSmoothing } from '../smoothing.ts';

export type Adx = {
  /** Upward movement as a share of the true range, 0 to 100 (+DI) */
  readonly plus: number;
  /** Downward movement as a share of the true range, 0 to 100 (−DI) */
  readonly minus: number;
  /** |plus − minus| over their sum, 0 to 100 (DX) */
  readonly dx: number;
  /** Mean of dx in Wilder's smoothing, seeded with the mean of the first `period` */
  readonly adx: number;
};

type Field = 'high' | 'low' | 'close';
const FIELDS = ['high', 'low', 'close'] as const;

/**
 * Average directional index with the directional indicators that it is made of. plus, minus and dx begin at bar `period`, adx
 * at bar 2 · `period` − 1. All are 0 while no price has moved.
 * @param saved a state of the same indicator, to go on from
 * @example adx(1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // plus [NaN, 66.6…], minus [NaN, 0], dx [NaN, 100], …
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section IV; TA-Lib, TA_ADX, TA_PLUS_DI, TA_MINUS_DI, TA_DX
 */
export function adx(period = 14, saved?: IndicatorState): Indicator<Field, Adx> {
  integer('period', period, 1);
  return recordIndicator(
    {
      name: `adx(${period})`,
      warmUp: 2 * period - 1,
      fields: FIELDS,
      domain: 'finite',
      outputs: ['plus', 'minus', 'dx', 'adx'],
      start: from => adxRecursion(period, from),
      columns: (bars, results) => directionalColumns(bars, period, results),
    },
    saved,
  );
}

/**
 * Average directional movement rating: the mean of adx and of adx `period` − 1 bars ago. First value at bar 3 · `period` − 2.
 * @param saved a state of the same indicator, to go on from
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see TA-Lib, TA_ADXR
 */
export function adxr(period = 14, saved?: IndicatorState): Indicator<Field, number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `adxr(${period})`,
      warmUp: 3 * period - 2,
      fields: FIELDS,
      domain: 'finite',
      start(from) {
        const index = adxRecursion(period, from);
        const earlier = lag(period - 1, from);
        const values = new Float64Array(4);
        return {
          step(columns, t, out) {
            index.step(columns, t, values);
            const now = values[3]!;
            out[0] = Number.isNaN(now) ? Number.NaN : (now + earlier.push(now)) / 2;
          },
          save: saveAll(index, earlier),
        };
      },
    },
    saved,
  );
}

function adxRecursion(period: number, from: Saved | undefined) {
  const movement = directionalMovement(period, from);
  const mean = wilderSmoothing(period, from);
  const values = new Float64Array(3);
  return {
    step({ high, low, close }: Columns, t: number, out: Float64Array) {
      movement.push(high[t]!, low[t]!, close[t]!, values);
      out.set(values);
      out[3] = Number.isNaN(values[2]!) ? Number.NaN : mean.push(values[2]!);
    },
    save: saveAll(movement, mean),
  };
}
