import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apo,
  atr,
  atrRatio,
  bollinger,
  chaikinOscillator,
  easeOfMovement,
  ema,
  kama,
  keltner,
  logReturn,
  macd,
  momentum,
  obv,
  parabolicSar,
  parkinson,
  rateOfChange,
  rollingVolatility,
  rsi,
  simpleReturn,
  sma,
  standardDeviation,
  t3,
  ultimateOscillator,
  volumeZScore,
} from '../index.ts';

const bars = { high: [3, 5], low: [1, 4], close: [2, 4] };

describe('hand-computed values', () => {
  it.each([
    ['sma', sma(3).batch({ close: [1, 2, 6, 4] }), [Number.NaN, Number.NaN, 3, 4]],
    ['ema', ema(3).batch({ close: [1, 2, 6, 4] }), [Number.NaN, Number.NaN, 3, 3.5]],
    ['rsi', rsi(2).batch({ close: [1, 2, 1, 4] }), [Number.NaN, Number.NaN, 50, 87.5]],
    ['rsi without a fall', rsi(2).batch({ close: [1, 2, 3] }), [Number.NaN, Number.NaN, 100]],
    ['rsi without a rise', rsi(2).batch({ close: [3, 2, 1] }), [Number.NaN, Number.NaN, 0]],
    ['atr', atr(1).batch(bars), [Number.NaN, 3]],
    ['atrRatio', atrRatio(1).batch(bars), [Number.NaN, 0.75]],
    ['atr over a gap down', atr(1).batch({ high: [9, 5], low: [8, 4], close: [8, 4] }), [Number.NaN, 4]],
    ['simpleReturn', simpleReturn(1).batch({ close: [4, 5, 4] }), [Number.NaN, 0.25, -0.2]],
    ['logReturn', logReturn(1).batch({ close: [1, Math.E] }), [Number.NaN, expect.closeTo(1, 15)]],
    ['momentum', momentum(2).batch({ close: [4, 7, 5] }), [Number.NaN, Number.NaN, 0.25]],
    [
      'rollingVolatility',
      rollingVolatility(2).batch({ close: [1, Math.E, Math.E] }),
      [Number.NaN, Number.NaN, expect.closeTo(Math.SQRT1_2, 15)],
    ],
    ['volumeZScore', volumeZScore(2).batch({ volume: [1, 3, 3] }), [Number.NaN, 1, 0]],
    ['volumeZScore of no volume at all', volumeZScore(2).batch({ volume: [0, 0, 0] }), [Number.NaN, 0, 0]],
  ])('%s', (_, values, expected) => {
    expect(Array.from(values)).toEqual(expected);
  });

  it('macd', () => {
    const { line, signal, histogram } = macd(1, 2, 2).batch({ close: [2, 4, 8, 8] });
    expect(Array.from(line.subarray(1))).toEqual([1, 5 / 3, 5 / 9].map(value => expect.closeTo(value, 14)));
    expect(Array.from(signal.subarray(2))).toEqual([4 / 3, 22 / 27].map(value => expect.closeTo(value, 14)));
    expect(histogram[3]).toBeCloseTo(5 / 9 - 22 / 27, 14);
  });

  it('bollinger', () => {
    const bands = bollinger(2, 1);
    bands.push({ close: 1 });
    expect(bands.push({ close: 3 })).toEqual({ lower: 1, middle: 2, upper: 3, percentB: 1, bandwidth: 1 });
  });
});

const price = fc.double({ min: 1e8, max: 1e9, noNaN: true });
const windowed = [
  { name: 'sma(20)', make: () => sma(20), size: 20 },
  { name: 'rollingVolatility(20)', make: () => rollingVolatility(20), size: 20 },
  { name: 'momentum(10)', make: () => momentum(10), size: 1 },
  { name: 'logReturn(5)', make: () => logReturn(5), size: 1 },
];

it.each(windowed)(
  '$name has the bits of its window and of where its blocks begin, whatever came before',
  ({ make, size }) => {
    const history = fc
      .array(price, { maxLength: 60 })
      .map(before => before.slice(0, before.length - (before.length % size)));
    const law = fc.property(history, fc.array(price, { minLength: 21, maxLength: 21 }), (before, window) => {
      const late = make().batch({ close: [...before, ...window] });
      expect(late.at(-1)).toBe(make().batch({ close: window }).at(-1));
    });
    fc.assert(law);
  },
);

