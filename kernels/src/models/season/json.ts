import type { AdjustedFit, Fit, MeanFit } from '../fit.ts';
import { type Reader, reader } from '../json-reader.ts';
import { checkedType, type SeasonType } from './decompose.ts';
import { adjustedFit } from './fit-adjusted.ts';

/** @param fitFrom reads the inner model, of whatever kind it is */
export function adjustedFromJson(read: Reader, fitFrom: (read: Reader) => Fit): AdjustedFit {
  const type = checkedType(read.text('type') as SeasonType);
  const indices = read.list('indices');
  if (indices.length < 2) throw new RangeError(`json.indices must hold at least 2 values, got ${indices.length}`);
  const low = type === 'multiplicative' ? indices.findIndex(index => !(index > 0)) : -1;
  if (low >= 0) throw new RangeError(`json.indices[${low}] must be above 0, got ${indices[low]}`);
  const inner = innerOf(fitFrom(read.object('inner')));
  const state = read.object('state');
  // A state is read as part of its fit: the inner model's own reader knows what belongs to it.
  const standing = { ...(read.value('inner') as object), state: state.value('inner') };
  const moved = innerOf(fitFrom(reader(standing, 'json.inner with json.state')));
  return {
    ...adjustedFit(type, indices, inner),
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
    state: { observed: state.integer('observed', 0), inner: moved.state },
  };
}

function innerOf(fit: Fit): MeanFit {
  if ('state' in fit && fit.kind !== 'mean-variance') return fit;
  throw new RangeError(`json.inner.kind must be a model of expected values, got ${fit.kind}`);
}
