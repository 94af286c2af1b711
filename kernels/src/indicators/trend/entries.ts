import { bars, entry, period, real } from '../catalog-entry.ts';
import { adx, adxr } from './adx.ts';
import { aroon } from './aroon.ts';
import { dema, tema } from './dema.ts';
import { ema } from './ema.ts';
import { hma } from './hma.ts';
import { kama } from './kama.ts';
import { linearRegression } from './linear-regression.ts';
import { macd } from './macd.ts';
import { parabolicSar } from './parabolic-sar.ts';
import { sma } from './sma.ts';
import { t3 } from './t3.ts';
import { trima } from './trima.ts';
import { vortex } from './vortex.ts';
import { vwma } from './vwma.ts';
import { wilderAverage } from './wilder-average.ts';
import { wma } from './wma.ts';

export const TREND = [
  entry('trend', 'sma', sma, period(20)),
  entry('trend', 'ema', ema, period(20)),
  entry('trend', 'wma', wma, period(30)),
  entry('trend', 'dema', dema, period(30)),
  entry('trend', 'tema', tema, period(30)),
  entry('trend', 't3', t3, period(5), real('volumeFactor', 0.7, 0, 1)),
  entry('trend', 'trima', trima, period(30)),
  entry('trend', 'kama', kama, period(10), bars('fast', 2), bars('slow', 30, 2)),
  entry('trend', 'hma', hma, period(16, 2)),
  entry('trend', 'vwma', vwma, period(20)),
  entry('trend', 'wilderAverage', wilderAverage, period(14)),
  entry('trend', 'macd', macd, bars('fast', 12), bars('slow', 26, 2), bars('signal', 9)),
  entry('trend', 'adx', adx, period(14)),
  entry('trend', 'adxr', adxr, period(14)),
  entry('trend', 'aroon', aroon, period(14)),
  entry('trend', 'parabolicSar', parabolicSar, real('acceleration', 0.02, 0), real('most', 0.2, 0)),
  entry('trend', 'linearRegression', linearRegression, period(14, 2)),
  entry('trend', 'vortex', vortex, period(14)),
] as const;
