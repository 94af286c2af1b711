import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitGbdt, type GbdtOptions, pinball, predictGbdt, rmse } from '../../index.ts';

type Case = {
  readonly name: string;
  readonly level: number | null;
  readonly x: (number | null)[];
  readonly y: number[];
  readonly testX: (number | null)[];
  readonly testY: number[];
  readonly loss: number;
};
type Exact = { readonly depth: number; readonly trees: number; readonly l2: number; readonly predicted: number[] };
type Hist = {
  readonly name: string;
  readonly leaves: number;
  readonly x: (number | null)[];
  readonly y: number[];
  readonly splits: { readonly column: number; readonly below: number; readonly from: number }[];
  readonly predicted: number[];
};
const golden = JSON.parse(readFileSync(new URL('../../../golden/gbdt/peers.json', import.meta.url), 'utf8')) as {
  lightgbm: Case[];
  exact: { x: number[]; y: number[]; cases: Exact[] };
  hist: Hist[];
};
const matrix = (values: ArrayLike<number | null>, columns: number) => {
  return { data: Float64Array.from(values, value => value ?? Number.NaN), columns };
};

describe('beside LightGBM and XGBoost', () => {
  it.each(golden.lightgbm)('is as good on new rows: $name', ({ level, x: rows, y: target, testX, testY, loss }) => {
    const options: GbdtOptions = { trees: 80, maxLeaves: 8, minLeafRows: 10 };
    const fit = fitGbdt(matrix(rows, 6), target, level === null ? options : { ...options, loss: 'pinball', level });
    const predicted = predictGbdt(fit, matrix(testX, 6));
    const own = level === null ? rmse(testY, predicted) : pinball(testY, predicted, level);
    expect(own / loss).toBeLessThan(1.05);
  });

  it.each(golden.exact.cases)('grows the trees of exact search: depth $depth, trees $trees, l2 $l2', each => {
    const { depth, trees, l2, predicted } = each;
    const rows = matrix(golden.exact.x, 3);
    const options = { trees, l2, maxDepth: depth, maxLeaves: 2 ** depth, learningRate: 0.5, minLeafRows: 5 };
    const fit = fitGbdt(rows, golden.exact.y, options);
    predictGbdt(fit, rows).forEach((value, i) => {
      expect(value).toBeCloseTo(predicted[i]!, 4);
    });
  });
});

describe('the first tree of XGBoost (hist)', () => {
  it.each(golden.hist)('has the same splits and leaves: $name, $leaves leaves', each => {
    const rows = matrix(each.x, 3);
    const fit = fitGbdt(rows, each.y, { trees: 1, learningRate: 1, maxLeaves: each.leaves, minLeafRows: 5 });
    const { column, cut } = fit.trees[0]!;
    expect(column.toSorted()).toEqual(each.splits.map(split => split.column).toSorted());
    const [root] = each.splits;
    expect(cut[0]! >= root!.below && cut[0]! < root!.from).toBe(true);
    // Leaves that hold the same rows have the same values, wherever in a gap of a node's values the cut is.
    predictGbdt(fit, rows).forEach((value, i) => {
      expect(value).toBeCloseTo(each.predicted[i]!, 4);
    });
  });
});
