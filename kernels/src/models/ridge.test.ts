import { describe, expect, it } from 'vitest';
import { fromJSON, toJSON } from './json.ts';
import { expectSameBits, throughText } from './model.contract.ts';
import { fitRidge, type Matrix, predictRidge } from './ridge.ts';
import { normals } from './testing/random-series.ts';

const COLUMNS = 4;
const ROWS = 60;

function sample(seed: number, rows = ROWS): { x: Matrix; y: Float64Array; other: Float64Array } {
  const normal = normals(seed);
  const data = Float64Array.from({ length: rows * COLUMNS }, (_, i) => normal() * 10 ** (i % COLUMNS) + 7);
  const row = (i: number) => data.subarray(i * COLUMNS, (i + 1) * COLUMNS);
  const y = Float64Array.from({ length: rows }, (_, i) => 3 + 2 * row(i)[0]! - 0.05 * row(i)[1]! + normal());
  const other = Float64Array.from({ length: rows }, (_, i) => -row(i)[3]! / 500 + normal());
  return { x: { data, columns: COLUMNS }, y, other };
}

/** The penalised sum of squares that the weights must minimise, from its definition. */
function loss(
  { data, columns }: Matrix,
  y: Float64Array,
  penalty: number,
  intercept: number,
  weights: readonly number[],
): number {
  const rows = y.length;
  const column = (j: number) => Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
  const means = weights.map((_, j) => column(j).reduce((sum, value) => sum + value, 0) / rows);
  const deviations = weights.map((_, j) =>
    Math.sqrt(column(j).reduce((sum, value) => sum + (value - means[j]!) ** 2, 0) / rows),
  );
  const squares = Array.from(y, (value, i) => {
    const fitted = weights.reduce((sum, weight, j) => sum + weight * (data[i * columns + j]! - means[j]!), intercept);
    return (value - fitted) ** 2;
  });
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return total(squares) + penalty * total(weights.map((weight, j) => (weight * deviations[j]!) ** 2));
}

