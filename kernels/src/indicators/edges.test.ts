import { describe, expect, it } from 'vitest';
import { type Bar, type CatalogEntry, catalog } from '../index.ts';

const P = 7.3;
const constant = (volume: number): Bar[] =>
  Array.from({ length: 120 }, () => ({ open: P, high: P, low: P, close: P, volume }));
const last = (name: string, bars: readonly Bar[]): number[] => {
  const result = (catalog.get(name) as CatalogEntry).create().batch(bars);
  return (result instanceof Float64Array ? [result] : Object.values(result)).map(column => column.at(-1) ?? Number.NaN);
};

/** What each gives where no price moves, at a volume of 3, and what else at none: every 0 / 0 has a documented answer. */
const STILL: Readonly<Record<string, readonly [readonly number[], (readonly number[])?]>> = {
  sma: [[P]],
  ema: [[P]],
  wma: [[P]],
  dema: [[P]],
  tema: [[P]],
  t3: [[P]],
  trima: [[P]],
  kama: [[P]],
  hma: [[P]],
  vwma: [[P]],
  wilderAverage: [[P]],
  macd: [[0, 0, 0]],
  adx: [[0, 0, 0, 0]],
  adxr: [[0]],
  aroon: [[100, 100, 0]],
  parabolicSar: [[P]],
  linearRegression: [[P, 0, P, P]],
  vortex: [[0, 0]],
  simpleReturn: [[0]],
  logReturn: [[0]],
  momentum: [[0]],
  priceChange: [[0]],
  rateOfChange: [[0]],
  rsi: [[50]],
  stochastic: [[50, 50]],
  fastStochastic: [[50, 50]],
  stochasticRsi: [[50, 50]],
  williamsR: [[-50]],
  cci: [[0]],
  cmo: [[0]],
  trix: [[0]],
  ultimateOscillator: [[50]],
  apo: [[0]],
  ppo: [[0]],
  bop: [[0]],
  trueRange: [[0]],
  atr: [[0]],
  atrRatio: [[0]],
  natr: [[0]],
  bollinger: [[P, P, P, 0.5, 0]],
  keltner: [[P, P, P]],
  donchian: [[P, P, P]],
  standardDeviation: [[0]],
  rollingVolatility: [[0]],
  parkinson: [[0]],
  garmanKlass: [[0]],
  rogersSatchell: [[0]],
  yangZhang: [[0]],
  chaikinVolatility: [[0]],
  ulcerIndex: [[0]],
  obv: [[3], [0]],
  accumulationDistribution: [[0]],
  chaikinOscillator: [[0]],
  chaikinMoneyFlow: [[0]],
  forceIndex: [[0]],
  vwap: [[P]],
  easeOfMovement: [[0]],
  mfi: [[50]],
  priceVolumeTrend: [[0]],
  volumeZScore: [[0]],
};

describe('where no price moves', () => {
  it.each(Object.entries(STILL))('%s', (name, [traded, untraded = traded]) => {
    expect(last(name, constant(3))).toEqual(traded);
    expect(last(name, constant(0))).toEqual(untraded);
  });

  it('covers every indicator', () => {
    expect(Object.keys(STILL)).toEqual([...catalog.keys()]);
  });
});

describe('without volume, while prices move', () => {
  const bars = Array.from({ length: 60 }, (_, t) => {
    const close = 10 + (t % 5);
    return { open: close, high: close + 1, low: close - 1, close, volume: 0 };
  });
  it.each([
    ['vwma', 12],
    ['vwap', 12],
    ['mfi', 50],
    ['chaikinMoneyFlow', 0],
    ['easeOfMovement', 0],
    ['forceIndex', 0],
    ['obv', 0],
    ['accumulationDistribution', 0],
    ['chaikinOscillator', 0],
    ['priceVolumeTrend', 0],
    ['volumeZScore', 0],
  ])('%s is %d', (name, expected) => {
    expect(last(name, bars)).toEqual([expected]);
  });
});

describe('a trend that never turns', () => {
  const rising = Array.from({ length: 120 }, (_, t) => {
    const close = 100 + t;
    return { open: close - 0.5, high: close, low: close - 1, close, volume: 10 };
  });
  it.each([
    ['rsi', [100]],
    ['cmo', [100]],
    ['mfi', [100]],
    ['stochastic', [100, 100]],
    ['williamsR', [0]],
    ['aroon', [100, 0, 100]],
    ['linearRegression', [219, 1, 206, 220]],
    ['chaikinMoneyFlow', [1]],
    ['ultimateOscillator', [100]],
    ['ulcerIndex', [0]],
    ['obv', [1200]],
    ['bop', [0.5]],
  ])('%s', (name, expected) => {
    expect(last(name, rising)).toEqual(expected.map(value => expect.closeTo(value, 11)));
  });

  it('takes the direction for all there is', () => {
    expect(last('adx', rising).slice(1)).toEqual([0, 100, expect.closeTo(100, 11)]);
  });
});
