import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../index.ts';
import { anyBar, anyBars, EVERY_INDICATOR } from './testing/every-indicator.ts';

type Value = number | Readonly<Record<string, number>>;
type Batch = Float64Array | Readonly<Record<string, Float64Array>>;

/** The values of a batch bar by bar, in the shape that `push` gives them. */
const rowsOf = (batch: Batch, n: number): Value[] =>
  Array.from({ length: n }, (_, t) =>
    batch instanceof Float64Array
      ? (batch[t] ?? 0)
      : Object.fromEntries(Object.entries(batch).map(([name, column]) => [name, column[t] ?? 0])),
  );
const columnsOf = (bars: readonly Bar[]) =>
  Object.fromEntries(
    (['open', 'high', 'low', 'close', 'volume'] as const).map(name => [name, bars.map(bar => bar[name])]),
  ) as { [Name in keyof Bar]: number[] };
const numbers = (value: Value): number[] => (typeof value === 'number' ? [value] : Object.values(value));
const flat = (price: number, volume: number): Bar => ({ open: price, high: price, low: price, close: price, volume });

/** A hundred bars near a price of 1, of which one has no volume and one is a single price. */
const SMOOTH: readonly Bar[] = Array.from({ length: 100 }, (_, t) => {
  const open = 1 + 0.1 * Math.sin(0.7 * t);
  const close = t === 40 ? open : 1 + 0.1 * Math.sin(0.7 * t + 0.5);
  const wick = t === 40 ? 0 : 0.01;
  const volume = t === 50 ? 0 : 1000 + ((37 * t) % 101);
  return { open, high: Math.max(open, close) + wick, low: Math.min(open, close) - wick, close, volume };
});

describe.each(EVERY_INDICATOR)('$name', ({ make }) => {
  it('a batch has the bits of the stream, also when the stream was saved to JSON and read back at any bar', () => {
    const law = fc.property(anyBars, fc.nat(70), (bars, cut) => {
      const before = make();
      const head = bars.slice(0, cut).map(bar => before.push(bar));
      const after = make(JSON.parse(JSON.stringify(before)));
      const streamed = [...head, ...bars.slice(cut).map(bar => after.push(bar))];
      // toEqual compares numbers by Object.is
      expect(streamed).toEqual(rowsOf(make().batch(columnsOf(bars)) as Batch, bars.length));
      const whole = make();
      for (const bar of bars) whole.push(bar);
      expect(after.toJSON()).toEqual(whole.toJSON());
    });
    fc.assert(law, { numRuns: 60 });
  });

  it('takes a list of bars for the same columns', () => {
    const bars = Array.from({ length: 40 }, (_, t) => ({ ...flat(100 + (t % 7), 10 * t), high: 108, low: 99 }));
    expect(make().batch(bars)).toEqual(make().batch(columnsOf(bars)));
  });

  it('never looks ahead: another last bar changes no earlier value', () => {
    const law = fc.property(anyBars, anyBar, (bars, other) => {
      const n = bars.length - 1;
      const changed = rowsOf(make().batch(bars.with(-1, other)) as Batch, n);
      expect(changed).toEqual(rowsOf(make().batch(bars) as Batch, n));
    });
    fc.assert(law, { numRuns: 30 });
  });

  it('gives NaN for as many bars as it says, and numbers from then on', () => {
    const law = fc.property(anyBars, bars => {
      const { warmUp, batch } = make();
      rowsOf(batch(bars) as Batch, bars.length).forEach((value, t) => {
        expect(numbers(value).every(Number.isFinite)).toBe(t >= warmUp);
      });
    });
    fc.assert(law, { numRuns: 30 });
  });

  it('a batch neither reads nor changes what was pushed', () => {
    const bars = Array.from({ length: 30 }, (_, t) => flat(100 + t, t));
    const used = make();
    used.push(flat(7, 7));
    const state = used.toJSON();
    expect(used.batch(bars)).toEqual(make().batch(bars));
    expect(used.toJSON()).toEqual(state);
  });

  it('does not change for prices that are all doubled, or doubles with them', () => {
    const law = fc.property(anyBars, bars => {
      const doubled = bars.map(bar => ({
        open: 2 * bar.open,
        high: 2 * bar.high,
        low: 2 * bar.low,
        close: 2 * bar.close,
        volume: 2 * bar.volume,
      }));
      const before = rowsOf(make().batch(bars) as Batch, bars.length).flatMap(numbers);
      const after = rowsOf(make().batch(doubled) as Batch, bars.length).flatMap(numbers);
      before.forEach((value, i) => {
        // A factor of two moves no digit, so the law holds to the bit. A price times a volume has both factors.
        expect([value, 2 * value, 4 * value]).toContainEqual(after[i]);
      });
    });
    fc.assert(law, { numRuns: 30 });
  });

  // About 1e-150 and 1e150.
  it.each([2 ** -500, 2 ** 500])(
    'at prices %d times as high is the same to the bit, or so many times as high',
    scale => {
      const scaled = SMOOTH.map(({ open, high, low, close, volume }) => ({
        open: open * scale,
        high: high * scale,
        low: low * scale,
        close: close * scale,
        volume,
      }));
      const before = rowsOf(make().batch(SMOOTH) as Batch, SMOOTH.length).flatMap(numbers);
      const after = rowsOf(make().batch(scaled) as Batch, SMOOTH.length).flatMap(numbers);
      before.forEach((value, i) => {
        // A range times a move has the factor twice.
        expect([value, value * scale, value * scale * scale]).toContainEqual(after[i]);
      });
    },
  );

  it.each([1e9, 0.1, 1e-9, 1e9 + 0.1])('at a constant price of %d varies by exactly nothing', price => {
    const bars = Array.from({ length: 100 }, () => flat(price, 3));
    const last = numbers(rowsOf(make().batch(bars) as Batch, 100).at(-1) ?? Number.NaN);
    // What each gives there is in the table of indicators.test.ts.
    for (const value of last) expect([0, 0.5, 50, -50, 100, 3, price]).toContain(value);
  });

  it('starts anew without bars', () => {
    expect(rowsOf(make().batch([]) as Batch, 0)).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d and keeps its memory', bad => {
    const used = make();
    used.push(flat(5, 5));
    const state = used.toJSON();
    expect(() => used.push(flat(bad, bad))).toThrow(RangeError);
    expect(used.toJSON()).toEqual(state);
    expect(() => used.batch([flat(5, 5), flat(bad, bad)])).toThrow(/\[1\] must be a finite number/);
  });

  it('refuses columns of unequal lengths and states of another indicator, cut, padded or damaged', () => {
    const { indicator, state } = make().toJSON();
    expect(() => make({ indicator: `other ${indicator}`, state })).toThrow(/the state must be of/);
    if (state.length > 0) expect(() => make({ indicator, state: state.slice(0, -1) })).toThrow(RangeError);
    expect(() => make({ indicator, state: [...state, 1] })).toThrow(RangeError);
    expect(() => make({ indicator, state: [null as unknown as number, ...state.slice(1)] })).toThrow(RangeError);
    // Every state begins with a count, save that of a plain sum.
    if (indicator !== 'accumulationDistribution') {
      expect(() => make({ indicator, state: [0.5, ...state.slice(1)] })).toThrow(RangeError);
    }
    expect(() => make({ indicator, state: undefined as unknown as number[] })).toThrow(RangeError);
  });
});
