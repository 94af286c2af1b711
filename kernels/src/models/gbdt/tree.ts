import type { Bins } from './bins.ts';
import type { GbdtTree } from './gbdt-fit.ts';
import { addRows, bestSplit, type Split, type SplitRules, subtract } from './histogram.ts';
import { childBounds } from './monotone.ts';

export type Grown = {
  readonly tree: GbdtTree;
  /** Per leaf, which part of `rows` it holds */
  readonly leaves: readonly GrownLeaf[];
  readonly gains: readonly { readonly column: number; readonly gain: number }[];
};

export type GrownLeaf = {
  readonly from: number;
  readonly to: number;
  readonly sum: number;
  readonly low: number;
  readonly high: number;
};

export type GrowRules = SplitRules & { readonly maxLeaves: number; readonly maxDepth: number };

type Leaf = {
  from: number;
  to: number;
  sum: number;
  depth: number;
  /** Between which its value must lie */
  low: number;
  high: number;
  histogram: Float64Array | undefined;
  split: Split | undefined;
  /** Which child of which node it is; undefined for the root */
  parent: { readonly node: number; readonly left: boolean } | undefined;
};

/** Grows trees best-first (leaf-wise); holds the histograms, so that they are made once. */
export function grower(bins: Bins, rules: GrowRules) {
  const free: Float64Array[] = [];
  const take = (): Float64Array => free.pop() ?? new Float64Array(2 * bins.first[bins.columns]!);
  const spare = new Int32Array(bins.rows);

  /** @param rows rearranged so that each leaf's rows lie side by side */
  return (rows: Int32Array, gradient: Float64Array, allowed: readonly number[]): Grown => {
    const tree: MutableTree = { column: [], cut: [], missingLeft: [], left: [], right: [], value: [] };
    const gains: { column: number; gain: number }[] = [];
    const fill = (leaf: Leaf): void => {
      leaf.histogram = take().fill(0);
      addRows(leaf.histogram, bins.data, bins.columns, rows, leaf.from, leaf.to, gradient);
    };
    const search = (leaf: Leaf): void => {
      const count = leaf.to - leaf.from;
      const splittable = leaf.histogram && leaf.depth < rules.maxDepth && count >= 2 * rules.minLeafRows;
      leaf.split = splittable ? bestSplit(leaf.histogram!, bins, allowed, { ...leaf, count }, rules) : undefined;
      if (leaf.split === undefined && leaf.histogram) {
        free.push(leaf.histogram);
        leaf.histogram = undefined;
      }
    };
    const root = leafOf(rows, gradient, 0, rows.length, 0, undefined);
    fill(root);
    search(root);
    const leaves = [root];
    while (leaves.length < rules.maxLeaves) {
      const leaf = ripest(leaves);
      const { split } = leaf ?? {};
      if (!leaf || !split) break;
      const node = addNode(tree, bins, split, leaf.parent);
      gains.push({ column: split.column, gain: split.gain });
      const middle = partition(rows, leaf, bins, split, spare);
      const left = leafOf(rows, gradient, leaf.from, middle, leaf.depth + 1, { node, left: true });
      const right = leafOf(rows, gradient, middle, leaf.to, leaf.depth + 1, { node, left: false });
      if (rules.monotone) bound(leaf, left, right, rules.l2, rules.monotone[split.column]!);
      leaves.splice(leaves.indexOf(leaf), 1, left, right);
      const [smaller, larger] = middle - leaf.from <= leaf.to - middle ? [left, right] : [right, left];
      larger.histogram = leaf.histogram;
      if (leaves.length < rules.maxLeaves && larger.to - larger.from >= 2 * rules.minLeafRows) {
        fill(smaller);
        subtract(larger.histogram!, smaller.histogram!);
        search(smaller);
      }
      if (leaves.length < rules.maxLeaves) search(larger);
    }
    for (const { histogram } of leaves) if (histogram) free.push(histogram);
    for (const [k, { parent }] of leaves.entries()) link(tree, parent, ~k);
    return { tree, leaves, gains };
  };
}

type MutableTree = {
  readonly column: number[];
  readonly cut: number[];
  readonly missingLeft: boolean[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
};

function leafOf(
  rows: Int32Array,
  gradient: Float64Array,
  from: number,
  to: number,
  depth: number,
  parent: Leaf['parent'],
): Leaf {
  let sum = 0;
  for (let i = from; i < to; i++) sum += gradient[rows[i]!]!;
  const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { from, to, sum, depth, low, high, parent, histogram: undefined, split: undefined };
}

function bound(leaf: Leaf, left: Leaf, right: Leaf, l2: number, direction: number): void {
  const part = ({ sum, from, to }: Leaf) => ({ sum, count: to - from });
  const bounds = childBounds(leaf, part(left), part(right), l2, direction);
  Object.assign(left, bounds.left);
  Object.assign(right, bounds.right);
}

function ripest(leaves: readonly Leaf[]): Leaf | undefined {
  let best: Leaf | undefined;
  for (const leaf of leaves) if (leaf.split && !(best?.split && best.split.gain >= leaf.split.gain)) best = leaf;
  return best;
}

function addNode(tree: MutableTree, bins: Bins, split: Split, parent: Leaf['parent']): number {
  const node = tree.column.length;
  tree.column.push(split.column);
  tree.cut.push(bins.cuts[split.column]![split.bin]!);
  tree.missingLeft.push(split.missingLeft);
  tree.left.push(0);
  tree.right.push(0);
  link(tree, parent, node);
  return node;
}

/** A child is a node's number, or the complement of a leaf's. */
function link(tree: MutableTree, parent: Leaf['parent'], child: number): void {
  if (parent === undefined) return;
  if (parent.left) tree.left[parent.node] = child;
  else tree.right[parent.node] = child;
}

/** Moves the rows that go left before those that go right, both in their order. @returns where the right ones begin */
function partition(rows: Int32Array, leaf: Leaf, bins: Bins, split: Split, spare: Int32Array): number {
  const { column, bin, missingLeft } = split;
  const first = bins.first[column]!;
  const length = bins.cuts[column]!.length;
  return sweep(
    rows,
    leaf.from,
    leaf.to,
    spare,
    bins.data,
    bins.columns,
    column,
    first + bin,
    first + length,
    missingLeft,
  );
}

function sweep(
  rows: Int32Array,
  from: number,
  to: number,
  spare: Int32Array,
  data: Uint16Array | Uint32Array,
  columns: number,
  column: number,
  lastLeft: number,
  lastKnown: number,
  missingLeft: boolean,
): number {
  let [left, right] = [from, 0];
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    const bin = data[row * columns + column]!;
    if (bin <= lastLeft || (missingLeft && bin > lastKnown)) rows[left++] = row;
    else spare[right++] = row;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
