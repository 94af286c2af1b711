import type { Reader } from '../json-reader.ts';
import type { GbdtFit, GbdtTree } from './gbdt-fit.ts';

/** @throws RangeError for a tree whose nodes do not lead to its leaves, each once */
export function gbdtFromJson(read: Reader): GbdtFit {
  const columns = read.integer('columns', 1);
  const loss = read.text('loss');
  if (loss !== 'squared' && loss !== 'pinball')
    throw new RangeError(`json.loss must be squared or pinball, got ${loss}`);
  const importance = read.object('importance');
  return {
    kind: 'gbdt',
    name: 'gbdt',
    columns,
    nobs: read.integer('nobs', 1),
    loss,
    level: read.finite('level', 0, 1),
    base: read.finite('base'),
    trees: read.objects('trees').map((tree, t) => treeFromJson(tree, columns, t)),
    importance: { gain: importance.list('gain', columns), splits: importance.list('splits', columns) },
    sigma2: read.finite('sigma2', 0),
  };
}

function treeFromJson(read: Reader, columns: number, t: number): GbdtTree {
  const value = read.list('value');
  const nodes = value.length - 1;
  const tree = {
    column: read.list('column', nodes),
    cut: read.list('cut', nodes),
    missingLeft: flags(read, nodes),
    left: read.list('left', nodes),
    right: read.list('right', nodes),
    value,
  };
  const children = [...tree.left, ...tree.right];
  const expected = new Set([...Array.from({ length: nodes }, (_, k) => ~k), ~nodes, ...inner(nodes)]);
  const fits =
    nodes === 0 || (new Set(children).size === expected.size && children.every(child => expected.has(child)));
  // A child's number is above its parent's, so that following them comes to an end.
  const ends = tree.left.every((child, k) => (child < 0 || child > k) && (tree.right[k]! < 0 || tree.right[k]! > k));
  const known = tree.column.every(column => Number.isInteger(column) && column >= 0 && column < columns);
  if (fits && ends && known) return tree;
  throw new RangeError(`json.trees[${t}] must lead from its root to each of its ${value.length} leaves once`);
}

const inner = (nodes: number): number[] => Array.from({ length: Math.max(0, nodes - 1) }, (_, k) => k + 1);

function flags(read: Reader, length: number): boolean[] {
  const list = read.value('missingLeft');
  if (Array.isArray(list) && list.length === length && list.every(flag => typeof flag === 'boolean')) return list;
  throw new RangeError(`json.trees.missingLeft must be an array of ${length} booleans`);
}
