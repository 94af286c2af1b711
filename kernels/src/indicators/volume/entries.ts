import { bars, entry, period, real } from '../catalog-entry.ts';
import { accumulationDistribution } from './accumulation-distribution.ts';
import { chaikinMoneyFlow } from './chaikin-money-flow.ts';
import { chaikinOscillator } from './chaikin-oscillator.ts';
import { easeOfMovement } from './ease-of-movement.ts';
import { forceIndex } from './force-index.ts';
import { mfi } from './mfi.ts';
import { obv } from './obv.ts';
import { priceVolumeTrend } from './price-volume-trend.ts';
import { volumeZScore } from './volume-z-score.ts';
import { vwap } from './vwap.ts';

export const VOLUME = [
  entry('volume', 'obv', obv),
  entry('volume', 'accumulationDistribution', accumulationDistribution),
  entry('volume', 'chaikinOscillator', chaikinOscillator, bars('fast', 3), bars('slow', 10, 2)),
  entry('volume', 'chaikinMoneyFlow', chaikinMoneyFlow, period(20)),
  entry('volume', 'forceIndex', forceIndex, period(13)),
  entry('volume', 'vwap', vwap, period(20)),
  entry('volume', 'easeOfMovement', easeOfMovement, period(14), real('unit', 1e8)),
  entry('volume', 'mfi', mfi, period(14)),
  entry('volume', 'priceVolumeTrend', priceVolumeTrend),
  entry('volume', 'volumeZScore', volumeZScore, period(20, 2)),
] as const;
