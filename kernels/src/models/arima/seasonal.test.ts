import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SeasonalOrder } from '../fit.ts';
import { forecast } from '../forecast.ts';
import { fromJSON, toJSON } from '../json.ts';
import { seasonalNaive } from '../seasonal-naive.ts';
import { normals } from '../testing/random-series.ts';
import { fitAutoArima } from './auto-arima.ts';
import { type ArimaOptions, fitArima } from './fit-arima.ts';
import { arimaFromParameters } from './parameters.ts';
import { forecastRegression } from './regression.ts';
import { seasonalStrength } from './seasonal-strength.ts';

type Auto = {
  readonly name: string;
  readonly xreg: boolean;
  readonly order: readonly number[];
  readonly seasonal: readonly number[];
  readonly period: number;
  readonly aicc: number;
  readonly strength: number | null;
};

type Reference = {
  readonly series: Readonly<Record<string, number[]>>;
  readonly regressors: Readonly<Record<string, { columns: number; data: number[] }>>;
  readonly fits: readonly { readonly coef: number[]; readonly sigma2: number }[];
  readonly forecasts: readonly { readonly fit: number; readonly mean: number[]; readonly se: number[] }[];
};

const read = <T>(file: string) =>
  JSON.parse(readFileSync(new URL(`../../../golden/arima/${file}`, import.meta.url), 'utf8')) as T;
const r = read<Reference>('r.json');
const autos = read<Auto[]>('auto.json');

const AIRLINE = { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 12 } } as const;

/** A season of four, a random walk and noise. */
function quarters(seed: number, n: number): number[] {
  const normal = normals(seed);
  let level = 100;
  return Array.from({ length: n }, (_, t) => {
    level += 0.5 * normal();
    return level + [4, -3, 1, -2][t % 4]! + normal();
  });
}

const matrixOf = (name: string) => {
  const { columns, data } = r.regressors[name]!;
  return { columns, data: Float64Array.from(data) };
};

