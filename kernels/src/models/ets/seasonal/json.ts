import type { SeasonalEtsFit, SeasonalEtsModel } from '../../fit.ts';
import type { Reader } from '../../json-reader.ts';
import { LEAST_DAMPING, MOST_DAMPING } from '../specification.ts';
import { seasonalEtsFit } from './fit-seasonal-ets.ts';
import { MOST_PERIOD, SEASONAL_MODELS, SEASONAL_SPECIFICATIONS } from './specification.ts';

/** @throws RangeError when a field is missing, out of its range, or not one that the model has */
export function seasonalEtsFromJson(read: Reader): SeasonalEtsFit {
  const model = read.text('model') as SeasonalEtsModel;
  if (!Object.hasOwn(SEASONAL_SPECIFICATIONS, model)) {
    throw new RangeError(`json.model must be one of ${SEASONAL_MODELS.join(', ')}, got ${model}`);
  }
  const { trend } = SEASONAL_SPECIFICATIONS[model];
  const period = read.integer('period', 2, MOST_PERIOD);
  const alpha = read.finite('alpha', 0, 1);
  const point = {
    alpha,
    beta: trend === 'N' ? read.finite('beta', 0, 0) : read.finite('beta', 0, alpha),
    gamma: read.finite('gamma', 0, 1),
    phi: trend === 'Ad' ? read.finite('phi', LEAST_DAMPING, MOST_DAMPING) : read.finite('phi', 1, 1),
    level: read.finite('initialLevel'),
    slope: trend === 'N' ? read.finite('initialSlope', 0, 0) : read.finite('initialSlope'),
    season: Float64Array.from(read.list('initialSeason', period)),
  };
  const scores = {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
  };
  const state = read.object('state');
  return {
    ...seasonalEtsFit(model, point, read.finite('firstValue'), scores),
    state: {
      observed: state.integer('observed', 0),
      level: state.finite('level'),
      slope: state.finite('slope'),
      season: state.list('season', period),
    },
  };
}
