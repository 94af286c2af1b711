import { integer } from '../../math/check.ts';
import { squaresColumn } from '../columns/window.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { rollingWindow } from '../rolling-window.ts';
import type { IndicatorState, Saved } from '../saved.ts';

export type Bollinger = {
  readonly lower: number;
  /** Mean of the newest `period` closes */
  readonly middle: number;
  readonly upper: number;
  /** Where the close lies: 0 at the lower band, 1 at the upper one; 0.5 while the close has not moved */
  readonly percentB: number;
  /** Distance of the bands over the middle */
  readonly bandwidth: number;
};

/**
 * Bollinger bands: the mean of the newest `period` closes, and `width` population standard deviations around it. First value
 * at bar `period` − 1. TA-Lib's running sum of squares loses about 1e-7 of a price of 100; sums within blocks do not.
 * @param saved a state of the same indicator, to go on from
 * @example bollinger(2, 1).batch({ close: [1, 3] }) // lower [NaN, 1], middle [NaN, 2], upper [NaN, 3], percentB [NaN, 1], …
 * @throws RangeError for a period below 1, a width that is not above 0, or a saved state that does not fit
 * @see Bollinger (2002), Bollinger on Bollinger Bands, chapter 8
 */
export function bollinger(period = 20, width = 2, saved?: IndicatorState): Indicator<'close', Bollinger> {
  integer('period', period, 1);
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`width must be a finite number above 0, got ${width}`);
  }
  return recordIndicator(
    {
      name: `bollinger(${period},${width})`,
      warmUp: period - 1,
      fields: ['close'],
      domain: 'above 0',
      outputs: ['lower', 'middle', 'upper', 'percentB', 'bandwidth'],
      start: from => bollingerRecursion(period, width, from),
      columns: ({ close }, results) => bollingerColumns(close, period, width, results),
    },
    saved,
  );
}

function bollingerRecursion(period: number, width: number, from: Saved | undefined) {
  const window = rollingWindow(period, from);
  // A division takes five times as long as a product.
  const share = 1 / period;
  return {
    step({ close }: { readonly close: Float64Array }, t: number, out: Float64Array) {
      window.push(close[t]!);
      if (!window.full()) {
        out.fill(Number.NaN);
        return;
      }
      const deviation = window.meanDeviation();
      const middle = window.newest() + deviation;
      const reach = width * Math.sqrt(window.squares() * share);
      out[0] = middle - reach;
      out[1] = middle;
      out[2] = middle + reach;
      out[3] = percentB(deviation, reach);
      out[4] = (2 * reach) / middle;
    },
    save: window.save,
  };
}

/** The close minus the middle is minus the deviation: no digit is lost to a difference of two prices. */
const percentB = (deviation: number, reach: number): number => (reach > 0 ? 0.5 - deviation / (2 * reach) : 0.5);

function bollingerColumns(
  close: Float64Array,
  period: number,
  width: number,
  results: readonly Float64Array[],
): boolean {
  const [lower, middle, upper, position, bandwidth] = results as readonly [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  squaresColumn(close, 0, period, position, bandwidth);
  const share = 1 / period;
  let accepted = true;
  for (let t = 0; t < close.length; t++) {
    const deviation = position[t]!;
    const price = close[t]!;
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) accepted = false;
    const centre = price + deviation;
    const reach = width * Math.sqrt(bandwidth[t]! * share);
    lower[t] = centre - reach;
    middle[t] = centre;
    upper[t] = centre + reach;
    position[t] = percentB(deviation, reach);
    bandwidth[t] = (2 * reach) / centre;
  }
  position.fill(Number.NaN, 0, Math.min(close.length, period - 1));
  return accepted;
}
