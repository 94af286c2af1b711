import { integer, series } from '../../math/check.ts';
import type { ArimaFit, ArimaRegressionFit, Forecast } from '../fit.ts';
import { apply, fittedValues, forecast, update } from '../forecast.ts';
import type { Reader } from '../json-reader.ts';
import type { Matrix } from '../ridge.ts';

/** @param model the errors' ARIMA, which has seen nothing */
export function buildRegression(
  model: ArimaFit,
  coefficients: readonly number[],
  y: Float64Array,
  xreg: Matrix,
): ArimaRegressionFit {
  const errors = update(model, errorsOf(coefficients, y, xreg));
  return regressionOf(errors, coefficients);
}

function regressionOf(errors: ArimaFit, coefficients: readonly number[]): ArimaRegressionFit {
  const { sigma2, logLikelihood, aicc, nobs } = errors;
  const named = Object.fromEntries(coefficients.map((value, j) => [`xreg${j}`, value]));
  return {
    kind: 'arima-regression',
    name: `regression(${coefficients.length}) + ${errors.name}`,
    parameters: { ...errors.parameters, ...named },
    sigma2,
    logLikelihood,
    aicc,
    nobs,
    coefficients,
    errors,
  };
}

/**
 * Forecasts steps 1 to the number of rows from the last value that the fit has seen, given the coming regressors. The
 * variance takes them and every parameter as known.
 * @param xreg a row per step, as many columns as were fitted
 * @throws RangeError for another number of columns, no row, a value that is not finite, or a fit that has seen too few values
 */
export function forecastRegression(fit: ArimaRegressionFit, xreg: Matrix): Forecast {
  const horizon = checkRows('xreg', matching(fit, xreg));
  const { mean, variance } = forecast(fit.errors, horizon);
  return { mean: mean.map((value, h) => value + weighted(fit.coefficients, xreg, h)), variance };
}

/**
 * The fit after more values and their regressors: the parameters stay, the state moves on.
 * @throws RangeError for another number of columns or of rows, or a value that is not finite
 */
export function updateRegression(fit: ArimaRegressionFit, values: ArrayLike<number>, xreg: Matrix): ArimaRegressionFit {
  return { ...fit, errors: update(fit.errors, checkedErrors(fit, 'values', values, xreg)) };
}

/**
 * The fit's parameters on another series with its regressors: nothing of the old series is left.
 * @throws RangeError for another number of columns or of rows, or a value that is not finite
 */
export function applyRegression(fit: ArimaRegressionFit, y: ArrayLike<number>, xreg: Matrix): ArimaRegressionFit {
  return { ...fit, errors: apply(fit.errors, checkedErrors(fit, 'y', y, xreg)) };
}

/**
 * One-step-ahead predictions: entry t is known before y[t], given its row of regressors; NaN where nothing precedes.
 * @throws RangeError for another number of columns or of rows, or a value that is not finite
 */
export function fittedRegression(fit: ArimaRegressionFit, y: ArrayLike<number>, xreg: Matrix): Float64Array {
  const errors = checkedErrors(fit, 'y', y, xreg);
  return fittedValues(fit.errors, errors).map((value, t) => value + weighted(fit.coefficients, xreg, t));
}

/** @param errorsFrom reads the ARIMA of the errors */
export function regressionFromJson(read: Reader, errorsFrom: (read: Reader) => ArimaFit): ArimaRegressionFit {
  const coefficients = read.list('coefficients');
  if (coefficients.length === 0) throw new RangeError('json.coefficients must hold at least 1 value, got 0');
  const inner = read.object('errors');
  const kind = inner.text('kind');
  if (kind !== 'arima') throw new RangeError(`json.errors.kind must be arima, got ${kind}`);
  const fit = regressionOf(errorsFrom(inner), coefficients);
  for (const key of ['sigma2', 'logLikelihood', 'aicc', 'nobs'] as const) {
    const stored = read.number(key);
    if (!Object.is(stored, fit[key])) {
      throw new RangeError(`json.${key} must be ${fit[key]}, as json.errors has it, got ${stored}`);
    }
  }
  return fit;
}

/**
 * How many rows.
 * @throws RangeError for anything but whole rows of finite values, `rows` of them where it is given, else at least one
 */
export function checkRows(name: string, { data, columns }: Matrix, rows?: number): number {
  const found = data.length / columns;
  if (rows === undefined ? !(Number.isInteger(found) && found > 0) : found !== rows) {
    const accepted = rows === undefined ? 'whole rows' : `${rows} rows`;
    throw new RangeError(`${name} must hold ${accepted} of ${columns} values, got ${data.length} values`);
  }
  series(`${name}.data`, data, 0);
  return found;
}

function matching({ coefficients: { length } }: ArimaRegressionFit, xreg: Matrix): Matrix {
  integer('xreg.columns', xreg.columns, length, length);
  return xreg;
}

function checkedErrors(fit: ArimaRegressionFit, name: string, y: ArrayLike<number>, xreg: Matrix): Float64Array {
  const values = series(name, y, 0);
  checkRows('xreg', matching(fit, xreg), values.length);
  return errorsOf(fit.coefficients, values, xreg);
}

const errorsOf = (coefficients: readonly number[], y: Float64Array, xreg: Matrix): Float64Array =>
  y.map((value, t) => value - weighted(coefficients, xreg, t));

function weighted(coefficients: readonly number[], { data, columns }: Matrix, row: number): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += data[row * columns + j]! * coefficients[j]!;
  return sum;
}
