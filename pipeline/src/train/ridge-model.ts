import { fitRidge, fromJSON, predictRidge, type RidgeFit, toJSON } from '@nextclose/kernels';
import { AppError } from '#shared';
import { featureRow, type TrainingData } from './data.ts';
import type { FittedModel, Predictor } from './ports.ts';
import { logNormalSteps, tooShort } from './price-model.ts';

/** Horizons that have coefficients of their own (direct forecasts); beyond them the last one goes on at the mean return. */
const DIRECT_HORIZONS = 5;

/**
 * The prior belief that the features explain 0.5 % of a day's variance. With k standardised features the ridge penalty whose
 * posterior mean is the ridge estimate is k (1 - R2) / R2 (Hoerl & Kennard 1970; Hastie, Tibshirani & Friedman 2009, §3.4.1).
 */
const PRIOR_R2 = 0.005;

export type RidgeArtifact = {
  readonly family: 'ridge';
  readonly spec: string;
  readonly featureSet: string;
  readonly fit: unknown;
  /** Residual variance of the log return over 1..DIRECT_HORIZONS sessions */
  readonly variance: readonly number[];
  readonly meanReturn: number;
};

/** Ridge regression of the log return over the next 1..5 sessions on one feature row. */
export function fitRidgeModel(spec: string, featureSet: string, data: TrainingData): FittedModel {
  const rows = data.features.get(featureSet);
  if (!rows) throw new AppError('INVALID_INPUT', `no rows of feature set "${featureSet}" were given to ${spec}`);
  const complete: number[] = [];
  for (let t = 0; t + DIRECT_HORIZONS < data.close.length; t++) {
    if (featureRow(rows, t).every(Number.isFinite)) complete.push(t);
  }
  const needed = 2 * (rows.columns + 1);
  if (complete.length < needed) throw tooShort(spec, needed, complete.length);

  const x = new Float64Array(complete.length * rows.columns);
  for (const [i, t] of complete.entries()) x.set(featureRow(rows, t), i * rows.columns);
  const targets = Array.from({ length: DIRECT_HORIZONS }, (_, h) =>
    Float64Array.from(complete, t => logReturn(data.close, t, t + h + 1)),
  );
  const penalty = (rows.columns * (1 - PRIOR_R2)) / PRIOR_R2;
  const fit = fitRidge({ data: x, columns: rows.columns }, targets, { penalty });
  const first = complete[0] ?? 0;
  const last = data.close.length - 1;
  return ridgeModel({
    family: 'ridge',
    spec,
    featureSet,
    fit: toJSON(fit),
    // kernels give the maximum-likelihood variance; an interval wants the one corrected for the coefficients it cost
    variance: fit.targets.map(({ sigma2 }) => (sigma2 * complete.length) / (complete.length - rows.columns - 1)),
    meanReturn: logReturn(data.close, first, last) / (last - first),
  });
}

/** @throws RangeError when the fit inside is not one */
export const openRidgeModel = (artifact: RidgeArtifact): FittedModel => ridgeModel(artifact);

function ridgeModel(artifact: RidgeArtifact): FittedModel {
  const { spec, featureSet } = artifact;
  const fit = fromJSON(artifact.fit);
  if (fit.kind !== 'ridge') throw new RangeError(`${spec} must hold a ridge fit, got "${fit.kind}"`);
  return {
    spec,
    featureSet,
    priceOnly: false,
    minimum: 1,
    start: () => ridgePredictor(artifact, fit),
    toJSON: () => artifact,
  };
}

function ridgePredictor(artifact: RidgeArtifact, fit: RidgeFit): Predictor {
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
        throw new AppError('SERIES_TOO_SHORT', `${artifact.spec} needs a complete row of ${artifact.featureSet}`);
      }
      const returns = predictRidge(fit, row);
      const { mean, variance } = path(returns, artifact, horizon);
      return logNormalSteps(close, mean, variance, level);
    },
  };
}

function path(returns: Float64Array, { variance, meanReturn }: RidgeArtifact, horizon: number) {
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
