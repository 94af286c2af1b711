import { directionalAccuracy, mae, mape, mase, rmse, walkForward } from '@nextclose/kernels';
import { featureRow, slice, type TrainingData } from './data.ts';
import type { FittedModel, Observation, Predictor } from './ports.ts';
import type { ModelSpec } from './specs.ts';

export type WalkForwardOptions = {
  /** Sessions that a fit reads */
  readonly window: number;
  /** One-step forecasts that are scored, the newest of the data */
  readonly validation: number;
  /** Refit every so many sessions; in between the fitted model filters */
  readonly refitEvery: number;
};

/** Walk-forward scores beside the random walk's on the same sessions; errors relative to the previous close. */
export type WalkForwardScores = {
  readonly n: number;
  readonly rmse: number;
  readonly mae: number;
  readonly mape: number;
  readonly mase: number;
  readonly rmse_price: number;
  readonly random_walk_rmse: number;
  readonly random_walk_mae: number;
  readonly directional_accuracy: number | null;
  readonly majority_accuracy: number | null;
  readonly directional_n: number;
};

export type Candidate =
  | { readonly spec: ModelSpec; readonly scores: WalkForwardScores; readonly failure?: never }
  | { readonly spec: ModelSpec; readonly scores?: never; readonly failure: string };

/** Scores every specification on the same sessions; one that fails says why and stops nobody else. */
export function scoreCandidates(
  specs: readonly ModelSpec[],
  data: TrainingData,
  options: WalkForwardOptions,
): Candidate[] {
  return specs.map(spec => {
    try {
      return { spec, scores: walkForwardScores(spec, data, options) };
    } catch (error) {
      return { spec, failure: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** The scored candidate with the lowest walk-forward RMSE; the earlier one where two are equal. */
export function best(candidates: readonly Candidate[]): (Candidate & { scores: WalkForwardScores }) | undefined {
  let winner: (Candidate & { scores: WalkForwardScores }) | undefined;
  for (const candidate of candidates) {
    if (candidate.scores && (!winner || candidate.scores.rmse < winner.scores.rmse)) winner = candidate;
  }
  return winner;
}

type Opened = { readonly predictor: Predictor; readonly data: TrainingData; readonly featureSet: string | undefined };

/** One-step forecasts of the newest `validation` sessions, each made from what came before it. */
function walkForwardScores(spec: ModelSpec, data: TrainingData, options: WalkForwardOptions): WalkForwardScores {
  const n = data.close.length;
  const firstOrigin = Math.max(1, n - options.validation);
  const { origins, forecasts } = walkForward(
    { n, firstOrigin, refitEvery: options.refitEvery, horizon: 1, window: options.window },
    {
      fit: (from, to): Opened => open(spec.fit(slice(data, from, to)), data, from, to),
      extend: (model, t) => {
        model.predictor.push(observation(model.data, t, model.featureSet));
        return model;
      },
      forecast: model => [model.predictor.forecast(1, 0.9)[0]?.mean ?? Number.NaN],
    },
  );
  const targets = Array.from(origins);
  return scoresOf(
    relativeChanges(data.close.subarray(0, firstOrigin)),
    targets.map(t => data.close[t] ?? Number.NaN),
    targets.map((_, i) => forecasts[i]?.[0] ?? Number.NaN),
    targets.map(t => data.close[t - 1] ?? Number.NaN),
  );
}

/** Opens a fitted model and lets it see rows [from, to) of the data. */
function open(model: FittedModel, data: TrainingData, from: number, to: number): Opened {
  const predictor = model.start();
  for (let t = from; t < to; t++) predictor.push(observation(data, t, model.featureSet));
  return { predictor, data, featureSet: model.featureSet };
}

function observation(data: TrainingData, t: number, featureSet: string | undefined): Observation {
  const close = data.close[t] ?? Number.NaN;
  const rows = featureSet === undefined ? undefined : data.features.get(featureSet);
  return rows ? { close, features: featureRow(rows, t) } : { close };
}

const relativeChanges = (close: Float64Array): Float64Array =>
  close.subarray(1).map((value, t) => value / (close[t] ?? Number.NaN) - 1);

/** @param inSample relative changes before the first scored session: the scale of MASE is their mean absolute value */
function scoresOf(inSample: Float64Array, actual: number[], forecast: number[], previous: number[]): WalkForwardScores {
  const relative = (of: number[]) => of.map((value, i) => (value - (actual[i] ?? 0)) / (previous[i] ?? 1));
  const zeros = actual.map(() => 0);
  const model = relative(forecast);
  const walk = relative(previous);
  const direction = directionalAccuracy(
    actual.map((value, i) => value - (previous[i] ?? 0)),
    forecast.map((value, i) => value - (previous[i] ?? 0)),
  );
  return {
    n: actual.length,
    rmse: rmse(model, zeros),
    mae: mae(model, zeros),
    mape: mape(actual, forecast),
    mase: mase(model, zeros, mae(inSample, new Float64Array(inSample.length))),
    rmse_price: rmse(actual, forecast),
    random_walk_rmse: rmse(walk, zeros),
    random_walk_mae: mae(walk, zeros),
    directional_accuracy: direction.n > 0 ? direction.accuracy : null,
    majority_accuracy: direction.n > 0 ? direction.majority : null,
    directional_n: direction.n,
  };
}
