import { integer } from '../../math/check.ts';
import { macdColumns } from '../columns/macd.ts';
import { type Indicator, recordIndicator } from '../indicator.ts';
import type { IndicatorState, Saved } from '../saved.ts';
import { emaSmoothing } from '../smoothing.ts';

export type Macd = {
  /** Fast EMA minus slow EMA of the close, in its unit */
  readonly line: number;
  /** EMA of the line */
  readonly signal: number;
  /** Line minus signal */
  readonly histogram: number;
};

/**
 * Moving average convergence divergence. As in TA-Lib the fast EMA is seeded late, with the mean of the `fast` closes that
 * end at bar `slow` − 1, so that both EMAs begin together. The line begins at bar `slow` − 1; signal and histogram at
 * bar `slow` + `signal` − 2 (TA-Lib holds the line back until then).
 * @param saved a state of the same indicator, to go on from
 * @example macd(1, 2, 2).batch({ close: [2, 4, 8, 8] }) // line [NaN, 1, 5/3, 5/9], signal [NaN, NaN, 4/3, 22/27], …
 * @throws RangeError for a period below 1, a fast period that is not below the slow one, or a saved state that does not fit
 * @see Appel (2005), Technical Analysis: Power Tools for Active Investors, chapter 8
 */
export function macd(fast = 12, slow = 26, signal = 9, saved?: IndicatorState): Indicator<'close', Macd> {
  integer('slow', slow, 2);
  integer('fast', fast, 1, slow - 1);
  integer('signal', signal, 1);
  return recordIndicator(
    {
      name: `macd(${fast},${slow},${signal})`,
      warmUp: slow + signal - 2,
      fields: ['close'],
      domain: 'finite',
      outputs: ['line', 'signal', 'histogram'],
      start: from => macdRecursion(fast, slow, signal, from),
      columns: ({ close }, results) => macdColumns(close, fast, slow, signal, results),
    },
    saved,
  );
}

function macdRecursion(fast: number, slow: number, signal: number, from: Saved | undefined) {
  const late = slow - fast; // so many closes pass before the fast EMA begins its seed
  let passed = from ? from.count(late) : 0;
  const fastMean = emaSmoothing(fast, from);
  const slowMean = emaSmoothing(slow, from);
  const signalMean = emaSmoothing(signal, from);
  return {
    step({ close }: { readonly close: Float64Array }, t: number, out: Float64Array) {
      const x = close[t]!;
      const slowLevel = slowMean.push(x);
      out.fill(Number.NaN);
      if (passed < late) {
        passed += 1;
        return;
      }
      const line = fastMean.push(x) - slowLevel;
      if (Number.isNaN(line)) return;
      const smoothed = signalMean.push(line);
      out[0] = line;
      out[1] = smoothed;
      out[2] = line - smoothed;
    },
    save(into: number[]) {
      into.push(passed);
      fastMean.save(into);
      slowMean.save(into);
      signalMean.save(into);
    },
  };
}
