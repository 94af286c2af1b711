import type { Fit, MeanFit, MeanVarianceFit } from '../fit.ts';
import { garchFromReader, garchStateFromReader } from '../garch/json.ts';
import { type Reader, reader } from '../json-reader.ts';
import { garchParametersOf } from './fit-mean-variance.ts';

/** @param fitFrom reads the mean model, of whatever kind it is */
export function meanVarianceFromJson(read: Reader, fitFrom: (read: Reader) => Fit): MeanVarianceFit {
  const mean = meanOf(fitFrom(read.object('mean')));
  const errors = garchFromReader(read.object('errors'));
  const state = read.object('state');
  // A state is read as part of its fit: the mean model's own reader knows what belongs to it.
  const standing = { ...(read.value('mean') as object), state: state.value('mean') };
  const moved = meanOf(fitFrom(reader(standing, 'json.mean with json.state')));
  return {
    kind: 'mean-variance',
    name: `${mean.name} + ${errors.name}`,
    parameters: { ...mean.parameters, ...garchParametersOf(errors) },
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
    mean,
    errors,
    state: {
      observed: state.integer('observed', 0),
      mean: moved.state,
      errors: garchStateFromReader(state.object('errors')),
    },
  };
}

function meanOf(fit: Fit): MeanFit {
  if ('state' in fit && fit.kind !== 'mean-variance') return fit;
  throw new RangeError(`json.mean.kind must be a model of expected values, got ${fit.kind}`);
}
