import type { ArimaFit, ArimaOptimum, ArimaState, SeasonalPart } from '../fit.ts';
import type { Reader } from '../json-reader.ts';
import { type Differences, differencesOf } from './differences.ts';
import { buildArima, checkOrder, checkSeason, type Season } from './parameters.ts';
import { polynomialsOf } from './polynomials.ts';

/** @throws RangeError when a field is missing, of the wrong length, or contradicts another */
export function arimaFromJson(read: Reader): ArimaFit {
  const [p, d, q] = read.list('order', 3) as [number, number, number];
  checkOrder([p, d, q]);
  const stored = read.object('partials');
  const partials = { ar: inside(stored.list('ar', p), 'ar'), ma: inside(stored.list('ma', q), 'ma') };
  const season = read.value('seasonal') === undefined ? undefined : seasonFromJson(read.object('seasonal'));
  const estimated = read.flag('hasConstant') && d + (season?.order[1] ?? 0) < 2;
  const mean = estimated ? read.finite('constant') : read.finite('constant', 0, 0);
  const constant = estimated ? mean : undefined;
  const scores = {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
    optimum: optimumFromJson(read),
  };
  const fit = buildArima([p, d, q], partials, constant, scores, season);
  agree(read.list('ar', p), fit.ar, 'ar');
  agree(read.list('ma', q), fit.ma, 'ma');
  if (fit.seasonal) agreeSeason(read.object('seasonal'), fit.seasonal);
  const { ar, ma } = polynomialsOf(fit);
  const state = stateFromJson(read.object('state'), ar.length, ma.length, differencesOf(fit), season !== undefined);
  return { ...fit, state };
}

/** Fits stored before it was written lack it. */
function optimumFromJson(read: Reader): ArimaOptimum | undefined {
  if (read.value('optimum') === undefined) return undefined;
  const optimum = read.text('optimum');
  if (optimum !== 'unrestricted' && optimum !== 'admissible') {
    throw new RangeError(`json.optimum must be unrestricted or admissible, got ${optimum}`);
  }
  return optimum;
}

function seasonFromJson(read: Reader): Season {
  const [P, D, Q] = read.list('order', 3) as [number, number, number];
  const period = read.integer('period', 2, 52);
  const season = { order: [P, D, Q] as const, period };
  checkSeason(season);
  const stored = read.object('partials');
  return {
    ...season,
    partials: { ar: inside(stored.list('ar', P), 'ar'), ma: inside(stored.list('ma', Q), 'ma') },
  };
}

function agreeSeason(read: Reader, { ar, ma }: SeasonalPart): void {
  agree(read.list('ar', ar.length), ar, 'seasonal.ar');
  agree(read.list('ma', ma.length), ma, 'seasonal.ma');
}

function stateFromJson(
  read: Reader,
  p: number,
  q: number,
  { regular, lost }: Differences,
  seasonal: boolean,
): ArimaState {
  const observed = read.integer('observed', 0);
  const weights = read.list('weights');
  const m = weights.length === 0 ? 0 : Math.max(p, q);
  return {
    observed,
    tails: read.list('tails', Math.max(0, Math.min(observed - (lost - regular), regular))),
    ...(seasonal ? { seasonTails: read.list('seasonTails', Math.min(observed, lost - regular)) } : {}),
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
