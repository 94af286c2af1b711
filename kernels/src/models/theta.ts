import { series } from '../math/check.ts';
import { powerOfTwo, spread } from '../math/scale.ts';
import type { Family } from './family.ts';
import type { Forecast, SesFit, ThetaFit } from './fit.ts';
import type { Reader } from './json-reader.ts';
import { fitSes, sesFamily } from './ses.ts';

/**
 * The Theta method: simple exponential smoothing whose forecasts drift by half the least-squares slope b of the series,
 * mean[h] = level + b/2 (h - 1 + (1 - (1 - alpha)^n) / alpha) after n values, the mean of the theta lines 0 and 2.
 *
 * As in R's `thetaf`, alpha, `sigma2`, `logLikelihood` and `aicc` are those of the smoothing (`fitSes`), and the variances
 * too. `update` keeps the slope, `apply` takes it to the other series, as every parameter.
 * @throws RangeError for fewer than 4 values, a value that is not finite, or a constant series
 * @see Assimakopoulos & Nikolopoulos (2000), International Journal of Forecasting 16
 * @see Hyndman & Billah (2003), International Journal of Forecasting 19
 */
export function fitTheta(y: ArrayLike<number>): ThetaFit {
  const values = series('y', y, 4);
  return thetaFit(fitSes(values), leastSquaresSlope(values) / 2);
}

export const thetaFamily: Family<ThetaFit> = {
  start: fit => sesFamily.start(smoothing(fit)),
  advance(fit, state, values, predictions) {
    const after = sesFamily.advance(smoothing(fit), state, values, predictions);
    if (predictions) {
      for (let t = 0; t < values.length; t++) {
        predictions[t] = predictions[t]! + fit.slope * lag(fit.alpha, state.observed + t);
      }
    }
    return after;
  },
  needs: fit => sesFamily.needs(smoothing(fit)),
  forecast: thetaForecast,
};

/** @throws RangeError when a field is missing or out of its range */
export function thetaFromJson(read: Reader, readSes: (read: Reader) => SesFit): ThetaFit {
  read.finite('alpha', 1e-4, 1);
  return thetaFit(readSes(read), read.finite('slope'));
}

function thetaFit(ses: SesFit, slope: number): ThetaFit {
  return { ...ses, kind: 'theta', name: 'theta', parameters: { ...ses.parameters, slope }, slope };
}

const smoothing = (fit: ThetaFit): SesFit => ({ ...fit, kind: 'ses' });

function thetaForecast(fit: ThetaFit, horizon: number): Forecast {
  const { mean, variance } = sesFamily.forecast(smoothing(fit), horizon);
  const ahead = lag(fit.alpha, fit.state.observed);
  return { mean: mean.map((level, h) => level + fit.slope * (h + ahead)), variance };
}

/** How many steps of a trend the smoothed level is behind the next value, after n values. */
const lag = (alpha: number, n: number): number => (1 - (1 - alpha) ** n) / alpha;

function leastSquaresSlope(y: Float64Array): number {
  const { mean, deviation } = spread(y);
  const scale = powerOfTwo(deviation);
  const middle = (y.length - 1) / 2;
  let [top, bottom] = [0, 0];
  for (let t = 0; t < y.length; t++) {
    top += (t - middle) * ((y[t]! - mean) / scale);
    bottom += (t - middle) ** 2;
  }
  return (top / bottom) * scale;
}
