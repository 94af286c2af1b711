import { describe, expect, it } from 'vitest';
import { forecast } from '../forecast.ts';
import { fromJSON, toJSON } from '../json.ts';
import { expectSameBits, throughText } from '../model.contract.ts';
import type { Matrix } from '../ridge.ts';
import { normals, prices } from '../testing/random-series.ts';
import { fitAutoArima } from './auto-arima.ts';
import { fitArima } from './fit-arima.ts';
import { applyRegression, fittedRegression, forecastRegression, updateRegression } from './regression.ts';

/** Columns one after the other into rows. */
function matrix(...columns: readonly number[][]): Matrix {
  const rows = columns[0]!.length;
  const data = Float64Array.from({ length: rows * columns.length }, (_, at) => {
    return columns[at % columns.length]![Math.floor(at / columns.length)]!;
  });
  return { data, columns: columns.length };
}

const rows = ({ data, columns }: Matrix, from: number, to?: number): Matrix => ({
  data: data.slice(from * columns, to === undefined ? undefined : to * columns),
  columns,
});

const N = 150;
const WALK = prices(21, N);
const NOISE = Array.from({ length: N }, normals(22));
const STEP = NOISE.map((_, t) => Number(t >= 90));
const X = matrix(NOISE, STEP);
const Y = WALK.map((value, t) => value + 1.5 * NOISE[t]! - 4 * STEP[t]!);
const OPTIONS = { order: [0, 1, 1], xreg: X } as const;

