import type { Matrix } from '@nextclose/kernels';
import { AppError } from '#shared';
import { featureRow, type TrainingData } from './data.ts';
import type { FittedModel, Predictor } from './ports.ts';
import { logNormalSteps, tooShort } from './price-model.ts';

/** Horizons that are fitted on their own (direct forecasts); beyond them the last one goes on at the mean return. */
const DIRECT_HORIZONS = 5;

/** What a model of feature rows is fitted on. */
export type DirectRows = {
  readonly x: Matrix;
  /** Per horizon 1..DIRECT_HORIZONS, the log return from each row's session on */
  readonly targets: readonly Float64Array[];
  /** Of one session, over all rows */
  readonly meanReturn: number;
};

/** What a stored model of feature rows holds besides its fit. */
export type DirectParts = {
  readonly spec: string;
  readonly featureSet: string;
  /** Variance of the forecast errors of the log return over 1..DIRECT_HORIZONS sessions */
  readonly variance: readonly number[];
  readonly meanReturn: number;
};

/**
 * The complete rows of a feature set whose targets are known.
 * @throws AppError SERIES_TOO_SHORT when there are fewer than `needed(columns)`
 */
export function directRows(
  spec: string,
  featureSet: string,
  data: TrainingData,
  needed: (columns: number) => number,
): DirectRows {
  const rows = data.features.get(featureSet);
  if (!rows) throw new AppError('INVALID_INPUT', `no rows of feature set "${featureSet}" were given to ${spec}`);
  const complete: number[] = [];
  for (let t = 0; t + DIRECT_HORIZONS < data.close.length; t++) {
    if (featureRow(rows, t).every(Number.isFinite)) complete.push(t);
  }
  const least = needed(rows.columns);
  if (complete.length < least) throw tooShort(spec, least, complete.length);

  const x = new Float64Array(complete.length * rows.columns);
  for (const [i, t] of complete.entries()) x.set(featureRow(rows, t), i * rows.columns);
  const targets = Array.from({ length: DIRECT_HORIZONS }, (_, h) =>
    Float64Array.from(complete, t => logReturn(data.close, t, t + h + 1)),
  );
  const first = complete[0] ?? 0;
  const last = data.close.length - 1;
  const meanReturn = logReturn(data.close, first, last) / (last - first);
  return { x: { data: x, columns: rows.columns }, targets, meanReturn };
}

/** A model that forecasts the log return over each of 1..DIRECT_HORIZONS sessions from one feature row. */
export function directModel<Artifact extends DirectParts>(
  artifact: Artifact,
  predict: (row: ArrayLike<number>) => Float64Array,
): FittedModel {
  const { spec, featureSet } = artifact;
  return {
    spec,
    featureSet,
    priceOnly: false,
    minimum: 1,
    start: () => directPredictor(artifact, predict),
    toJSON: () => artifact,
  };
}

function directPredictor(parts: DirectParts, predict: (row: ArrayLike<number>) => Float64Array): Predictor {
  let observed = 0;
  let close = Number.NaN;
  let row: ArrayLike<number> | undefined;
  return {
    get observed() {
      return observed;
    },
    push(observation) {
      observed += 1;
      close = observation.close;
      row = observation.features;
    },
    forecast(horizon, level) {
      if (!row || !Array.from(row).every(Number.isFinite)) {
        throw new AppError('SERIES_TOO_SHORT', `${parts.spec} needs a complete row of ${parts.featureSet}`);
      }
      const { mean, variance } = path(predict(row), parts, horizon);
      return logNormalSteps(close, mean, variance, level);
    },
  };
}

function path(returns: Float64Array, { variance, meanReturn }: DirectParts, horizon: number) {
  const direct = returns.length;
  const mean = new Float64Array(horizon);
  const spread = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const beyond = Math.max(0, h + 1 - direct);
    const base = Math.min(h, direct - 1);
    mean[h] = (returns[base] ?? 0) + beyond * meanReturn;
    spread[h] = (variance[base] ?? 0) + beyond * (variance[0] ?? 0);
  }
  return { mean, variance: spread };
}

const logReturn = (close: Float64Array, from: number, to: number): number =>
  Math.log((close[to] ?? Number.NaN) / (close[from] ?? Number.NaN));
