import { series } from '../../math/check.ts';
import type { GarchFit, GarchParameters, GarchState } from './garch-fit.ts';

/** One recursion for batch and stream: the variance of the value after `value`. */
function nextVariance(parameters: GarchParameters, variance: number, value: number): number {
  const error = value - parameters.mu;
  const response = error < 0 ? parameters.alpha1 + parameters.gamma1 : parameters.alpha1;
  return parameters.omega + response * error * error + parameters.beta1 * variance;
}

/**
 * The state after more values; `path`, when it is given, gets the variance of each value as known the day before.
 * @throws RangeError when a variance leaves the range of a double
 */
export function advance(
  parameters: GarchParameters,
  state: GarchState,
  values: Float64Array,
  path?: Float64Array,
): GarchState {
  let { variance } = state;
  for (let t = 0; t < values.length; t++) {
    if (path) path[t] = variance;
    variance = nextVariance(parameters, variance, values[t]!);
  }
  if (!(variance < Number.POSITIVE_INFINITY)) {
    throw new RangeError('returns must have squares within the range of a double: scale them first');
  }
  return { observed: state.observed + values.length, variance };
}

/**
 * The same parameters after more returns, O(1) each: the same bits whether they come one by one or at once.
 * @throws RangeError for a value that is not finite or whose square is not
 */
export function updateGarch(fit: GarchFit, values: ArrayLike<number>): GarchFit {
  return { ...fit, state: advance(fit, fit.state, series('values', values, 0)) };
}

/**
 * The conditional variance of each of the returns that were fitted (and of any that follow them), from the values before it.
 * @throws RangeError for a value that is not finite or whose square is not
 */
export function garchVariances(fit: GarchFit, returns: ArrayLike<number>): Float64Array {
  const values = series('returns', returns, 0);
  const path = new Float64Array(values.length);
  advance(fit, { observed: 0, variance: fit.initialVariance }, values, path);
  return path;
}
