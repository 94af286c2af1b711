import {
  atrRatio,
  bollinger,
  ema,
  logReturn,
  macd,
  momentum,
  rollingVolatility,
  rsi,
  sma,
  volumeZScore,
} from '@nextclose/kernels';
import { defineFeatureSet, feature } from './feature-set.ts';

const itself = (value: number): number => value;

/**
 * core@1: eleven features of daily bars. All are free of scale: a split, which multiplies every price by one factor and
 * every volume by another, changes none of them by more than rounding.
 *
 * A series that reports no volume (an index: 0 throughout) has a volume z-score of 0, so that its rows become complete.
 */
export const core1 = defineFeatureSet('core@1', [
  feature('log_return_1', saved => logReturn(1, saved), itself),
  feature('log_return_5', saved => logReturn(5, saved), itself),
  feature(
    'close_to_sma_20',
    saved => sma(20, saved),
    (mean, { close }) => close / mean,
  ),
  feature(
    'close_to_ema_20',
    saved => ema(20, saved),
    (mean, { close }) => close / mean,
  ),
  feature('rsi_14', saved => rsi(14, saved), itself),
  feature(
    'macd_histogram_to_close',
    saved => macd(12, 26, 9, saved),
    ({ histogram }, { close }) => histogram / close,
  ),
  feature(
    'bollinger_percent_b_20',
    saved => bollinger(20, 2, saved),
    ({ percentB }) => percentB,
  ),
  feature('atr_14_to_close', saved => atrRatio(14, saved), itself),
  feature('volatility_20', saved => rollingVolatility(20, saved), itself),
  feature('momentum_10', saved => momentum(10, saved), itself),
  feature('volume_z_score_20', saved => volumeZScore(20, saved), itself),
]);
