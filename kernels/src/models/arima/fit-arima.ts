import { series } from '../../math/check.ts';
import { difference } from '../../math/difference.ts';
import { correctedAic, gaussianLogLikelihood } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, rootMeanSquare, spread } from '../../math/scale.ts';
import type { ArimaFit, ArimaOrder } from '../fit.ts';
import { apply } from '../forecast.ts';
import { maximise } from './maximise.ts';
import { buildArima, checkOrder } from './parameters.ts';
import { load, pooledWorkspace } from './workspace.ts';

export type ArimaOptions = {
  readonly order: ArimaOrder;
  /** Estimates the mean (d = 0) or the drift (d = 1); by default true for d = 0, else false. Not for d = 2 */
  readonly constant?: boolean;
  /** 'multi', the default, starts from several points where p > 0 and q > 0; 'single' from Hannan-Rissanen only */
  readonly start?: 'multi' | 'single';
  /** Keeps every root's modulus at 1.01 or more; by default false: the unrestricted optimum is reported */
  readonly admissible?: boolean;
};

/**
 * ARIMA(p,d,q) by exact Gaussian maximum likelihood of the d-times differenced series. `nobs` is n - d, `sigma2` the ML
 * variance, AICc counts ar, ma, constant and sigma2. Reported is the best optimum found, which may have roots on the unit
 * circle, or with `admissible` the best whose roots have modulus 1.01 or more.
 * Scale-free: y times 2^k gives the same bits but for `sigma2`, `constant` and the likelihood's shift by nobs k log 2.
 * A series that is constant after differencing has sigma2 = 0 for p = q = 0, and is refused otherwise.
 * @throws RangeError for a value that is not finite, a wrong order, fewer than d + p + q + 1 values (one more with a
 * constant), or no variation left to fit
 */
export function fitArima(y: ArrayLike<number>, options: ArimaOptions): ArimaFit {
  const { order, start = 'multi', admissible = false } = options;
  checkOrder(order);
  const [p, d, q] = order;
  const constant = options.constant ?? d === 0;
  if (constant && d === 2) throw new RangeError('constant must be false for d = 2: it would be a quadratic trend');
  if (start !== 'multi' && start !== 'single')
    throw new RangeError(`start must be multi or single, got ${String(start)}`);
  const parameters = p + q + (constant ? 1 : 0) + 1;
  const values = series('y', y, d + parameters);
  const w = difference(values, d);
  const found =
    p + q === 0 ? whiteNoise(values, w, constant) : armaOptimum(values, w, order, constant, start, admissible);
  const nobs = w.length;
  const aicc = correctedAic(found.logLikelihood, parameters, nobs);
  const { partials, sigma2, logLikelihood } = found;
  const fit = buildArima(order, partials, constant ? found.mean : undefined, { sigma2, logLikelihood, aicc, nobs });
  return apply(fit, values);
}

type Optimum = {
  readonly partials: ArimaFit['partials'];
  readonly mean: number;
  readonly sigma2: number;
  readonly logLikelihood: number;
};

function whiteNoise(y: Float64Array, w: Float64Array, constant: boolean): Optimum {
  const mean = constant ? spread(w).mean : 0;
  const deviation = constant ? spread(w).deviation : rootMeanSquare(w);
  const exact = deviation <= noiseFloor(largest(y)) ? 0 : deviation;
  checkDeviation(exact);
  const logLikelihood = gaussianLogLikelihood(w.length, exact);
  return { partials: { ar: [], ma: [] }, mean, sigma2: exact ** 2, logLikelihood };
}

function armaOptimum(
  y: Float64Array,
  w: Float64Array,
  [p, d, q]: ArimaOrder,
  constant: boolean,
  start: 'multi' | 'single',
  admissible: boolean,
): Optimum {
  const { mean, deviation } = spread(w);
  if (!(deviation > noiseFloor(largest(y)))) {
    throw new RangeError(`y must vary after ${d} differences: no autocorrelation can be estimated in a constant`);
  }
  checkDeviation(deviation);
  const scale = powerOfTwo(constant ? deviation : rootMeanSquare(w));
  const centre = constant ? mean : 0;
  const work = pooledWorkspace(p, q);
  load(
    work,
    w.map(value => (value - centre) / scale),
    constant,
  );
  const value = maximise(work, start, admissible);
  if (!(value < Number.POSITIVE_INFINITY)) throw new RangeError('y must have a likelihood that a double can hold');
  const n = w.length;
  return {
    partials: { ar: Array.from(work.ar), ma: Array.from(work.ma) },
    mean: centre + work.mean * scale,
    sigma2: (work.squares / n) * scale * scale,
    logLikelihood: -0.5 * (value + n * Math.log((2 * Math.PI) / n) + n) - n * Math.log(scale),
  };
}
