import {
  drift,
  fitArima,
  fitAutoArima,
  fitDamped,
  fitDynamicTheta,
  fitEts,
  fitHolt,
  fitRecommended,
  fitSes,
  fitTheta,
  type MeanFit,
  naive,
} from '@nextclose/kernels';
import { AppError } from '#shared';
import type { TrainingData } from './data.ts';
import { fitGbdtModel, type GbdtArtifact, openGbdtModel } from './gbdt-model.ts';
import type { FittedModel } from './ports.ts';
import { openPriceModel, type PriceArtifact, priceModel } from './price-model.ts';
import { fitRidgeModel, openRidgeModel, type RidgeArtifact } from './ridge-model.ts';

/** A candidate's recipe: what to fit, not yet fitted. */
export type ModelSpec = {
  readonly name: string;
  readonly priceOnly: boolean;
  readonly featureSet?: string;
  /** @throws AppError or RangeError when the data cannot carry the model */
  fit(data: TrainingData): FittedModel;
};

/** The yardstick: tomorrow's close is today's. */
export const RANDOM_WALK = 'naive';

/** The candidates of a training unless the configuration names others. */
export const DEFAULT_SPECS: readonly string[] = [
  RANDOM_WALK,
  'drift',
  'ses',
  'arima(1,1,1)',
  'arima(2,1,2)',
  'ridge(core@1)',
];

/** Models of log prices that a name alone specifies. */
const BY_NAME: ReadonlyMap<string, (y: ArrayLike<number>) => MeanFit> = new Map<
  string,
  (y: ArrayLike<number>) => MeanFit
>([
  ['naive', naive],
  ['drift', drift],
  ['ses', fitSes],
  ['holt', fitHolt],
  ['damped', fitDamped],
  ['ets', y => fitEts(y)],
  ['theta', fitTheta],
  ['dynamic-theta', y => fitDynamicTheta(y)],
  ['auto-arima', y => fitAutoArima(y)],
  ['recommended', y => fitRecommended(y)],
]);

const ARIMA = /^arima\((\d),(\d),(\d)\)$/;
const ON_FEATURES = /^(ridge|gbdt)\(([a-z0-9-]+@\d+)\)$/;

/**
 * Reads a specification's name, such as `naive`, `drift`, `ses`, `arima(2,1,2)`, `ridge(core@1)` or `gbdt(core@1)`.
 * @throws AppError INVALID_INPUT that names the value and what would be accepted
 */
export function parseSpec(name: string): ModelSpec {
  const fit = BY_NAME.get(name);
  if (fit) return priceSpec(name, fit);
  const order = ARIMA.exec(name)?.slice(1).map(Number);
  // Near-unit roots that nearly cancel win likelihood on a training window and nothing after it.
  if (order) {
    const [p = 0, d = 0, q = 0] = order;
    if (p <= 5 && d <= 2 && q <= 5) {
      return priceSpec(name, y => fitArima(y, { order: [p, d, q], admissible: true }));
    }
  }
  const [, family, featureSet] = ON_FEATURES.exec(name) ?? [];
  if (featureSet) {
    const fitModel = family === 'gbdt' ? fitGbdtModel : fitRidgeModel;
    return { name, priceOnly: false, featureSet, fit: data => fitModel(name, featureSet, data) };
  }
  throw new AppError('INVALID_INPUT', `"${name}" is not a model`, {
    field: 'model',
    accepted: `${[...BY_NAME.keys()].join(', ')}, arima(p,d,q) with p, q up to 5 and d up to 2, ridge(core@1), gbdt(core@1)`,
  });
}

function priceSpec(name: string, fit: (y: ArrayLike<number>) => MeanFit): ModelSpec {
  return { name, priceOnly: true, fit: data => priceModel(name, fit(data.close.map(Math.log))) };
}

/**
 * Opens a stored artifact.
 * @throws AppError INVALID_INPUT when it is none of ours
 */
export function openModel(artifact: object): FittedModel {
  const family = (artifact as { family?: unknown }).family;
  if (family === 'price') return openPriceModel(artifact as PriceArtifact);
  if (family === 'ridge') return openRidgeModel(artifact as RidgeArtifact);
  if (family === 'gbdt') return openGbdtModel(artifact as GbdtArtifact);
  throw new AppError('INVALID_INPUT', `"${String(family)}" is not a model family`, { accepted: 'price, ridge, gbdt' });
}
