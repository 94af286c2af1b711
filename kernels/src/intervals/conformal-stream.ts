import { integer } from '../math/check.ts';
import { encode, type Reader } from '../models/json-reader.ts';
import {
  type ConformalIntervals,
  type ConformalOptions,
  type ConformalState,
  type Settled,
  setWithin,
} from './conformal.ts';
import { type ScoreWindow, scoreWindow } from './score-window.ts';

/** What one conformal method adds to the stream: how its quantile moves. */
export interface Rule {
  /** Of the scores; what is below 0 makes an empty set, Infinity an infinite one. */
  quantile(): number;
  /** After the score has entered the window. */
  learn(covered: boolean): void;
  /** Finite numbers from which `makeRule` goes on. */
  memory(): readonly number[];
}

/** @param memory of a saved rule; undefined at the start */
export type MakeRule = (window: ScoreWindow, memory: readonly number[] | undefined) => Rule;

type Pending = { readonly due: number; readonly mean: number; readonly scale: number; readonly quantile: number };

export const VERSION = 1;
const WINDOW = 250;
const MOST_SCORE = 1e150;

/**
 * The part that all methods share: forecasts wait for their labels, scores enter the window, state is JSON.
 * @param kind with `own`, the options of the method's own, what `conformalFromJSON` needs to make the rule again
 */
export function conformalStream(
  kind: string,
  options: ConformalOptions,
  own: { readonly [name: string]: number },
  makeRule: MakeRule,
  saved?: Reader,
): ConformalIntervals {
  const { level } = options;
  checkLevel(level);
  const horizon = integer('horizon', options.horizon ?? 1, 1);
  const size = integer('window', options.window ?? WINDOW, 1);
  const window = scoreWindow(size);
  for (const score of checkedScores(saved ? saved.list('scores') : (options.scores ?? []))) window.push(score);
  const rule = makeRule(window, saved?.list('memory'));
  let session = saved ? saved.integer('session', 0) : 0;
  let pending = saved ? saved.objects('pending').map(pendingFromJson) : [];
  return {
    interval(mean, scale) {
      if (!Number.isFinite(mean)) throw new RangeError(`mean must be a finite number, got ${String(mean)}`);
      if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`scale must be a finite number above 0, got ${String(scale)}`);
      }
      const quantile = rule.quantile();
      const due = session + horizon;
      pending = [...pending.filter(each => each.due !== due), { due, mean, scale, quantile }];
      return setWithin(mean, scale, quantile);
    },
    push({ actual }) {
      const forecast = pending.find(each => each.due === session + 1);
      const settled = actual === undefined ? undefined : settle(forecast, actual);
      session++;
      pending = pending.filter(each => each.due > session);
      if (!settled) return undefined;
      window.push(settled.score);
      rule.learn(settled.covered);
      return settled;
    },
    toJSON() {
      const state = { level, horizon, window: size, ...own, scores: window.scores(), memory: [...rule.memory()] };
      return { version: VERSION, kind, ...(encode({ ...state, session, pending }) as ConformalState) };
    },
  };
}

function settle(forecast: Pending | undefined, actual: number): Settled | undefined {
  if (!Number.isFinite(actual)) throw new RangeError(`actual must be a finite number, got ${String(actual)}`);
  if (!forecast) return undefined;
  const { mean, scale, quantile } = forecast;
  const score = Math.abs(actual - mean) / scale;
  if (!(score < MOST_SCORE)) throw new RangeError(`actual must be within 1e150 scales of the mean, got ${actual}`);
  const issued = setWithin(mean, scale, quantile);
  return { ...issued, mean, scale, actual, score, covered: actual >= issued.lower && actual <= issued.upper };
}

function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be above 0 and below 1, got ${String(level)}`);
}

function checkedScores(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (score, i) => {
    if (score >= 0 && score < MOST_SCORE) return score;
    throw new RangeError(`scores[${i}] must be 0 or more and below 1e150, got ${String(score)}`);
  });
}

const pendingFromJson = (read: Reader): Pending => ({
  due: read.integer('due', 0),
  mean: read.finite('mean'),
  scale: read.finite('scale', Number.MIN_VALUE),
  quantile: read.number('quantile'),
});
