import { type Indicator, scalarIndicator } from '../indicator.ts';
import { lag } from '../lag.ts';
import { type IndicatorState, saveAll } from '../saved.ts';

/**
 * On-balance volume: a sum that takes a bar's volume with the sign of its change of close. First value at bar 0, which is, as
 * in TA-Lib, that bar's volume; elsewhere it often starts from 0. Whole volumes are summed exactly up to 2^53.
 * @param saved a state of the same indicator, to go on from
 * @example obv().batch({ close: [1, 2, 2, 1], volume: [5, 3, 4, 1] }) // [5, 8, 8, 7]
 * @throws RangeError for a saved state that does not fit
 * @see Granville (1963), Granville's New Key to Stock Market Profits; TA-Lib, TA_OBV
 */
export const obv = (saved?: IndicatorState): Indicator<'close' | 'volume', number> =>
  scalarIndicator(
    {
      name: 'obv',
      warmUp: 0,
      fields: ['close', 'volume'],
      domain: 'finite',
      start(from) {
        const previous = lag(1, from);
        const memory = Float64Array.of(from ? from.number() : 0);
        return {
          step({ close, volume }, t, out) {
            const before = previous.push(close[t]!);
            const sign = Number.isNaN(before) ? 1 : sideOf(close[t]!, before);
            memory[0]! += sign * volume[t]!;
            out[0] = memory[0]!;
          },
          save: saveAll(previous, { save: into => into.push(memory[0]! + 0) }), // JSON has no -0
        };
      },
      columns({ close, volume }, [out]) {
        if (close.length > 0) balanceOn(close, volume, out!);
        return false;
      },
    },
    saved,
  );

function balanceOn(close: Float64Array, volume: Float64Array, out: Float64Array): void {
  let sum = volume[0]!;
  out[0] = sum;
  for (let t = 1; t < close.length; t++) {
    sum += sideOf(close[t]!, close[t - 1]!) * volume[t]!;
    out[t] = sum;
  }
}

/** 1, 0 or −1, without a choice: which way the next close goes cannot be foretold, by a processor either. */
const sideOf = (now: number, before: number): number => Number(now > before) - Number(now < before);
