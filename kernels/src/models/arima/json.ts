import type { ArimaFit, ArimaState } from '../fit.ts';
import type { Reader } from '../json-reader.ts';
import { buildArima, checkOrder } from './parameters.ts';

/** @throws RangeError when a field is missing, of the wrong length, or contradicts another */
export function arimaFromJson(read: Reader): ArimaFit {
  const [p, d, q] = read.list('order', 3) as [number, number, number];
  checkOrder([p, d, q]);
  const stored = read.object('partials');
  const partials = { ar: inside(stored.list('ar', p), 'ar'), ma: inside(stored.list('ma', q), 'ma') };
  const estimated = read.flag('hasConstant') && d < 2;
  const mean = estimated ? read.finite('constant') : read.finite('constant', 0, 0);
  const constant = estimated ? mean : undefined;
  const fit = buildArima([p, d, q], partials, constant, {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
  });
  agree(read.list('ar', p), fit.ar, 'ar');
  agree(read.list('ma', q), fit.ma, 'ma');
  return { ...fit, state: stateFromJson(read.object('state'), p, d, q) };
}

function stateFromJson(read: Reader, p: number, d: number, q: number): ArimaState {
  const observed = read.integer('observed', 0);
  const weights = read.list('weights');
  const m = weights.length === 0 ? 0 : Math.max(p, q);
  return {
    observed,
    tails: read.list('tails', Math.min(observed, d)),
    values: read.list('values', p),
    residuals: read.list('residuals', q),
    weights: read.list('weights', m),
    presample: read.list('presample', m),
    root: read.list('root', m * m),
  };
}

function inside(partials: number[], name: string): number[] {
  const bad = partials.find(value => !(Math.abs(value) < 1));
  if (bad !== undefined)
    throw new RangeError(`json.partials.${name} must be within -1 to 1, both excluded, got ${bad}`);
  return partials;
}

function agree(stored: readonly number[], derived: readonly number[], name: string): void {
  stored.forEach((value, i) => {
    if (!Object.is(value, derived[i])) {
      throw new RangeError(`json.${name}[${i}] must be ${derived[i]}, which follows from json.partials, got ${value}`);
    }
  });
}
