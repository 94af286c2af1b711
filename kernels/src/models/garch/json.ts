import { encode, type Json, type Reader, reader } from '../json-reader.ts';
import type { GarchFit, GarchState } from './garch-fit.ts';

const VERSION = 1;

/** A fit as a JSON value for `JSON.stringify`; `garchFromJSON` gives back the same bits. */
export function garchToJSON(fit: GarchFit): { readonly [key: string]: Json } {
  return { version: VERSION, ...(encode(fit) as { readonly [key: string]: Json }) };
}

/**
 * The fit that `garchToJSON` wrote.
 * @throws RangeError for anything else: it names the field and what is accepted
 */
export function garchFromJSON(json: unknown): GarchFit {
  const read = reader(json);
  read.integer('version', VERSION, VERSION);
  return garchFromReader(read);
}

/** A fit inside another one's JSON. */
export function garchFromReader(read: Reader): GarchFit {
  if (read.text('kind') !== 'garch') throw new RangeError(`json.kind must be garch, got ${read.text('kind')}`);
  const asymmetry = read.flag('asymmetry');
  const alpha1 = read.finite('alpha1', 0);
  const beta1 = read.finite('beta1', 0, 1);
  const gamma1 = asymmetry ? read.finite('gamma1', -alpha1) : read.finite('gamma1', 0, 0);
  return {
    kind: 'garch',
    name: read.text('name'),
    mu: read.finite('mu'),
    omega: read.finite('omega', 0),
    alpha1,
    beta1,
    gamma1,
    ...law(read),
    asymmetry,
    persistence: read.finite('persistence', 0),
    logLikelihood: read.finite('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 1),
    initialVariance: read.finite('initialVariance', 0),
    state: garchStateFromReader(read.object('state')),
  };
}

export const garchStateFromReader = (read: Reader): GarchState => ({
  observed: read.integer('observed', 0),
  variance: read.finite('variance', 0),
});

function law(read: Reader): Pick<GarchFit, 'distribution' | 'shape'> {
  const distribution = read.text('distribution');
  if (distribution === 't') return { distribution, shape: read.finite('shape', 2) };
  if (distribution !== 'normal') throw new RangeError(`json.distribution must be normal or t, got ${distribution}`);
  const shape = read.number('shape');
  if (shape !== Number.POSITIVE_INFINITY) throw new RangeError(`json.shape must be Infinity, got ${shape}`);
  return { distribution, shape };
}
