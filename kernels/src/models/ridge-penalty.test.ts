import { describe, expect, it } from 'vitest';
import { chooseRidgePenalty, fitRidge, predictRidge } from '../index.ts';
import { normals } from './testing/random-series.ts';

const COLUMNS = 4;
function made(rows: number, signal: number, seed = 5) {
  const normal = normals(seed);
  const data = Float64Array.from({ length: rows * COLUMNS }, normal);
  const y = Float64Array.from({ length: rows }, (_, i) => signal * data[i * COLUMNS]! + normal());
  return { x: { data, columns: COLUMNS }, y };
}

describe('chooseRidgePenalty', () => {
  it('trusts features that tell and not those that do not', () => {
    const [strong, none] = [made(200, 5), made(200, 0)];
    const { penalty, penalties } = chooseRidgePenalty(strong.x, strong.y);
    expect(penalty).toBeLessThan(penalties[4]!);
    expect(chooseRidgePenalty(none.x, none.y).penalty).toBeGreaterThan(penalties[7]!);
  });

  it('is the walk-forward error by its definition', () => {
    const { x, y } = made(40, 1);
    const { errors } = chooseRidgePenalty(x, y, { penalties: [3], firstRows: 30, refitEvery: 4, embargo: 2 });
    let sum = 0;
    for (let t = 30; t < 40; t++) {
      const seen = t - ((t - 30) % 4) - 2;
      const fit = fitRidge({ ...x, data: x.data.subarray(0, seen * COLUMNS) }, y.subarray(0, seen), { penalty: 3 });
      sum += (y[t]! - predictRidge(fit, x.data.subarray(t * COLUMNS, (t + 1) * COLUMNS))[0]!) ** 2;
    }
    expect(errors[0]).toBeCloseTo(sum / 10, 12);
  });

  it.each([2 ** -480, 2 ** 480])('chooses the same in other units, times %d', unit => {
    const { x, y } = made(60, 1);
    const times = (values: Float64Array) => values.map(value => value * unit);
    const plain = chooseRidgePenalty(x, y);
    const scaled = chooseRidgePenalty({ ...x, data: times(x.data) }, times(y));
    expect(scaled.penalty).toBe(plain.penalty);
    expect(scaled.errors.map(error => error / unit / unit)).toEqual(plain.errors);
  });

  it('survives columns far from 0, constant ones and ones that repeat each other', () => {
    const { x, y } = made(80, 3);
    const data = x.data.map((value, at) => [1e6 + value, 7, x.data[at - 2]! * 2 + 1, value][at % COLUMNS]!);
    const plan = { penalties: [0, 5], firstRows: 60, refitEvery: 7 };
    const { errors } = chooseRidgePenalty({ ...x, data }, y, plan);
    plan.penalties.forEach((penalty, i) => {
      let sum = 0;
      for (let t = 60; t < 80; t++) {
        const seen = t - ((t - 60) % 7);
        const fit = fitRidge({ ...x, data: data.subarray(0, seen * COLUMNS) }, y.subarray(0, seen), { penalty });
        sum += (y[t]! - predictRidge(fit, data.subarray(t * COLUMNS, (t + 1) * COLUMNS))[0]!) ** 2;
      }
      expect(errors[i]! / (sum / 20)).toBeCloseTo(1, 7);
    });
  });

  it('refuses a feature that is not finite and says where', () => {
    const { x, y } = made(40, 1);
    expect(() => chooseRidgePenalty({ ...x, data: x.data.with(9, Number.NaN) }, y)).toThrow('row 2, column 1');
  });

  it('gives what fitRidge takes', () => {
    const { x, y } = made(60, 1);
    const chosen = chooseRidgePenalty(x, y);
    expect(chosen.penalties).toHaveLength(12);
    expect(fitRidge(x, y, chosen).penalty).toBe(chosen.penalty);
  });

  it('takes the largest of penalties that do as well', () => {
    const x = { data: new Float64Array(20).fill(1), columns: 1 };
    const y = Float64Array.from({ length: 20 }, (_, i) => i % 3);
    expect(chooseRidgePenalty(x, y, { penalties: [1, 100, 10] }).penalty).toBe(100);
  });

  it.each([
    ['no penalty', { penalties: [] }],
    ['a penalty below 0', { penalties: [1, -1] }],
    ['one row to begin with', { firstRows: 1 }],
    ['nothing to forecast', { firstRows: 40 }],
    ['no step', { refitEvery: 0 }],
    ['an embargo that leaves no row', { firstRows: 10, embargo: 10 }],
  ])('refuses %s', (_, options) => {
    const { x, y } = made(40, 1);
    expect(() => chooseRidgePenalty(x, y, options)).toThrow(RangeError);
  });

  it('refuses rows that do not match, and too few', () => {
    const { x, y } = made(40, 1);
    expect(() => chooseRidgePenalty(x, y.subarray(1))).toThrow('x.data must hold 39 rows of 4 values, got 160 values');
    expect(() => chooseRidgePenalty({ data: new Float64Array(3), columns: 1 }, [1, 2, 3])).toThrow(RangeError);
  });
});
