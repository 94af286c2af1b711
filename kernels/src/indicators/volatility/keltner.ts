import { integer } from '../../math/check.ts';
import type { Columns } from '../bar.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, type Saved, saveAll } from '../saved.ts';
import { rangeFrom } from '../shape.ts';
import { emaSmoothing, wilderSmoothing } from '../smoothing.ts';

export type Channel = { readonly lower: number; readonly middle: number; readonly upper: number };

/**
 * Keltner channel: the EMA of the close over `period` bars, and `width` average true ranges over `rangePeriod` bars around it.
 * middle begins at bar `period` − 1, the channel at the later of that and bar `rangePeriod`. Keltner's own channel is a
 * simple average of typical prices with the mean range; this is the form of Raschke that charting tools draw.
 * @param saved a state of the same indicator, to go on from
 * @example keltner(1, 2, 1).batch({ high: [3, 5], low: [1, 4], close: [2, 4] }) // lower [NaN, -2], middle [2, 4], upper [NaN, 10]
 * @throws RangeError for a period below 1, a width that is not above 0, or a saved state that does not fit
 * @see Raschke & Connors (1995), Street Smarts
 */
export function keltner(
  period = 20,
  width = 2,
  rangePeriod = 10,
  saved?: IndicatorState,
): Indicator<'high' | 'low' | 'close', Channel> {
  integer('period', period, 1);
  integer('rangePeriod', rangePeriod, 1);
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`width must be a finite number above 0, got ${String(width)}`);
  }
  return recordIndicator(
    {
      name: `keltner(${period},${width},${rangePeriod})`,
      warmUp: Math.max(period - 1, rangePeriod),
      fields: ['high', 'low', 'close'],
      domain: 'finite',
      outputs: ['lower', 'middle', 'upper'],
      start: from => keltnerRecursion(period, width, rangePeriod, from),
    },
    saved,
  );
}

function keltnerRecursion(period: number, width: number, rangePeriod: number, from: Saved | undefined) {
  const mean = emaSmoothing(period, from);
  const previous = lag(1, from);
  const range = wilderSmoothing(rangePeriod, from);
  return {
    step({ high, low, close }: Columns, t: number, out: Float64Array) {
      const middle = mean.push(close[t]!);
      const before = previous.push(close[t]!);
      const reach = Number.isNaN(before) ? Number.NaN : width * range.push(rangeFrom(before, high[t]!, low[t]!));
      out[0] = middle - reach;
      out[1] = middle;
      out[2] = middle + reach;
    },
    save: saveAll(mean, previous, range),
  };
}