describe('seasonal ARIMA', () => {
  it('forecasts the air passengers and the gas of Britain as R does, means and standard errors', () => {
    for (const [name, i, options] of [
      ['air', 0, AIRLINE],
      ['gas', 1, { order: [0, 1, 2], seasonal: { order: [2, 1, 0], period: 4 } }],
    ] as const) {
      const { mean, se } = r.forecasts[i]!;
      const found = forecast(fitArima(r.series[name]!, options), mean.length);
      mean.forEach((value, h) => {
        expect(Math.abs(found.mean[h]! - value)).toBeLessThan(1e-5);
        expect(Math.abs(Math.sqrt(found.variance[h]!) / se[h]! - 1)).toBeLessThan(1e-4);
      });
    }
  });

  it('forecasts with regressors as R does', () => {
    const { mean, se } = r.forecasts[2]!;
    const xreg = matrixOf('dax');
    const fit = fitArima(r.series['dax']!, { order: [0, 1, 1], xreg });
    const found = forecastRegression(fit, { columns: 2, data: xreg.data.slice(-10) });
    mean.forEach((value, h) => {
      expect(Math.abs(found.mean[h]! - value)).toBeLessThan(1e-6);
      expect(Math.abs(Math.sqrt(found.variance[h]!) / se[h]! - 1)).toBeLessThan(1e-5);
    });
  });

  it('is the seasonal random walk as (0,0,0)(0,1,0)', () => {
    const y = quarters(3, 80);
    const fit = fitArima(y, { order: [0, 0, 0], seasonal: { order: [0, 1, 0], period: 4 } });
    const naive = seasonalNaive(y, { period: 4 });
    expect(Math.abs(fit.logLikelihood - naive.logLikelihood)).toBeLessThan(1e-9);
    expect(Array.from(forecast(fit, 9).mean)).toEqual(Array.from(forecast(naive, 9).mean));
  });

  it('is the plain ARIMA where every seasonal order is 0', () => {
    const y = quarters(4, 120);
    const plain = fitArima(y, { order: [1, 1, 1] });
    const seasonal = fitArima(y, { order: [1, 1, 1], seasonal: { order: [0, 0, 0], period: 4 } });
    expect(Math.abs(seasonal.logLikelihood - plain.logLikelihood)).toBeLessThan(1e-8);
    expect(Math.abs(forecast(seasonal, 3).mean[2]! - forecast(plain, 3).mean[2]!)).toBeLessThan(1e-5);
  });

  it('keeps seasonal roots, as those of a polynomial in B^m, at 1.01 or more when asked, and says so', () => {
    const y = Array.from({ length: 160 }, normals(2)).map((value, t) => value + [5, -5, 2, 0][t % 4]!);
    const seasonal = { order: [0, 1, 1], period: 4 } as const;
    const free = fitArima(y, { order: [0, 0, 0], seasonal });
    const held = fitArima(y, { order: [0, 0, 0], seasonal, admissible: true });
    expect(free.seasonal!.ma[0]).toBeLessThan(-0.99);
    expect(held.seasonal!.ma[0]).toBeGreaterThanOrEqual(-1 / 1.01 - 1e-12);
    expect([free.optimum, held.optimum]).toEqual(['unrestricted', 'admissible']);
    expect(held.logLikelihood).toBeLessThanOrEqual(free.logLikelihood + 1e-6);
  });

  it('does not notice the unit, 1e-150 to 1e150', () => {
    const y = quarters(7, 60);
    const options = { order: [1, 0, 1], seasonal: { order: [0, 1, 1], period: 4 } } as const;
    const plain = fitArima(y, options);
    for (const unit of [1e-150, 1e-8, 1e150]) {
      const scaled = fitArima(
        y.map(value => value * unit),
        options,
      );
      expect(Math.abs(scaled.logLikelihood + plain.nobs * Math.log(unit) - plain.logLikelihood)).toBeLessThan(1e-7);
    }
    const doubled = fitArima(
      y.map(value => value * 2 ** 40),
      options,
    );
    expect(doubled.seasonal!.partials).toStrictEqual(plain.seasonal!.partials);
  });

  it('goes on exactly from a repeated season, and refuses to find autocorrelation in it', () => {
    const y = Array.from({ length: 40 }, (_, t) => [1, 5, 2, 8][t % 4]!);
    const exact = fitArima(y, { order: [0, 0, 0], seasonal: { order: [0, 1, 0], period: 4 } });
    expect(exact.sigma2).toBe(0);
    expect(Array.from(forecast(exact, 5).mean)).toEqual([1, 5, 2, 8, 1]);
    expect(() => fitArima(y, { order: [1, 0, 0], seasonal: { order: [0, 1, 0], period: 4 } })).toThrow(
      'no autocorrelation can be estimated',
    );
  });

  it('takes the fewest values it says, with an infinite AICc', () => {
    const fit = fitArima([3, 1, 2], { order: [0, 0, 0], seasonal: { order: [0, 0, 1], period: 24 } });
    expect(fit.nobs).toBe(3);
    expect(fit.aicc).toBe(Number.POSITIVE_INFINITY);
    expect(forecast(fit, 2).mean.every(Number.isFinite)).toBe(true);
  });

  it.each([
    [{ order: [1, 1] as unknown as SeasonalOrder, period: 4 }, 'seasonal.order must be [P, D, Q]'],
    [{ order: [3, 0, 0], period: 4 }, 'P in seasonal.order'],
    [{ order: [0, 3, 0], period: 4 }, 'D in seasonal.order'],
    [{ order: [0, 0, -1], period: 4 }, 'Q in seasonal.order'],
    [{ order: [0, 0, 1], period: 1 }, 'seasonal.period'],
    [{ order: [0, 0, 1], period: 53 }, 'seasonal.period'],
  ] as [NonNullable<ArimaOptions['seasonal']>, string][])('refuses %j', (seasonal, message) => {
    const fit = () => fitArima(quarters(1, 60), { order: [0, 0, 1], seasonal });
    expect(fit).toThrow(RangeError);
    expect(fit).toThrow(message);
  });

  it('refuses a constant where d + D is 2', () => {
    expect(() => fitArima(quarters(1, 60), { ...AIRLINE, constant: true })).toThrow('constant must be false');
  });

  it('starts warm from a fit of the same orders only', () => {
    const y = r.series['air']!;
    const fit = fitArima(y, AIRLINE);
    expect(Math.abs(fitArima(y, { ...AIRLINE, start: fit }).logLikelihood - fit.logLikelihood)).toBeLessThan(1e-8);
    expect(() => fitArima(y, { order: [0, 1, 1], start: fit, seasonal: { order: [1, 1, 1], period: 12 } })).toThrow(
      RangeError,
    );
  });

  it('is made from given parameters as well', () => {
    const y = r.series['air']!;
    const fit = fitArima(y, AIRLINE);
    const { ar, ma } = fit.seasonal!;
    const given = arimaFromParameters({
      order: [0, 1, 1],
      ma: fit.ma,
      seasonal: { order: [0, 1, 1], period: 12, ar, ma },
      sigma2: fit.sigma2,
    });
    expect(given.name).toBe(fit.name);
    expect(given.optimum).toBeUndefined();
    expect(() =>
      arimaFromParameters({ order: [0, 0, 0], seasonal: { order: [0, 0, 1], period: 4, ma: [1.2] }, sigma2: 1 }),
    ).toThrow('seasonal.ma must be invertible');
  });

  it('reads fits that were stored before they said which optimum they are, and no other word', () => {
    const fit = fitArima(quarters(2, 60), { order: [1, 1, 0] });
    const { optimum, ...before } = toJSON(fit);
    expect(optimum).toBe('unrestricted');
    const { optimum: _, ...rest } = fit;
    expect(fromJSON(before)).toStrictEqual(rest);
    expect(() => fromJSON({ ...before, optimum: 'best' })).toThrow('json.optimum must be unrestricted or admissible');
  });
});

