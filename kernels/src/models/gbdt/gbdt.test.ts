import { describe, expect, it } from 'vitest';
import { fitGbdt, fromJSON, type GbdtFit, type GbdtOptions, predictGbdt, rmse, toJSON } from '../../index.ts';
import { normalSource, uniformSource } from '../../math/random.ts';
import { binned } from './bins.ts';

const matrix = (values: ArrayLike<number>, columns: number) => {
  return { data: Float64Array.from(values), columns };
};

const COLUMNS = 4;
function made(n: number, seed = 3) {
  const uniform = uniformSource(seed);
  const normal = normalSource(uniform);
  const data = Float64Array.from({ length: n * COLUMNS }, uniform);
  const y = Float64Array.from(
    { length: n },
    (_, i) => 3 * data[i * COLUMNS]! + (data[i * COLUMNS + 1]! > 0.5 ? 2 : 0) + 0.3 * normal(),
  );
  return { x: { data, columns: COLUMNS }, y };
}
const { x, y } = made(400);
const SMALL: GbdtOptions = { trees: 20, maxLeaves: 6, minLeafRows: 10 };

it('cuts between the values that are there, and keeps a bin for those that are not', () => {
  const { cuts, missing, data } = binned(matrix([2, Number.NaN, 1, Number.NaN, 4, 2], 1), 6, 255);
  expect(cuts).toEqual([Float64Array.of(1.5, 3)]);
  expect(missing).toEqual([true]);
  expect(Array.from(data)).toEqual([1, 3, 0, 3, 2, 1]);
});

