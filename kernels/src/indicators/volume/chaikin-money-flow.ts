import { integer } from '../../math/check.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import { rollingTotal } from '../rolling-total.ts';
import { type IndicatorState, saveAll } from '../saved.ts';
import { closeLocation } from '../shape.ts';

/**
 * Chaikin money flow, −1 to 1: where the closes of the newest `period` bars lie, −1 at the low and 1 at the high, in the mean
 * by volume. First value at bar `period` − 1; 0 where nothing was traded.
 * @param saved a state of the same indicator, to go on from
 * @example chaikinMoneyFlow(2).batch({ high: [3, 3], low: [1, 1], close: [3, 1], volume: [5, 3] }) // [NaN, 0.25]
 * @throws RangeError for a period below 1, or a saved state that does not fit
 * @see Thomsett (2010), CMF: Chaikin Money Flow
 */
export function chaikinMoneyFlow(
  period = 20,
  saved?: IndicatorState,
): Indicator<'high' | 'low' | 'close' | 'volume', number> {
  integer('period', period, 1);
  return scalarIndicator(
    {
      name: `chaikinMoneyFlow(${period})`,
      warmUp: period - 1,
      fields: ['high', 'low', 'close', 'volume'],
      domain: 'finite',
      start(from) {
        const flows = rollingTotal(period, from);
        const volumes = rollingTotal(period, from);
        return {
          step({ high, low, close, volume }, t, out) {
            flows.push(closeLocation(high[t]!, low[t]!, close[t]!) * volume[t]!);
            volumes.push(volume[t]!);
            out[0] = Number.NaN;
            if (!volumes.full()) return;
            const traded = volumes.total();
            out[0] = traded > 0 ? flows.total() / traded : 0;
          },
          save: saveAll(flows, volumes),
        };
      },
    },
    saved,
  );
}