describe('ARIMA with regressors', () => {
  it('recovers the coefficients, and its errors are the ARIMA of what they leave', () => {
    const fit = fitArima(Y, OPTIONS);
    expect(Math.abs(fit.coefficients[0]! - 1.5)).toBeLessThan(0.2);
    expect(Math.abs(fit.coefficients[1]! + 4)).toBeLessThan(2.5);
    const left = Y.map((value, t) => value - fit.coefficients[0]! * NOISE[t]! - fit.coefficients[1]! * STEP[t]!);
    const plain = fitArima(left, { order: [0, 1, 1] });
    expect(Math.abs(plain.logLikelihood - fit.logLikelihood)).toBeLessThan(1e-8);
    expect(fit.name).toBe('regression(2) + arima(0,1,1)');
    expect(Object.keys(fit.parameters)).toEqual(['ma1', 'xreg0', 'xreg1']);
    expect(fit.aicc).toBeGreaterThan(plain.aicc);
  });

  it('is least squares for (0,0,0) with a constant', () => {
    const fit = fitArima(Y, { order: [0, 0, 0], xreg: matrix(NOISE) });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / N;
    const [my, mx] = [mean(Y), mean(NOISE)];
    const slope =
      mean(Y.map((value, t) => (value - my) * (NOISE[t]! - mx))) / mean(NOISE.map(value => (value - mx) ** 2));
    expect(Math.abs(fit.coefficients[0]! - slope)).toBeLessThan(1e-10);
    expect(Math.abs(fit.errors.constant - (my - slope * mx))).toBeLessThan(1e-9);
  });

  it('forecasts the errors plus the coming regressors', () => {
    const fit = fitArima(Y, OPTIONS);
    const coming = matrix([1, 0, -1], [1, 1, 1]);
    const { mean, variance } = forecastRegression(fit, coming);
    const errors = forecast(fit.errors, 3);
    expect(Array.from(variance)).toEqual(Array.from(errors.variance));
    const [a, b] = fit.coefficients as [number, number];
    Array.from(mean).forEach((value, h) => {
      expect(Math.abs(value - errors.mean[h]! - a * [1, 0, -1][h]! - b)).toBeLessThan(1e-12);
    });
  });

  it('gives batch and stream the same bits, and fits each value with the forecast made before it', () => {
    const fit = fitArima(Y, OPTIONS);
    const fitted = fittedRegression(fit, Y, X);
    for (const k of [0, 1, 2, 60, N - 1]) {
      const start = applyRegression(fit, Y.slice(0, k), rows(X, 0, k));
      expectSameBits(updateRegression(start, Y.slice(k), rows(X, k)), fit);
      if (k === 0) expect(fitted[0]).toBeNaN();
      else {
        const next = forecastRegression(start, rows(X, k, k + 1)).mean[0]!;
        expect(Math.abs(next / fitted[k]! - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it('goes through JSON to the same bits, and refuses what contradicts itself', () => {
    const fit = fitArima(Y, { ...OPTIONS, order: [1, 0, 1], seasonal: { order: [0, 1, 1], period: 4 } });
    expectSameBits(throughText(fit), fit);
    const json = toJSON(fit);
    for (const [change, message] of [
      [{ sigma2: 1 }, 'json.sigma2 must be'],
      [{ coefficients: [] }, 'json.coefficients must hold'],
      [{ errors: { kind: 'naive' } }, 'json.errors.kind must be arima'],
      [{ errors: 3 }, 'json.errors must be an object'],
    ] as const) {
      expect(() => fromJSON({ ...json, ...change })).toThrow(message);
    }
  });

  it('does not notice the units of y and of the regressors, 1e-150 to 1e150', () => {
    const plain = fitArima(Y, { order: [1, 0, 1], xreg: X });
    for (const [unit, scale] of [
      [1e-150, 1e150],
      [1e150, 1e-150],
      [1e-8, 1e8],
      [1, 1e12],
    ] as const) {
      const scaled = fitArima(
        Y.map(value => value * unit),
        {
          order: [1, 0, 1],
          xreg: matrix(
            NOISE.map(value => value * scale),
            STEP,
          ),
        },
      );
      expect(Math.abs(scaled.logLikelihood + N * Math.log(unit) - plain.logLikelihood)).toBeLessThan(1e-7);
      expect(Math.abs(((scaled.coefficients[0]! / unit) * scale) / plain.coefficients[0]! - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scaled.coefficients[1]! / unit / plain.coefficients[1]! - 1)).toBeLessThan(1e-6);
    }
  });

  it('tells nearly collinear regressors apart without losing digits of the likelihood', () => {
    const close = NOISE.map((value, t) => value + 1e-5 * STEP[t]!);
    const apart = fitArima(Y, { order: [0, 1, 1], xreg: X });
    const near = fitArima(Y, { order: [0, 1, 1], xreg: matrix(NOISE, close) });
    expect(Math.abs(near.logLikelihood - apart.logLikelihood)).toBeLessThan(1e-6);
  });

  it.each([
    [
      matrix(
        NOISE,
        NOISE.map(value => 3 - 2 * value),
      ),
      [0, 0, 0],
      'xreg column 1 must not follow from the constant and',
    ],
    [matrix(new Array(N).fill(7)), [0, 0, 0], 'xreg column 0 must not follow from the constant'],
    [matrix(NOISE, new Array(N).fill(7)), [0, 1, 0], 'xreg column 1 must vary after differencing'],
    [
      matrix(
        NOISE,
        NOISE.map(value => value + 9),
      ),
      [0, 1, 0],
      'xreg column 1 must not follow from those before it',
    ],
    [
      matrix(
        STEP,
        NOISE,
        STEP.map((value, t) => value + NOISE[t]!),
      ),
      [1, 0, 0],
      'xreg column 2 must not follow',
    ],
    [{ data: new Float64Array(7), columns: 2 }, [0, 0, 0], 'xreg must hold 150 rows of 2 values, got 7 values'],
    [{ data: Float64Array.from(NOISE).fill(Number.NaN, 3, 4), columns: 1 }, [0, 0, 0], 'xreg.data[3] must be a finite'],
    [{ data: new Float64Array(0), columns: 0 }, [0, 0, 0], 'xreg.columns must be an integer'],
  ] as [Matrix, [number, number, number], string][])('refuses regressors %#', (xreg, order, message) => {
    const fit = () => fitArima(Y, { order, xreg });
    expect(fit).toThrow(RangeError);
    expect(fit).toThrow(message);
  });

  it('refuses other rows and columns than were fitted', () => {
    const fit = fitArima(Y, OPTIONS);
    expect(() => forecastRegression(fit, matrix([1, 2]))).toThrow('xreg.columns must be an integer');
    expect(() => forecastRegression(fit, { data: new Float64Array(0), columns: 2 })).toThrow('whole rows');
    expect(() => updateRegression(fit, [1, 2], matrix([1], [2]))).toThrow('xreg must hold 2 rows of 2 values');
    expect(() => updateRegression(fit, [Number.NaN], matrix([1], [2]))).toThrow('values[0] must be a finite number');
  });

  it('says how many values it takes, and refuses a series that its regressors explain', () => {
    const two = matrix([0, 1, 4], [1, 0, 2]);
    expect(() => fitArima([1, 2, 4], { order: [0, 0, 0], xreg: two })).toThrow('y must hold at least 4 values, got 3');
    const short = fitArima([1, 2.5, 2, 4], { order: [0, 0, 0], xreg: matrix([1, 2, 3, 5]) });
    expect(short.aicc).toBe(Number.POSITIVE_INFINITY);
    const explained = NOISE.map(value => 3 + 2 * value);
    expect(() => fitArima(explained, { order: [1, 0, 0], xreg: matrix(NOISE) })).toThrow(
      'y must vary after its regressors',
    );
  });

  it('is found by the automatic search, which differences what least squares leaves', () => {
    const noise = Array.from({ length: 400 }, normals(23));
    const y = prices(24, 400).map((value, t) => value + 1.5 * noise[t]!);
    const xreg = matrix(noise);
    const fit = fitAutoArima(y, { xreg });
    expect(fit.errors.order[1]).toBe(1);
    expect(fit.aicc).toBeLessThanOrEqual(fitArima(y, { order: [0, 1, 1], xreg, admissible: true }).aicc + 0.01);
    expect(Math.abs(fit.coefficients[0]! - 1.5)).toBeLessThan(0.2);
    expect(fit.errors.optimum).toBe('admissible');
  });
});
