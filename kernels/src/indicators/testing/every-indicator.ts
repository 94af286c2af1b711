import fc from 'fast-check';
import type { Bar, BarField, Indicator, IndicatorState } from '../../index.ts';
import * as kernels from '../../index.ts';

type Made = Indicator<BarField, number | Readonly<Record<string, number>>>;

/** Every indicator at usual and at the smallest parameters; a new one is finished when the laws hold for it too. */
export const EVERY_INDICATOR: readonly { readonly name: string; readonly make: (saved?: IndicatorState) => Made }[] = [
  (saved?: IndicatorState) => kernels.simpleReturn(1, saved),
  (saved?: IndicatorState) => kernels.logReturn(1, saved),
  (saved?: IndicatorState) => kernels.logReturn(5, saved),
  (saved?: IndicatorState) => kernels.sma(1, saved),
  (saved?: IndicatorState) => kernels.sma(20, saved),
  (saved?: IndicatorState) => kernels.ema(1, saved),
  (saved?: IndicatorState) => kernels.ema(20, saved),
  (saved?: IndicatorState) => kernels.rsi(1, saved),
  (saved?: IndicatorState) => kernels.rsi(14, saved),
  (saved?: IndicatorState) => kernels.macd(1, 2, 1, saved),
  (saved?: IndicatorState) => kernels.macd(12, 26, 9, saved),
  (saved?: IndicatorState) => kernels.bollinger(1, 2, saved),
  (saved?: IndicatorState) => kernels.bollinger(20, 2, saved),
  (saved?: IndicatorState) => kernels.atr(1, saved),
  (saved?: IndicatorState) => kernels.atr(14, saved),
  (saved?: IndicatorState) => kernels.atrRatio(14, saved),
  (saved?: IndicatorState) => kernels.rollingVolatility(2, saved),
  (saved?: IndicatorState) => kernels.rollingVolatility(20, saved),
  (saved?: IndicatorState) => kernels.momentum(10, saved),
  (saved?: IndicatorState) => kernels.volumeZScore(2, saved),
  (saved?: IndicatorState) => kernels.volumeZScore(20, saved),
].map(make => ({ name: make().name, make: make as (saved?: IndicatorState) => Made }));

/** Bars of any price from 1e-6 to 1e9, with days without movement and without volume. */
export const anyBar: fc.Arbitrary<Bar> = fc
  .record({
    price: fc.double({ min: -6, max: 9, noNaN: true }).map(exponent => 10 ** exponent),
    up: fc.double({ min: 0, max: 0.2, noNaN: true }),
    down: fc.double({ min: 0, max: 0.2, noNaN: true }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    volume: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 40 })),
  })
  .map(({ price, up, down, at, volume }) => {
    const high = price * (1 + up);
    const low = price * (1 - down);
    return { open: price, high, low, close: Math.min(high, low + at * (high - low)), volume };
  });

export const anyBars = fc.array(anyBar, { minLength: 1, maxLength: 70 });