describe('fitRidge', () => {
  it.each([0, 0.5, 20])('minimises the penalised sum of squares for a penalty of %d', penalty => {
    const { x, y } = sample(1);
    const fit = fitRidge(x, y, { penalty });
    const { intercept, weights, sigma2 } = fit.targets[0]!;
    const least = loss(x, y, penalty, intercept, weights);
    expect(Math.abs(loss(x, y, 0, intercept, weights) / ROWS / sigma2 - 1)).toBeLessThan(1e-12);
    for (let j = 0; j < COLUMNS; j++) {
      for (const sign of [-1, 1]) {
        const moved = weights.with(j, weights[j]! + sign * 1e-3 * 10 ** -j);
        expect(loss(x, y, penalty, intercept, moved)).toBeGreaterThan(least);
      }
    }
    expect(loss(x, y, penalty, intercept + 1e-3, weights)).toBeGreaterThan(least);
  });

  it('shrinks towards the mean as the penalty grows', () => {
    const { x, y } = sample(2);
    const sizes = [0, 1, 100, 1e4, 1e12].map(penalty => Math.abs(fitRidge(x, y, { penalty }).targets[0]!.weights[0]!));
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes);
    const mean = y.reduce((sum, value) => sum + value, 0) / ROWS;
    expect(
      Math.abs(predictRidge(fitRidge(x, y, { penalty: 1e12 }), x.data.subarray(0, COLUMNS))[0]! - mean),
    ).toBeLessThan(1e-8);
  });

  it('gives several targets the same bits as one by one', () => {
    const { x, y, other } = sample(3);
    const both = fitRidge(x, [y, other]);
    expectSameBits(both.targets, [fitRidge(x, y).targets[0], fitRidge(x, other).targets[0]]);
    expect(predictRidge(both, x.data.subarray(0, COLUMNS))).toHaveLength(2);
  });

  it('gives a constant column weight 0 and predicts the same without it', () => {
    const { x, y } = sample(4);
    const constant = { data: x.data.map((value, i) => (i % COLUMNS === 2 ? 0.1 : value)), columns: COLUMNS };
    const fit = fitRidge(constant, y, { penalty: 0 });
    expect(fit.targets[0]!.weights[2]).toBe(0);
    expect(fit.targets[0]!.weights.every(Number.isFinite)).toBe(true);
  });

  it('drops a collinear column without a penalty and shares the weight with one', () => {
    const { x, y } = sample(5);
    const twin = {
      data: x.data.map((value, i) => (i % COLUMNS === 3 ? 2 * x.data[i - 3]! - 1 : value)),
      columns: COLUMNS,
    };
    const row = twin.data.subarray(8, 12);
    const plain = fitRidge(twin, y, { penalty: 0 });
    expect(plain.targets[0]!.weights.filter(weight => weight === 0)).toHaveLength(1);
    const [own, double] = [0, 3].map(j => fitRidge(twin, y, { penalty: 1e-6 }).targets[0]!.weights[j]!) as [
      number,
      number,
    ];
    expect(Math.abs(own / double / 2 - 1)).toBeLessThan(1e-4);
    expect(
      Math.abs(predictRidge(plain, row)[0]! - predictRidge(fitRidge(twin, y, { penalty: 1e-6 }), row)[0]!),
    ).toBeLessThan(1e-6);
  });

  it('takes more columns than rows when there is a penalty', () => {
    const { x, y } = sample(6, 3);
    expect(predictRidge(fitRidge(x, y, { penalty: 1 }), x.data.subarray(0, COLUMNS)).every(Number.isFinite)).toBe(true);
    expect(fitRidge(x, y, { penalty: 0 }).targets[0]!.sigma2).toBeLessThan(1e-20);
  });

  it('predicts the mean of a single row and of a constant target', () => {
    const { x, y } = sample(7, 1);
    expect(predictRidge(fitRidge(x, y), x.data)[0]).toBe(y[0]);
    const flat = fitRidge(sample(7).x, new Float64Array(ROWS).fill(5));
    expect(predictRidge(flat, [1, 2, 3, 4])[0]).toBe(5);
  });

  it.each([150, -150])('does not depend on the units of columns or target: 1e%i', power => {
    const { x, y } = sample(8);
    const unit = 10 ** power;
    const row = x.data.subarray(4, 8);
    const plain = predictRidge(fitRidge(x, y), row)[0]!;
    const scaled = { data: x.data.map((value, i) => (i % COLUMNS === 1 ? value * unit : value)), columns: COLUMNS };
    expect(Math.abs(predictRidge(fitRidge(scaled, y), scaled.data.subarray(4, 8))[0]! / plain - 1)).toBeLessThan(1e-12);
    const big = fitRidge(
      x,
      y.map(value => value * unit),
    );
    expect(Math.abs(predictRidge(big, row)[0]! / unit / plain - 1)).toBeLessThan(1e-12);
  });

  it('leaves its input as it was and survives JSON to the same bits', () => {
    const { x, y } = sample(9);
    const before = structuredClone({ x, y });
    const fit = fitRidge(x, y);
    expectSameBits({ x, y }, before);
    expectSameBits(throughText(fit), fit);
    const json = JSON.parse(JSON.stringify(toJSON(fit)));
    json.targets[0].weights.pop();
    expect(() => fromJSON(json)).toThrow('json.targets[0].weights must be an array of 4');
  });
});

describe('refusals', () => {
  const { x, y } = sample(10);
  it.each([
    [() => fitRidge({ data: x.data.with(6, Number.NaN), columns: COLUMNS }, y), 'got NaN in row 1, column 2'],
    [() => fitRidge({ data: x.data.with(0, Number.POSITIVE_INFINITY), columns: COLUMNS }, y), 'row 0, column 0'],
    [() => fitRidge(x, y.with(3, Number.NaN)), 'y[3] must be a finite number, got NaN'],
    [() => fitRidge(x, [y, y.with(3, Number.NaN)]), 'y[1][3] must be a finite number'],
    [() => fitRidge(x, y.subarray(1)), 'y must hold 60 values, one per row, got 59'],
    [() => fitRidge({ data: x.data.subarray(1), columns: COLUMNS }, y), 'whole rows of 4 values'],
    [() => fitRidge({ data: new Float64Array(0), columns: COLUMNS }, []), 'at least 1 row'],
    [() => fitRidge({ data: x.data, columns: 0 }, y), 'x.columns must be an integer'],
    [() => fitRidge(x, y, { penalty: -1 }), 'penalty must be 0 or more'],
    [() => fitRidge(x, y, { penalty: Number.NaN }), 'penalty must be 0 or more'],
    [() => predictRidge(fitRidge(x, y), [1, 2, 3]), 'row must hold 4 values, got 3'],
    [() => predictRidge(fitRidge(x, y), [1, 2, Number.NaN, 4]), 'row[2] must be a finite number'],
  ])('%# says what is wrong', (act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
