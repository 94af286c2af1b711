import { fitRidge, fromJSON, predictRidge, toJSON } from '@nextclose/kernels';
import type { TrainingData } from './data.ts';
import { type DirectParts, directModel, directRows } from './direct-model.ts';
import type { FittedModel } from './ports.ts';

/**
 * The prior belief that the features explain 0.5 % of a day's variance. With k standardised features the ridge penalty whose
 * posterior mean is the ridge estimate is k (1 - R2) / R2 (Hoerl & Kennard 1970; Hastie, Tibshirani & Friedman 2009, §3.4.1).
 */
const PRIOR_R2 = 0.005;

export type RidgeArtifact = DirectParts & { readonly family: 'ridge'; readonly fit: unknown };

/** Ridge regression of the log return over the next 1..5 sessions on one feature row. */
export function fitRidgeModel(spec: string, featureSet: string, data: TrainingData): FittedModel {
  const { x, targets, meanReturn } = directRows(spec, featureSet, data, columns => 2 * (columns + 1));
  const penalty = (x.columns * (1 - PRIOR_R2)) / PRIOR_R2;
  const fit = fitRidge(x, targets, { penalty });
  return openRidgeModel({
    family: 'ridge',
    spec,
    featureSet,
    fit: toJSON(fit),
    // kernels give the maximum-likelihood variance; an interval wants the one corrected for the coefficients it cost
    variance: fit.targets.map(({ sigma2 }) => (sigma2 * fit.nobs) / (fit.nobs - x.columns - 1)),
    meanReturn,
  });
}

/** @throws RangeError when the fit inside is not one */
export function openRidgeModel(artifact: RidgeArtifact): FittedModel {
  const fit = fromJSON(artifact.fit);
  if (fit.kind !== 'ridge') throw new RangeError(`${artifact.spec} must hold a ridge fit, got "${fit.kind}"`);
  return directModel(artifact, row => predictRidge(fit, row));
}
