import type { Family } from '../family.ts';
import type { Forecast, MeanFit, MeanVarianceFit, MeanVarianceState } from '../fit.ts';
import { advance } from '../garch/filter.ts';
import { forecastVariance } from '../garch/forecast-variance.ts';

/** @param familyOf of the mean model: the table of families holds this one too, so it is asked when it is whole */
export function meanVarianceFamily(familyOf: (fit: MeanFit) => Family<MeanFit>): Family<MeanVarianceFit> {
  return {
    start: ({ mean, errors }) => ({
      observed: 0,
      mean: familyOf(mean).start(mean),
      errors: { observed: 0, variance: errors.initialVariance },
    }),
    advance({ mean, errors }, state, values, predictions = new Float64Array(values.length)): MeanVarianceState {
      const moved = familyOf(mean).advance(mean, state.mean, values, predictions);
      // Without a prediction there is no error: the variance waits.
      const from = firstNumber(predictions, values.length);
      const missed = values.subarray(from).map((value, t) => value - predictions[from + t]!);
      const spread = advance(errors, state.errors, missed);
      return { observed: state.observed + values.length, mean: moved, errors: spread };
    },
    needs: ({ mean }) => familyOf(mean).needs(mean),
    forecast(fit, horizon) {
      const mean = { ...fit.mean, state: fit.state.mean } as MeanFit;
      const plain = familyOf(mean).forecast(mean, horizon);
      const steps = forecastVariance({ ...fit.errors, state: fit.state.errors }, horizon);
      return { mean: plain.mean, variance: withSteps(plain, steps) };
    },
  };
}

/** Replaces the constant variance of each step's error by its own: sum over j of psi[j]^2 h[k-j]. */
function withSteps({ variance }: Forecast, steps: Float64Array): Float64Array {
  const first = variance[0]!;
  const weights = variance.map((value, j) => (j === 0 ? 1 : Math.max(0, value - variance[j - 1]!) / first));
  return steps.map((_, k) => {
    let sum = 0;
    for (let j = 0; j <= k; j++) sum += weights[j]! * steps[k - j]!;
    return sum;
  });
}

function firstNumber(predictions: Float64Array, length: number): number {
  let from = 0;
  while (from < length && Number.isNaN(predictions[from]!)) from++;
  return from;
}
