import type { Columns } from '../bar.ts';
import { type Indicator, scalarIndicator } from '../indicator.ts';
import type { IndicatorState, Saved } from '../saved.ts';

/** Places of the memory: how many bars came, and of the running trend what its bars left. */
const SEEN = 0;
const LONG = 1;
const STOP = 2;
const EXTREME = 3;
const SPEED = 4;
const HIGH = 5;
const LOW = 6;

/**
 * Parabolic stop and reverse, in the unit of the prices: a stop that follows a trend, stop += speed · (extreme − stop), where
 * the speed grows by `acceleration` with each new extreme up to `most`, and that never enters the two bars before. A bar
 * that touches it reverses the trend. First value at bar 1. As in TA-Lib the first trend is down where the second low falls
 * by more than the second high rises, else up.
 * @param saved a state of the same indicator, to go on from
 * @example parabolicSar().batch({ high: [3, 4], low: [1, 2] }) // [NaN, 1]
 * @throws RangeError for an acceleration that is negative or above `most`, or a saved state that does not fit
 * @see Wilder (1978), New Concepts in Technical Trading Systems, section II; TA-Lib, TA_SAR
 */
export function parabolicSar(
  acceleration = 0.02,
  most = 0.2,
  saved?: IndicatorState,
): Indicator<'high' | 'low', number> {
  if (!(most >= 0 && most < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`most must be a finite number, 0 or more, got ${String(most)}`);
  }
  if (!(acceleration >= 0 && acceleration <= most)) {
    throw new RangeError(`acceleration must be a number from 0 to ${most}, got ${String(acceleration)}`);
  }
  return scalarIndicator(
    {
      name: `parabolicSar(${acceleration},${most})`,
      warmUp: 1,
      fields: ['high', 'low'],
      domain: 'finite',
      start: from => sarRecursion(acceleration, most, from),
    },
    saved,
  );
}

function sarRecursion(acceleration: number, most: number, from: Saved | undefined) {
  const memory = new Float64Array(7);
  if (from) {
    memory[SEEN] = from.count(2);
    memory[LONG] = from.count(1);
    for (let i = STOP; i <= LOW; i++) memory[i] = from.number();
  }
  return {
    step({ high, low }: Columns, t: number, out: Float64Array) {
      const top = high[t]!;
      const bottom = low[t]!;
      if (memory[SEEN] === 1) begin(memory, acceleration, top, bottom);
      out[0] = memory[SEEN] === 0 ? Number.NaN : follow(memory, acceleration, most, top, bottom);
      memory[SEEN] = Math.min(memory[SEEN]! + 1, 2);
      memory[HIGH] = top;
      memory[LOW] = bottom;
    },
    save(into: number[]) {
      for (const value of memory) into.push(value + 0); // JSON has no -0
    },
  };
}

/** The second bar decides the direction of the first trend, and then counts as its own predecessor. */
function begin(memory: Float64Array, acceleration: number, high: number, low: number): void {
  const rise = high - memory[HIGH]!;
  const fall = memory[LOW]! - low;
  const long = !(fall > 0 && fall > rise);
  memory[LONG] = long ? 1 : 0;
  memory[STOP] = long ? memory[LOW]! : memory[HIGH]!;
  memory[EXTREME] = long ? high : low;
  memory[SPEED] = acceleration;
  memory[HIGH] = high;
  memory[LOW] = low;
}

function follow(memory: Float64Array, acceleration: number, most: number, high: number, low: number): number {
  const long = memory[LONG] === 1;
  // A falling trend is a rising one of negated prices.
  const sign = long ? 1 : -1;
  const ahead = long ? high : -low;
  const behind = long ? low : -high;
  const behindBefore = long ? memory[LOW]! : -memory[HIGH]!;
  const aheadBefore = long ? memory[HIGH]! : -memory[LOW]!;
  let stop = sign * memory[STOP]!;
  let extreme = sign * memory[EXTREME]!;
  if (behind > stop) {
    if (ahead > extreme) {
      extreme = ahead;
      memory[SPEED] = Math.min(memory[SPEED]! + acceleration, most);
    }
    const next = Math.min(stop + memory[SPEED]! * (extreme - stop), behindBefore, behind);
    memory[STOP] = sign * next;
    memory[EXTREME] = sign * extreme;
    return sign * stop;
  }
  stop = Math.max(extreme, aheadBefore, ahead);
  memory[LONG] = long ? 0 : 1;
  memory[SPEED] = acceleration;
  memory[EXTREME] = sign * behind;
  memory[STOP] = sign * Math.max(stop + acceleration * (behind - stop), aheadBefore, ahead);
  return sign * stop;
}
