import { follows, levelOf, logReturns, noiseOf, type Point, splitsOf } from './series.ts';
import { confidenceOf, surprise } from './statistics.ts';
import type { RepairInput } from './types.ts';
import type { Verdict } from './values.ts';

/** A way in which a row's prices can be off: they are the true ones times e^offset. */
type Level = { readonly rule: 'block-hundredfold' | 'block-split' | undefined; readonly offset: number };

const SOUND: Level = { rule: undefined, offset: 0 };

/** Log odds against a change of level between two rows, an assumption: one in 3,000, once in twelve years. */
const CHANGE_COST = 8;
/** Where the ratio is that of a split on record the change has a cause, and one in 50 sessions is the odds. */
const SPLIT_CHANGE_COST = 4;

/** A newest run shorter than this, of which all history before differs, is itself the suspect. */
const TRUSTED_NEWEST = 5;

function levelsOf({ events }: RepairInput, noise: number): Level[] {
  const ratios = new Set(splitsOf(events).map(({ value }) => Math.abs(Math.log(value))));
  const hundred = Math.log(100);
  const both = (rule: Level['rule'], offset: number): Level[] => [
    { rule, offset },
    { rule, offset: -offset },
  ];
  // A ratio within a few days' noise cannot be told from trading.
  const splits = [...ratios].filter(ratio => ratio > 4 * noise && Math.abs(ratio - hundred) > noise);
  return [SOUND, ...both('block-hundredfold', hundred), ...splits.flatMap(ratio => both('block-split', ratio))];
}

const changeCost = (from: Level, to: Level): number => {
  if (from === to) return 0;
  const isSplit = from.rule !== 'block-hundredfold' && to.rule !== 'block-hundredfold';
  return isSplit ? SPLIT_CHANGE_COST : CHANGE_COST;
};

/**
 * The likeliest sequence of levels given the returns: Viterbi's algorithm (1967) over a hidden Markov chain whose newest state
 * is sound, since it is in the newest row's shares and currency that a series is stated.
 */
function decode(returns: readonly number[], levels: readonly Level[], noise: number): Level[] {
  let costs = levels.map(() => 0);
  const back: number[][] = [];
  for (const value of returns) {
    const from: number[] = [];
    costs = levels.map((to, k) => {
      let best = Number.POSITIVE_INFINITY;
      levels.forEach((level, j) => {
        const cost = (costs[j] ?? 0) + changeCost(level, to) + surprise(value - (to.offset - level.offset), noise);
        if (cost < best) {
          best = cost;
          from[k] = j;
        }
      });
      return best;
    });
    back.push(from);
  }
  let state = 0;
  const path = [SOUND];
  for (const from of back.toReversed()) {
    state = from[state] ?? 0;
    path.push(levels[state] ?? SOUND);
  }
  return path.reverse();
}

/** The same point with prices divided by e^offset; a split takes the volume with it, a currency does not. */
function rescaled(point: Point, { rule, offset }: Level): Point {
  const factor = Math.exp(-offset);
  const { open, high, low, close, volume, adjusted } = point;
  return {
    ...point,
    ...{ open: open * factor, high: high * factor, low: low * factor, close: close * factor },
    volume: rule === 'block-split' ? volume / factor : volume,
    adjusted: adjusted === undefined ? undefined : adjusted * factor,
  };
}

/** The returns that levels are read from: with dividends where an adjusted close has them, so that a large one is no jump. */
function levelReturns(points: readonly Point[]): number[] {
  const adjustedToo = points.every(({ adjusted }) => adjusted !== undefined);
  const level = (p: Point) => levelOf(p) * (adjustedToo && p.adjusted !== undefined ? p.adjusted / p.close : 1);
  return logReturns(points.map(level)).map((value, i) => (follows(points, i + 1) ? value : 0));
}

/** The level of each row. */
function pathOf(input: RepairInput, returns: readonly number[], noise: number): { path: Level[]; newest: boolean } {
  const path = decode(returns, levelsOf(input, noise), noise);
  const firstSound = path.indexOf(SOUND);
  const newest = firstSound > 0 && path.length - firstSound < Math.min(TRUSTED_NEWEST, firstSound);
  const suspect = newest ? path[firstSound - 1] : undefined;
  return { path: suspect === undefined ? path : path.map((_, i) => (i < firstSound ? SOUND : suspect)), newest };
}

/**
 * Runs of rows that are off by 100 or by the ratio of a split, each with its rows put right; a few newest rows of which all
 * history before differs are quarantined, until more of them have come.
 */
export function blocks(input: RepairInput, points: readonly Point[]): [Verdict, ...Verdict[]][] {
  if (points.length < 3) return [];
  const returns = levelReturns(points);
  const noise = noiseOf(returns);
  const { path, newest } = pathOf(input, returns, noise);
  const found: [Verdict, ...Verdict[]][] = [];
  points.forEach((point, i) => {
    const level = path[i];
    if (level === undefined || level.rule === undefined) return;
    const after = newest ? undefined : rescaled(point, level);
    const ratio = Math.exp(newest ? -level.offset : level.offset);
    const explanation = `prices are ${ratio.toPrecision(6)} times those of the rows around the run`;
    const confidence = confidenceOf(surprise(level.offset, noise) - SPLIT_CHANGE_COST);
    const verdict = { rule: level.rule, point, after, confidence, explanation };
    const run = found.at(-1);
    if (run !== undefined && path[i - 1] === level) run.push(verdict);
    else found.push([verdict]);
  });
  return found;
}
