import { type Descent, descend, startDescent } from '../../math/bfgs.ts';
import { series } from '../../math/check.ts';
import { correctedAic } from '../../math/likelihood.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, spread } from '../../math/scale.ts';
import { advance } from './filter.ts';
import { type GarchFit, type GarchParameters, persistenceOf } from './garch-fit.ts';
import {
  dimension,
  minusLogLikelihood,
  pack,
  type Shape,
  startingVariance,
  type Unpacked,
  unpack,
} from './likelihood.ts';

export type GarchOptions = {
  /** Lags of the squared error; 1 is the order there is */
  readonly p?: 1;
  /** Lags of the variance; 1 is the order there is */
  readonly q?: 1;
  /** Of the standardised errors; 'normal' (quasi-maximum likelihood) unless told */
  readonly distribution?: 'normal' | 't';
  /** Estimated unless told; 'zero' for errors of a model that has taken the mean out */
  readonly mean?: 'constant' | 'zero';
  /** A return below the mean may raise the variance by more than one above it (GJR); false unless told */
  readonly asymmetry?: boolean;
};

const LEAST = 10;
const DESCENT = { tolerance: 1e-11, maxIterations: 300, bound: 30 };
/** alpha and beta to begin with; omega makes the long-run variance the sample's (variance targeting). */
const STARTS = [
  [0.05, 0.93],
  [0.05, 0.9],
  [0.1, 0.88],
  [0.1, 0.8],
  [0.2, 0.7],
  [0.1, 0.4],
] as const;
const TRIED = 2;
const SHAPE = 6;

/**
 * GARCH(1,1) of returns with a constant mean (or none): h[t] = omega + (alpha1 + gamma1 [e[t-1] < 0]) e[t-1]^2 + beta1 h[t-1] with
 * e = y - mu, by maximum likelihood under normal or Student-t errors; gamma1 only with `asymmetry` (GJR). h[1] takes the
 * mean square about mu for what came before, as fGarch does. BFGS with the exact gradient from the best two of six starts.
 *
 * omega, alpha1 and alpha1 + gamma1 are positive and beta1 is within 0 to 1; the persistence is not held below 1, where
 * the likelihood of market returns often has its maximum: `fit.persistence` tells. `shape` is 2.01 or more.
 * @example fitGarch(percentReturns, { distribution: 't' }).persistence // such as 0.98
 * @throws RangeError for fewer than 10 values, a value that is not finite, a constant, or an option that is not known
 * @see Bollerslev (1986), Journal of Econometrics 31; Bollerslev (1987), Review of Economics and Statistics 69;
 *   Glosten, Jagannathan & Runkle (1993), Journal of Finance 48
 */
export function fitGarch(returns: ArrayLike<number>, options: GarchOptions = {}): GarchFit {
  const shape = checked(options);
  const values = series('returns', returns, LEAST);
  const about = spread(values);
  const mean = shape.zeroMean ? 0 : about.mean;
  const deviation = shape.zeroMean ? Math.hypot(about.mean, about.deviation) : about.deviation;
  if (!(deviation > noiseFloor(largest(values)))) {
    throw new RangeError('returns must vary: a constant has no variance to model');
  }
  checkDeviation(deviation);
  const scale = powerOfTwo(deviation);
  const centred = values.map(value => (value - mean) / scale);
  const meanSquare = (deviation / scale) ** 2;
  const best = maximise(centred, meanSquare, shape);
  const at = unpack(best.x, shape);
  const parameters = inUnits(at, mean, scale);
  const logLikelihood = -best.value - values.length * Math.log(scale);
  const initialVariance = startingVariance(at, meanSquare) * scale * scale;
  return {
    kind: 'garch',
    name: `${shape.asymmetry ? 'gjr-' : ''}garch(1,1)${shape.t ? '-t' : ''}`,
    ...parameters,
    distribution: shape.t ? 't' : 'normal',
    asymmetry: shape.asymmetry,
    persistence: persistenceOf(parameters.alpha1, parameters.gamma1, parameters.beta1),
    logLikelihood,
    aicc: correctedAic(logLikelihood, dimension(shape) - Number(shape.zeroMean), values.length),
    nobs: values.length,
    initialVariance,
    state: advance(parameters, { observed: 0, variance: initialVariance }, values),
  };
}

function checked(options: GarchOptions): Shape {
  const { p = 1, q = 1, distribution = 'normal', asymmetry = false, mean = 'constant' } = options;
  if (p !== 1) throw new RangeError(`p must be 1, got ${String(p)}`);
  if (q !== 1) throw new RangeError(`q must be 1, got ${String(q)}`);
  if (distribution !== 'normal' && distribution !== 't') {
    throw new RangeError(`distribution must be normal or t, got ${String(distribution)}`);
  }
  if (typeof asymmetry !== 'boolean') throw new RangeError(`asymmetry must be true or false, got ${String(asymmetry)}`);
  if (mean !== 'constant' && mean !== 'zero') {
    throw new RangeError(`mean must be constant or zero, got ${String(mean)}`);
  }
  return { asymmetry, t: distribution === 't', zeroMean: mean === 'zero' };
}

function maximise(y: Float64Array, meanSquare: number, shape: Shape): Descent {
  const objective = minusLogLikelihood(y, meanSquare, shape);
  const n = dimension(shape);
  const begun = STARTS.map(([alpha, beta]) => {
    const omega = meanSquare * (1 - alpha - beta);
    const tilt = shape.asymmetry ? 0.5 : 0;
    const start = { mu: 0, omega, up: alpha * (1 - tilt), down: alpha * (1 + tilt), beta, shape: SHAPE };
    const inverse = new Float64Array(n * n);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 5 / y.length;
    return startDescent(objective, pack(start, shape), inverse);
  }).sort((a, b) => a.value - b.value);
  const reached = begun.slice(0, TRIED).map(each => descend(objective, each, DESCENT));
  return reached.reduce((best, each) => (each.value < best.value ? each : best));
}

function inUnits({ mu, omega, up, down, beta, shape }: Unpacked, mean: number, scale: number): GarchParameters {
  return {
    mu: mean + mu * scale,
    omega: omega * scale * scale,
    alpha1: up,
    beta1: beta,
    gamma1: down - up,
    shape,
  };
}
