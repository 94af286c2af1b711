import type { CombinationFit, CombinationMethod, Fit, MeanFit } from '../fit.ts';
import { type Reader, reader } from '../json-reader.ts';
import { COMBINATION_METHODS, combinationFit } from './fit-combination.ts';

/** @param fitFrom reads a member, of whatever kind it is */
export function combinationFromJson(read: Reader, fitFrom: (read: Reader) => Fit): CombinationFit {
  const method = read.text('method') as CombinationMethod;
  if (!COMBINATION_METHODS.includes(method)) {
    throw new RangeError(`json.method must be one of ${COMBINATION_METHODS.join(', ')}, got ${method}`);
  }
  const members = read.objects('members').map(member => memberOf(fitFrom(member)));
  if (members.length === 0) throw new RangeError('json.members must hold at least 1 model, got 0');
  const weights = read.list('weights', members.length);
  const state = read.object('state');
  const standing = states(state.value('members'), members.length);
  const moved = standing.map((inner, i) => {
    // A state is read as part of its fit: the member's own reader knows what belongs to it.
    const member = { ...((read.value('members') as object[])[i] as object), state: inner };
    return memberOf(fitFrom(reader(member, `json.members[${i}] with json.state`))).state;
  });
  return {
    ...combinationFit(method, weights, members),
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
    state: { observed: state.integer('observed', 0), members: moved },
  };
}

function states(value: unknown, length: number): unknown[] {
  if (Array.isArray(value) && value.length === length) return value;
  throw new RangeError(`json.state.members must be an array of ${length}, got ${String(value)}`);
}

function memberOf(fit: Fit): MeanFit {
  if ('state' in fit && fit.kind !== 'mean-variance') return fit;
  throw new RangeError(`json.members must be models of expected values, got ${fit.kind}`);
}
