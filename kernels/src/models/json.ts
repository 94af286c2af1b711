import { arimaFromJson } from './arima/json.ts';
import { regressionFromJson } from './arima/regression.ts';
import { combinationFromJson } from './combine/json.ts';
import { etsFromJson } from './ets/json.ts';
import { seasonalEtsFromJson } from './ets/seasonal/json.ts';
import type { DriftFit, Fit, NaiveFit, RidgeFit, SesFit } from './fit.ts';
import { gbdtFromJson } from './gbdt/json.ts';
import { encode, type Json, type Reader, reader } from './json-reader.ts';
import { meanVarianceFromJson } from './mean-variance/json.ts';
import { adjustedFromJson } from './season/json.ts';
import { seasonalNaiveFromJson } from './seasonal-naive.ts';
import { thetaFromJson } from './theta.ts';
import { dynamicThetaFromJson } from './theta-dynamic/json.ts';

const VERSION = 1;

const KINDS: Readonly<Record<Fit['kind'], (read: Reader) => Fit>> = {
  naive: naiveFromJson,
  drift: driftFromJson,
  'seasonal-naive': seasonalNaiveFromJson,
  ses: sesFromJson,
  ets: etsFromJson,
  'seasonal-ets': seasonalEtsFromJson,
  theta: read => thetaFromJson(read, sesFromJson),
  'dynamic-theta': dynamicThetaFromJson,
  arima: arimaFromJson,
  'arima-regression': read => regressionFromJson(read, arimaFromJson),
  adjusted: read => adjustedFromJson(read, fromReader),
  combination: read => combinationFromJson(read, fromReader),
  'mean-variance': read => meanVarianceFromJson(read, fromReader),
  ridge: ridgeFromJson,
  gbdt: gbdtFromJson,
};

/** A fit as a JSON value for `JSON.stringify`; `fromJSON` gives back the same bits, NaN, infinities and -0 included. */
export function toJSON(fit: Fit): { readonly [key: string]: Json } {
  return { version: VERSION, ...(encode(fit) as { readonly [key: string]: Json }) };
}

/**
 * The fit that `toJSON` wrote.
 * @throws RangeError for anything else: it names the field and what is accepted
 */
export function fromJSON(json: unknown): Fit {
  const read = reader(json);
  read.integer('version', VERSION, VERSION);
  return fromReader(read);
}

function fromReader(read: Reader): Fit {
  const kind = read.text('kind');
  if (!Object.hasOwn(KINDS, kind)) {
    throw new RangeError(`json.kind must be one of ${Object.keys(KINDS).join(', ')}, got ${kind}`);
  }
  return KINDS[kind as Fit['kind']](read);
}

function naiveFromJson(read: Reader): NaiveFit {
  return { kind: 'naive', name: 'naive', parameters: {}, ...scores(read), state: lastValue(read.object('state')) };
}

function driftFromJson(read: Reader): DriftFit {
  const slope = read.finite('slope');
  const state = lastValue(read.object('state'));
  return { kind: 'drift', name: 'drift', parameters: { slope }, slope, ...scores(read), state };
}

function sesFromJson(read: Reader): SesFit {
  const alpha = read.finite('alpha', 0, 1);
  const initialLevel = read.finite('initialLevel');
  const state = read.object('state');
  return {
    kind: 'ses',
    name: 'ses',
    parameters: { alpha, initialLevel },
    ...scores(read),
    alpha,
    initialLevel,
    state: {
      observed: state.integer('observed', 0),
      level: state.finite('level'),
      uncertainty: state.finite('uncertainty', 0, 1),
    },
  };
}

function ridgeFromJson(read: Reader): RidgeFit {
  const means = read.list('means');
  const targets = read.objects('targets').map(target => ({
    intercept: target.finite('intercept'),
    weights: target.list('weights', means.length),
    sigma2: target.finite('sigma2', 0),
  }));
  if (targets.length === 0) throw new RangeError('json.targets must hold at least 1 target, got 0');
  const penalty = read.finite('penalty', 0);
  return { kind: 'ridge', name: 'ridge', penalty, nobs: read.integer('nobs', 1), means, targets };
}

/** What the likelihood said; shared by every model of a series. */
function scores(read: Reader) {
  return {
    sigma2: read.finite('sigma2', 0),
    logLikelihood: read.number('logLikelihood'),
    aicc: read.number('aicc'),
    nobs: read.integer('nobs', 0),
  };
}

const lastValue = (read: Reader) => ({ observed: read.integer('observed', 0), last: read.finite('last') });
