import type { EtsFit, EtsModel } from '../fit.ts';
import type { Reader } from '../json-reader.ts';
import { etsFit } from './fit-ets.ts';
import { ETS_MODELS, LEAST_DAMPING, MOST_DAMPING, SPECIFICATIONS } from './specification.ts';

/** @throws RangeError when a field is missing, out of its range, or not one that the model has */
export function etsFromJson(read: Reader): EtsFit {
  const model = read.text('model') as EtsModel;
  if (!Object.hasOwn(SPECIFICATIONS, model)) {
    throw new RangeError(`json.model must be one of ${ETS_MODELS.join(', ')}, got ${model}`);
  }
  const { trend } = SPECIFICATIONS[model];
  const alpha = read.finite('alpha', 0, 1);
  const point = {
    alpha,
    beta: trend === 'N' ? read.finite('beta', 0, 0) : read.finite('beta', 0, alpha),
    phi: trend === 'Ad' ? read.finite('phi', LEAST_DAMPING, MOST_DAMPING) : read.finite('phi', 1, 1),
    level: read.finite('initialLevel'),
    slope: trend === 'N' ? read.finite('initialSlope', 0, 0) : read.finite('initialSlope'),
  };
  const scores = {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
  };
  const state = read.object('state');
  return {
    ...etsFit(model, point, scores),
    state: {
      observed: state.integer('observed', 0),
      level: state.finite('level'),
      slope: state.finite('slope'),
      uncertainty: state.list('uncertainty', 3) as [number, number, number],
    },
  };
}
