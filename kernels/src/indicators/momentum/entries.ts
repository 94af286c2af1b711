import { bars, entry, period } from '../catalog-entry.ts';
import { bop } from './bop.ts';
import { cci } from './cci.ts';
import { cmo } from './cmo.ts';
import { priceChange, rateOfChange } from './price-change.ts';
import { apo, ppo } from './price-oscillator.ts';
import { logReturn, momentum, simpleReturn } from './returns.ts';
import { rsi } from './rsi.ts';
import { fastStochastic, stochastic } from './stochastic.ts';
import { stochasticRsi } from './stochastic-rsi.ts';
import { trix } from './trix.ts';
import { ultimateOscillator } from './ultimate-oscillator.ts';
import { williamsR } from './williams-r.ts';

export const MOMENTUM = [
  entry('momentum', 'simpleReturn', simpleReturn, period(1)),
  entry('momentum', 'logReturn', logReturn, period(1)),
  entry('momentum', 'momentum', momentum, period(10)),
  entry('momentum', 'priceChange', priceChange, period(10)),
  entry('momentum', 'rateOfChange', rateOfChange, period(10)),
  entry('momentum', 'rsi', rsi, period(14)),
  entry('momentum', 'stochastic', stochastic, period(14), bars('smooth', 3), bars('signal', 3)),
  entry('momentum', 'fastStochastic', fastStochastic, period(14), bars('signal', 3)),
  entry('momentum', 'stochasticRsi', stochasticRsi, period(14), bars('range', 5), bars('signal', 3)),
  entry('momentum', 'williamsR', williamsR, period(14)),
  entry('momentum', 'cci', cci, period(14)),
  entry('momentum', 'cmo', cmo, period(14)),
  entry('momentum', 'trix', trix, period(30)),
  entry(
    'momentum',
    'ultimateOscillator',
    ultimateOscillator,
    bars('short', 7),
    bars('medium', 14, 2),
    bars('long', 28, 3),
  ),
  entry('momentum', 'apo', apo, bars('fast', 12), bars('slow', 26, 2)),
  entry('momentum', 'ppo', ppo, bars('fast', 12), bars('slow', 26, 2)),
  entry('momentum', 'bop', bop),
] as const;