describe('fitAutoArima with a season', () => {
  it.each(autos)(
    'ends at an AICc no worse than R for $name, regressors $xreg',
    ({ name, xreg, period, aicc, seasonal }) => {
      const y = r.series[name]!;
      const options = { period, start: 'single' } as const;
      const fit = xreg ? fitAutoArima(y, { ...options, xreg: matrixOf(name) }).errors : fitAutoArima(y, options);
      // Its likelihood is that of a diffuse prior: 0.01 off.
      expect(fit.aicc).toBeLessThanOrEqual(aicc + 0.02);
      expect(fit.seasonal!.order[1]).toBe(seasonal[1]);
      expect(fit.seasonal!.period).toBe(period);
    },
  );

  it('finds the airline model, and no lower AICc with single starts than with many', () => {
    const y = r.series['air']!;
    const many = fitAutoArima(y, { period: 12 });
    expect(many.name).toBe('arima(0,1,1)(0,1,1)[12]');
    expect(many.aicc).toBeLessThanOrEqual(fitAutoArima(y, { period: 12, start: 'single' }).aicc + 0.01);
  });

  it('measures the seasonal strength as R does, to 0.003', () => {
    for (const { name, period, strength } of autos) {
      if (strength === null) continue;
      const found = seasonalStrength(Float64Array.from(r.series[name]!), period);
      expect(Math.abs(found - strength), name).toBeLessThan(3e-3);
    }
  });

  it('does not difference white noise at the season, and repeats an exact season', () => {
    expect(fitAutoArima(Array.from({ length: 120 }, normals(8)), { period: 6 }).seasonal).toBeUndefined();
    const y = Array.from({ length: 40 }, (_, t) => [1, 5, 2, 8][t % 4]!);
    const fit = fitAutoArima(y, { period: 4 });
    expect(fit.sigma2).toBe(0);
    expect(Array.from(forecast(fit, 4).mean)).toEqual([1, 5, 2, 8]);
  });

  it('takes three values with a season longer than they are', () => {
    const fit = fitAutoArima([3, 1, 2], { period: 12 });
    expect(forecast(fit, 1).mean.every(Number.isFinite)).toBe(true);
  });

  it.each([{ period: 1 }, { period: 2.5 }, { period: 53 }, { seasonalD: 2, period: 4 }])('refuses %j', options => {
    expect(() => fitAutoArima(quarters(1, 50), options as Parameters<typeof fitAutoArima>[1])).toThrow(RangeError);
  });
});