describe('fitGbdt', () => {
  it('splits where the target steps', () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    const fit = fitGbdt(
      matrix(values, 1),
      values.map(value => (value < 25 ? 1 : 5)),
      { trees: 1, maxLeaves: 2, learningRate: 1, minLeafRows: 1 },
    );
    expect(fit.trees).toHaveLength(1);
    expect(fit.trees[0]).toMatchObject({ column: [0], cut: [24.5] });
    expect(Array.from(predictGbdt(fit, matrix([0, 24, 25, 99], 1)), value => +value.toFixed(12))).toEqual([1, 1, 5, 5]);
    expect(fit.sigma2).toBeCloseTo(0, 20);
  });

  it('does not care for the scale of a column, only for its order', () => {
    const bent = x.data.map((value, at) => (at % COLUMNS === 0 ? Math.exp(20 * value) : value));
    const [plain, other] = [fitGbdt(x, y, SMALL), fitGbdt({ ...x, data: bent }, y, SMALL)];
    expect(predictGbdt(other, { ...x, data: bent })).toEqual(predictGbdt(plain, x));
  });

  it.each([2 ** -480, 2 ** 480])('scales with its target, times %d', unit => {
    const [plain, scaled] = [
      fitGbdt(x, y, SMALL),
      fitGbdt(
        x,
        y.map(value => value * unit),
        SMALL,
      ),
    ];
    expect(predictGbdt(scaled, x).map(value => value / unit)).toEqual(predictGbdt(plain, x));
    expect(scaled.trees.map(({ column, cut }) => [column, cut])).toEqual(
      plain.trees.map(({ column, cut }) => [column, cut]),
    );
  });

  it('shifts with its target', () => {
    const [plain, shifted] = [
      fitGbdt(x, y, SMALL),
      fitGbdt(
        x,
        y.map(value => value + 64),
        SMALL,
      ),
    ];
    const moved = predictGbdt(shifted, x);
    predictGbdt(plain, x).forEach((value, i) => {
      expect(moved[i]! - 64).toBeCloseTo(value, 9);
    });
  });

  it('gives a constant for a constant', () => {
    const fit = fitGbdt(x, new Array(400).fill(0.1), SMALL);
    expect(fit.trees).toEqual([]);
    expect(new Set(predictGbdt(fit, x))).toEqual(new Set([0.1]));
  });

  it('counts a row that is there twice as two', () => {
    const few = made(200);
    const twice = Float64Array.from({ length: 2 * few.x.data.length }, (_, at) => {
      return few.x.data[(at >> 3) * COLUMNS + (at % COLUMNS)]!;
    });
    const target = Float64Array.from({ length: 400 }, (_, i) => few.y[i >> 1]!);
    const one = predictGbdt(fitGbdt(few.x, few.y, SMALL), few.x);
    const two = predictGbdt(fitGbdt({ ...x, data: twice }, target, { ...SMALL, minLeafRows: 20 }), few.x);
    one.forEach((value, i) => {
      expect(two[i]!).toBeCloseTo(value, 9);
    });
  });

  it('sends missing values to the side where they lower the loss', () => {
    const values = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? Number.NaN : i));
    const side = (low: number, high: number) => {
      const target = values.map(value => (Number.isNaN(value) ? 7 : value < 30 ? low : high));
      const fit = fitGbdt(matrix(values, 1), target, { trees: 1, maxLeaves: 2, minLeafRows: 1, learningRate: 1 });
      const [missing, lowest, highest] = predictGbdt(fit, matrix([Number.NaN, 0, 59], 1));
      return { missing, lowest, highest };
    };
    const left = side(7, 1);
    expect(left.missing).toBe(left.lowest);
    const right = side(1, 7);
    expect(right.missing).toBe(right.highest);
  });

  it('takes a value that was never missing in training with the larger part', () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    const fit = fitGbdt(
      matrix(values, 1),
      values.map(value => Number(value >= 30)),
      { trees: 1, maxLeaves: 2, minLeafRows: 1 },
    );
    const [missing, low] = predictGbdt(fit, matrix([Number.NaN, 0], 1));
    expect(missing).toBe(low);
  });

  it('finds the columns that matter', () => {
    const { gain, splits } = fitGbdt(x, y, { ...SMALL, trees: 60 }).importance;
    expect(Math.min(gain[0]!, gain[1]!)).toBeGreaterThan(20 * Math.max(gain[2]!, gain[3]!));
    expect(splits.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(60);
  });

  it('covers a share of about its level with the pinball loss', () => {
    for (const level of [0.1, 0.9]) {
      const fit = fitGbdt(x, y, { ...SMALL, loss: 'pinball', level, trees: 60 });
      const below = predictGbdt(fit, x).filter((value, i) => y[i]! <= value).length / 400;
      expect(Math.abs(below - level)).toBeLessThan(0.05);
    }
  });

  it('draws rows and columns by the seed, and nothing else by chance', () => {
    const options = { ...SMALL, rowShare: 0.5, columnShare: 0.5 };
    const [one, same, other] = [1, 1, 2].map(seed => fitGbdt(x, y, { ...options, seed }));
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(rmse(y, predictGbdt(one!, x))).toBeLessThan(0.7);
  });

  it('stops early by rows that no tree has seen', () => {
    const options = { ...SMALL, trees: 500, learningRate: 0.3, earlyStopping: { patience: 10, share: 0.25 } };
    const fit = fitGbdt(x, y, options);
    expect(fit.nobs).toBe(300);
    expect(fit.sigma2).toBeCloseTo(rmse(y.subarray(0, 300), predictGbdt(fit, x).subarray(0, 300)) ** 2, 9);
    expect(fit.trees.length).toBeGreaterThan(3);
    expect(fit.trees.length).toBeLessThan(200);
    // Other values in the last rows may change how many trees are kept, and nothing in those trees.
    const changed = fitGbdt({ ...x, data: x.data.map((v, at) => (at >= 300 * COLUMNS ? 1 - v : v)) }, y, options);
    const kept = Math.min(changed.trees.length, fit.trees.length);
    expect(changed.trees.slice(0, kept)).toEqual(fit.trees.slice(0, kept));
  });

  it('stops by rows given apart as by the last ones', () => {
    const given = { x: { ...x, data: x.data.subarray(300 * COLUMNS) }, y: y.subarray(300) };
    const own = { ...x, data: x.data.subarray(0, 300 * COLUMNS) };
    const apart = fitGbdt(own, y.subarray(0, 300), { ...SMALL, earlyStopping: { patience: 10, validation: given } });
    expect(apart).toEqual(fitGbdt(x, y, { ...SMALL, earlyStopping: { patience: 10, share: 0.25 } }));
  });

  it('grows its trees without a look at the targets that early stopping keeps back', () => {
    const options = { ...SMALL, trees: 5, earlyStopping: { patience: 50, share: 0.25 } };
    const changed = fitGbdt(x, y.with(399, 1e9).with(350, -7), {
      ...options,
      earlyStopping: { patience: 5, share: 0.25 },
    });
    const fit = fitGbdt(x, y, options);
    const kept = Math.min(changed.trees.length, fit.trees.length);
    expect(kept).toBeGreaterThan(0);
    expect(changed.base).toBe(fit.base);
    expect(changed.trees.slice(0, kept)).toEqual(fit.trees.slice(0, kept));
  });

  it('predicts many rows and one at a time to the same bits', () => {
    const data = x.data.map((value, at) => (at % 7 === 0 ? Number.NaN : value));
    const fit = fitGbdt({ ...x, data }, y, SMALL);
    const one = Array.from(
      y,
      (_, i) => predictGbdt(fit, { ...x, data: data.subarray(i * COLUMNS, (i + 1) * COLUMNS) })[0],
    );
    expect(Array.from(predictGbdt(fit, { ...x, data }))).toEqual(one);
  });

  it.each([1, -1])('keeps to the direction that a column is given: %d', direction => {
    const wave = y.map((value, i) => direction * value + Math.sin(25 * x.data[i * COLUMNS]!));
    const rises = (fit: GbdtFit) => {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 40; i++) {
        const line = Float64Array.from({ length: 201 * COLUMNS }, (_, at) =>
          at % COLUMNS === 0 ? Math.floor(at / COLUMNS) / 200 : x.data[i * COLUMNS + (at % COLUMNS)]!,
        );
        const along = predictGbdt(fit, { ...x, data: line });
        for (let k = 1; k <= 200; k++) least = Math.min(least, direction * (along[k]! - along[k - 1]!));
      }
      return least;
    };
    const [free, held] = [fitGbdt(x, wave, SMALL), fitGbdt(x, wave, { ...SMALL, monotone: [direction, 0, 0, 0] })];
    expect(rises(free)).toBeLessThan(-0.05);
    expect(rises(held)).toBeGreaterThan(-1e-12);
    expect(rmse(wave, predictGbdt(held, x))).toBeLessThan(0.8 * rmse(wave, new Float64Array(400).fill(held.base)));
  });

  it('is not changed by columns that may go either way', () => {
    const [plain, told] = [fitGbdt(x, y, SMALL), fitGbdt(x, y, { ...SMALL, monotone: [0, 0, 0, 0] })];
    const predicted = predictGbdt(told, x);
    predictGbdt(plain, x).forEach((value, i) => {
      expect(predicted[i]!).toBeCloseTo(value, 9);
    });
  });

  it('comes back from JSON to the same bits, and refuses trees that lead nowhere', () => {
    const fit = fitGbdt(x, y, { ...SMALL, earlyStopping: { patience: 5 } });
    const text = JSON.stringify(toJSON(fit));
    const back = fromJSON(JSON.parse(text)) as GbdtFit;
    expect(back).toStrictEqual(fit);
    expect(predictGbdt(back, x)).toEqual(predictGbdt(fit, x));
    const broken = (change: (tree: Record<string, number[]>) => void) => {
      const json = JSON.parse(text) as { trees: Record<string, number[]>[] };
      change(json.trees[0]!);
      return () => fromJSON(json);
    };
    expect(broken(tree => tree['left']!.fill(0))).toThrow('json.trees[0] must lead from its root');
    expect(broken(tree => tree['column']!.fill(9))).toThrow(RangeError);
    expect(broken(tree => tree['value']!.pop())).toThrow(RangeError);
    for (const key of Object.keys(fit).filter(name => name !== 'name')) {
      for (const junk of [null, 'junk', undefined]) {
        expect(() => fromJSON({ ...JSON.parse(text), [key]: junk }), `${key} = ${junk}`).toThrow(RangeError);
      }
    }
  });

  it.each<[string, () => unknown]>([
    ['too few rows', () => fitGbdt(matrix([1, 2, 3], 1), [1, 2, 3])],
    ['lengths that differ', () => fitGbdt(matrix([1, 2, 3], 1), [1, 2], { minLeafRows: 1 })],
    ['an infinite feature', () => fitGbdt(matrix([1, Number.POSITIVE_INFINITY], 1), [1, 2], { minLeafRows: 1 })],
    ['a missing target', () => fitGbdt(matrix([1, 2], 1), [1, Number.NaN], { minLeafRows: 1 })],
    ['no column', () => fitGbdt({ data: new Float64Array(2), columns: 0 }, [1, 2], { minLeafRows: 1 })],
    ['rows of another width', () => predictGbdt(fitGbdt(x, y, SMALL), matrix([1, 2], 2))],
    ...[
      { trees: 0 },
      { learningRate: 0 },
      { learningRate: 1.1 },
      { maxLeaves: 1 },
      { maxDepth: 0 },
      { minLeafRows: 0 },
      { l2: -1 },
      { minGain: Number.NaN },
      { maxBins: 1 },
      { maxBins: 256 },
      { rowShare: 0 },
      { columnShare: 1.5 },
      { loss: 'absolute' as 'squared' },
      { level: 1 },
      { earlyStopping: { patience: 0 } },
      { earlyStopping: { patience: 1, share: 1 } },
      { earlyStopping: { patience: 1, share: 0.5, validation: { x, y } } },
      { earlyStopping: { patience: 1, validation: { x, y: y.subarray(1) } } },
      { earlyStopping: { patience: 1, validation: { x: matrix([1, 2], 1), y: [1, 2] } } },
      { seed: -1 },
      { monotone: [1, 0] },
      { monotone: [2, 0, 0, 0] },
      { monotone: [1, 0, 0, 0], loss: 'pinball' as const },
    ].map((options): [string, () => unknown] => [JSON.stringify(options).slice(0, 70), () => fitGbdt(x, y, options)]),
  ])('refuses %s', (_, act) => {
    expect(act).toThrow(RangeError);
  });
});
