import type { DynamicThetaFit, DynamicThetaModel } from '../fit.ts';
import type { Reader } from '../json-reader.ts';
import { LEAST_ALPHA, MOST_ALPHA } from './errors.ts';
import { DYNAMIC_THETA_MODELS, dynamicThetaFit } from './fit-dynamic-theta.ts';

/** @throws RangeError when a field is missing or out of its range */
export function dynamicThetaFromJson(read: Reader): DynamicThetaFit {
  const model = read.text('model') as DynamicThetaModel;
  if (!Object.hasOwn(DYNAMIC_THETA_MODELS, model)) {
    throw new RangeError(`json.model must be one of ${Object.keys(DYNAMIC_THETA_MODELS).join(', ')}, got ${model}`);
  }
  const fit = dynamicThetaFit({
    model,
    alpha: read.finite('alpha', LEAST_ALPHA, MOST_ALPHA),
    theta: read.finite('theta', 1),
    startOffset: read.finite('startOffset'),
    initialLevel: read.finite('initialLevel'),
    lineOffset: read.finite('lineOffset'),
    slope: read.finite('slope'),
  });
  const state = read.object('state');
  return {
    ...fit,
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
    state: {
      observed: state.integer('observed', 0),
      first: state.finite('first'),
      level: state.finite('level'),
      mean: state.finite('mean'),
      slope: state.finite('slope'),
    },
  };
}
