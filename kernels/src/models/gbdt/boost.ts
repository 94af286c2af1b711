import type { Matrix } from '../ridge.ts';
import type { Bins } from './bins.ts';
import type { GbdtTree } from './gbdt-fit.ts';
import { gradientInto, meanLoss, quantileOf } from './losses.ts';
import { boundedValue } from './monotone.ts';
import type { GbdtSettings } from './options.ts';
import { addTree } from './predict-gbdt.ts';
import { type Grown, grower } from './tree.ts';

export type Boosted = {
  readonly trees: readonly GbdtTree[];
  readonly gain: number[];
  readonly splits: number[];
  /** What the trees give for every row */
  readonly score: Float64Array;
};

type Start = { readonly base: number; readonly training: number };

/** Adds trees until there are enough, none splits, or the validation rows have had none that helped for too long. */
export function boost(
  bins: Bins,
  x: Matrix,
  y: Float64Array,
  { base, training }: Start,
  settings: GbdtSettings,
  uniform: () => number,
): Boosted {
  const { learningRate, l2, level } = settings;
  const quantile = settings.loss === 'pinball' ? level : undefined;
  const score = new Float64Array(y.length).fill(base);
  const gradient = new Float64Array(y.length);
  const grow = grower(bins, settings);
  const trees: GbdtTree[] = [];
  const gains: Grown['gains'][] = [];
  const watch = watcher(settings.patience, () => meanLoss(y, score, training, quantile));
  const everyRow = Int32Array.from({ length: training }, (_, i) => i);
  while (trees.length < settings.trees) {
    gradientInto(gradient, y, score, training, quantile);
    const rows = settings.rowShare === 1 ? everyRow.slice() : drawn(training, settings.rowShare, uniform);
    const columns = Array.from(drawn(bins.columns, settings.columnShare, uniform));
    const { tree, leaves, gains: made } = grow(rows, gradient, columns);
    if (made.length === 0 && settings.columnShare === 1 && settings.rowShare === 1) break;
    const value = leaves.map(({ from, to, sum, low, high }) => {
      if (quantile !== undefined) return learningRate * residualQuantile(y, score, rows, from, to, quantile);
      return learningRate * boundedValue(sum, to - from, l2, low, high);
    });
    trees.push({ ...tree, value });
    gains.push(made);
    if (rows.length === training) addLeaves(score, rows, leaves, value);
    const from = rows.length === training ? training : 0;
    if (from < y.length) addTree(score, trees.at(-1)!, x, from);
    if (watch(trees.length)) break;
  }
  const kept = watch.best(trees.length);
  const gain = new Array<number>(bins.columns).fill(0);
  const splits = new Array<number>(bins.columns).fill(0);
  for (const each of gains.slice(0, kept).flat()) {
    gain[each.column]! += each.gain;
    splits[each.column]! += 1;
  }
  if (kept < trees.length) {
    score.fill(base);
    for (const tree of trees.slice(0, kept)) addTree(score, tree, x, 0);
  }
  return { trees: trees.slice(0, kept), gain, splits, score };
}

/** Says when to stop, and how many trees were best. */
function watcher(patience: number, loss: () => number) {
  let least = patience === 0 ? Number.NaN : loss();
  let at = 0;
  const watch = (count: number): boolean => {
    if (patience === 0) return false;
    const now = loss();
    if (now < least) [least, at] = [now, count];
    return count - at >= patience;
  };
  return Object.assign(watch, { best: (count: number): number => (patience === 0 ? count : at) });
}

function addLeaves(score: Float64Array, rows: Int32Array, leaves: Grown['leaves'], values: readonly number[]): void {
  leaves.forEach(({ from, to }, k) => {
    const value = values[k]!;
    for (let i = from; i < to; i++) score[rows[i]!]! += value;
  });
}

function residualQuantile(
  y: Float64Array,
  score: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  level: number,
): number {
  const residuals = new Float64Array(to - from);
  for (let i = from; i < to; i++) residuals[i - from] = y[rows[i]!]! - score[rows[i]!]!;
  return quantileOf(residuals, level);
}

/** A share of 0 to n - 1 without replacement, at least one, ascending. @see Knuth (1997), TAOCP 2, algorithm 3.4.2S */
function drawn(n: number, share: number, uniform: () => number): Int32Array {
  const size = share === 1 ? n : Math.max(1, Math.round(n * share));
  const chosen = new Int32Array(size);
  let taken = 0;
  for (let i = 0; taken < size; i++) {
    if (share === 1 || (n - i) * uniform() < size - taken) chosen[taken++] = i;
  }
  return chosen;
}