it('a spike leaves no trace once it has left the window', () => {
  const walk = Array.from({ length: 200 }, (_, t) => 100 + Math.sin(t * t));
  for (const make of [() => sma(20), () => standardDeviation(20), () => rollingVolatility(20)]) {
    const plain = make().batch({ close: walk });
    for (const at of [50, 59, 60, 61]) {
      const spiked = make().batch({ close: walk.with(at, 1e15) });
      expect(spiked[at + 5]).not.toBeCloseTo(plain[at + 5]!, 3);
      for (let t = at + 21; t < walk.length; t++) expect(spiked[t]! / plain[t]! - 1).toBeCloseTo(0, 11);
    }
  }
});

it('the deviation of a price of a billion that moves by cents keeps its digits', () => {
  const close = Array.from({ length: 20 }, (_, t) => 1e9 + (t % 2) / 128);
  const { bandwidth } = bollinger(20, 2).batch({ close });
  expect((bandwidth[19] ?? 0) * 1e9).toBeCloseTo(4 / 256, 9);
});

it('the strength index lies between 0 and 100 and percent b between the farthest a window allows', () => {
  const law = fc.property(fc.array(price, { minLength: 25, maxLength: 60 }), close => {
    for (const value of rsi(14).batch({ close }).subarray(14)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
    }
    for (const value of bollinger(20, 2).batch({ close }).percentB.subarray(19)) {
      expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(Math.sqrt(19) / 4 + 1e-9);
    }
  });
  fc.assert(law);
});

describe('refusals', () => {
  it.each([
    ['sma(0)', () => sma(0)],
    ['sma(1.5)', () => sma(1.5)],
    ['ema(NaN)', () => ema(Number.NaN)],
    ['rsi(0)', () => rsi(0)],
    ['macd with a fast period that is not below the slow one', () => macd(26, 26, 9)],
    ['macd without a signal period', () => macd(12, 26, 0)],
    ['bollinger(0)', () => bollinger(0)],
    ['bollinger of no width', () => bollinger(20, 0)],
    ['bollinger of infinite width', () => bollinger(20, Number.POSITIVE_INFINITY)],
    ['atr(-1)', () => atr(-1)],
    ['rollingVolatility(1)', () => rollingVolatility(1)],
    ['volumeZScore(1)', () => volumeZScore(1)],
    ['momentum(0)', () => momentum(0)],
    ['kama with a fast period that is not below the slow one', () => kama(10, 30, 30)],
    ['apo with a fast period that is not below the slow one', () => apo(26, 12)],
    ['chaikinOscillator with a fast period that is not below the slow one', () => chaikinOscillator(10, 3)],
    ['ultimateOscillator with periods that do not rise', () => ultimateOscillator(7, 7, 28)],
    ['t3 with a volume factor above 1', () => t3(5, 1.1)],
    ['parabolicSar with an acceleration above the most', () => parabolicSar(0.3, 0.2)],
    ['keltner of no width', () => keltner(20, 0)],
    ['easeOfMovement per no volume', () => easeOfMovement(14, 0)],
    ['a rate of change from a price of 0', () => rateOfChange(1).push({ close: 0 })],
    ['the log of a low of 0', () => parkinson(1).push({ high: 1, low: 0 })],
    ['a negative volume on balance', () => obv().push({ close: 1, volume: -1 })],
    ['a return from a price of 0', () => simpleReturn(1).push({ close: 0 })],
    ['the log of a negative price', () => logReturn(1).push({ close: -1 })],
    ['a negative volume', () => volumeZScore(2).batch({ volume: [1, -1] })],
    ['columns of unequal lengths', () => atr(1).batch({ high: [2, 2], low: [1], close: [1, 1] })],
  ])('%s', (_, call) => {
    expect(call).toThrow(RangeError);
  });

  it('averages take prices of either sign', () => {
    expect(sma(2).batch({ close: [-1, 0] })[1]).toBe(-0.5);
  });
});
