import { fitGbdt, fromJSON, type GbdtFit, type Matrix, predictGbdt, rmse, toJSON } from '@nextclose/kernels';
import type { TrainingData } from './data.ts';
import { type DirectParts, directModel, directRows } from './direct-model.ts';
import type { FittedModel } from './ports.ts';

/** Trees of few leaves, many rows in each: the features of a day tell little about the next one. */
const TREES = { trees: 200, learningRate: 0.05, maxLeaves: 4, minLeafRows: 20 };
const PATIENCE = 20;
const LEAST_ROWS = 100;
const VALIDATION_SHARE = 0.2;

export type GbdtArtifact = DirectParts & {
  readonly family: 'gbdt';
  /** One per horizon */
  readonly fits: readonly unknown[];
};

/** Gradient boosting of the log return over the next 1..5 sessions on one feature row. */
export function fitGbdtModel(spec: string, featureSet: string, data: TrainingData): FittedModel {
  const { x, targets, meanReturn } = directRows(spec, featureSet, data, () => LEAST_ROWS);
  const horizons = targets.map((y, h) => fitHorizon(x, y, h + 1));
  return openGbdtModel({
    family: 'gbdt',
    spec,
    featureSet,
    fits: horizons.map(({ fit }) => toJSON(fit)),
    variance: horizons.map(({ variance }) => variance),
    meanReturn,
  });
}

/**
 * The newest rows say how many trees help, and how large the errors are on rows that no tree has seen; then all rows are
 * fitted with that many. Rows whose return reaches into the newest ones are left out of the first fit.
 */
function fitHorizon(x: Matrix, y: Float64Array, horizon: number): { fit: GbdtFit; variance: number } {
  const cut = Math.floor(y.length * (1 - VALIDATION_SHARE));
  const rows = (from: number, to?: number): Matrix => {
    return {
      data: x.data.subarray(from * x.columns, to === undefined ? undefined : to * x.columns),
      columns: x.columns,
    };
  };
  const seen = cut - horizon;
  const validation = { x: rows(cut), y: y.subarray(cut) };
  const early = fitGbdt(rows(0, seen), y.subarray(0, seen), {
    ...TREES,
    earlyStopping: { patience: PATIENCE, validation },
  });
  const variance = rmse(validation.y, predictGbdt(early, validation.x)) ** 2;
  if (early.trees.length === 0) return { fit: early, variance };
  return { fit: fitGbdt(x, y, { ...TREES, trees: early.trees.length }), variance };
}

/** @throws RangeError when a fit inside is not one */
export function openGbdtModel(artifact: GbdtArtifact): FittedModel {
  const fits = artifact.fits.map(json => {
    const fit = fromJSON(json);
    if (fit.kind !== 'gbdt') throw new RangeError(`${artifact.spec} must hold gbdt fits, got "${fit.kind}"`);
    return fit;
  });
  return directModel(artifact, row => {
    const x = { data: Float64Array.from(row), columns: row.length };
    return Float64Array.from(fits, fit => predictGbdt(fit, x)[0] ?? Number.NaN);
  });
}
