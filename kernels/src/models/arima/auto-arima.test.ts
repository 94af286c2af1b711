import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forecast } from '../forecast.ts';
import { modelContract } from '../model.contract.ts';
import { normals, prices } from '../testing/random-series.ts';
import { type AutoArimaOptions, fitAutoArima } from './auto-arima.ts';
import { fitArima } from './fit-arima.ts';

modelContract('auto arima', {
  fit: y => fitAutoArima(y, { maxP: 2, maxQ: 2 }),
  least: 3,
  constant: 'exact',
  trend: 'exact',
});

const golden = JSON.parse(readFileSync(new URL('../../../golden/arima.json', import.meta.url), 'utf8')) as {
  cases: { id: string; y: number[] }[];
};

/** Real closes beside the project, where they are there. */
const BARS = new URL('../../../../../shared/data/bars/stocknet/', import.meta.url);

function closesOf(file: URL): number[] {
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const column = head.trim().split(',').indexOf('Close');
  return rows.map(row => Math.log(Number(row.split(',')[column]))).filter(Number.isFinite);
}

describe('fitAutoArima', () => {
  it('takes most white noise for white noise and most random walks for random walks', () => {
    const names = Array.from({ length: 20 }, (_, seed) => {
      const noise = Array.from({ length: 300 }, normals(seed));
      let level = 0;
      const walk = noise.map(value => (level += value));
      return [noise, walk].map(y => fitAutoArima(y, { maxP: 2, maxQ: 2, start: 'single' }));
    });
    const count = (i: number, order: string) => names.filter(fits => String(fits[i]!.order) === order).length;
    expect(count(0, '0,0,0')).toBeGreaterThanOrEqual(12);
    expect(count(1, '0,1,0')).toBeGreaterThanOrEqual(12);
  });

  it('leaves 40 or more of 60 white noises without ARMA terms, as many as single starts do but for 2', () => {
    const counts = { single: 0, multi: 0 };
    for (let seed = 0; seed < 60; seed++) {
      const y = Array.from({ length: 250 }, normals(1000 + seed));
      for (const start of ['single', 'multi'] as const) {
        if (String(fitAutoArima(y, { start }).order) === '0,0,0') counts[start]++;
      }
    }
    expect(counts.multi).toBeGreaterThanOrEqual(40);
    expect(counts.multi).toBeGreaterThanOrEqual(counts.single - 2);
  });

  it.skipIf(!existsSync(BARS))(
    'never ends above a single start by 0.01 in AICc on 100 windows of 1,000 closes',
    () => {
      const windows = readdirSync(BARS)
        .filter(file => file.endsWith('.csv'))
        .map(file => closesOf(new URL(file, BARS)))
        .flatMap(y => [0, 60, 120, 180, 240].map(from => y.slice(from, from + 1000)))
        .filter(y => y.length === 1000)
        .slice(0, 100);
      expect(windows).toHaveLength(100);
      const above = windows.map(y => fitAutoArima(y).aicc - fitAutoArima(y, { start: 'single' }).aicc);
      expect(Math.max(...above)).toBeLessThanOrEqual(0.01);
      expect(above.filter(gain => gain < -6).length).toBeGreaterThan(10);
    },
    60_000,
  );

  it('finds the moving average in steps that lean against the one before', () => {
    const fit = fitAutoArima(prices(3, 800));
    expect(fit.order[1]).toBe(1);
    expect(fit.aicc).toBeLessThanOrEqual(fitArima(prices(3, 800), { order: [0, 1, 1], admissible: true }).aicc + 1e-6);
    expect(fit.aicc).toBeLessThan(fitArima(prices(3, 800), { order: [0, 1, 0] }).aicc);
  });

  it.each(golden.cases.filter(({ y }) => y.length <= 250))(
    'never ends worse with many starts than with one: $id',
    ({ y }) => {
      const options = { maxP: 3, maxQ: 3 };
      const single = fitAutoArima(y, { ...options, start: 'single' });
      expect(fitAutoArima(y, options).aicc).toBeLessThanOrEqual(single.aicc + 0.01);
    },
  );

  it('keeps to the orders it is given, and to no constant for d = 2', () => {
    const y = prices(8, 120);
    const fit = fitAutoArima(y, { maxP: 1, maxQ: 0, d: 2 });
    expect(fit.order[1]).toBe(2);
    expect(fit.order[0]).toBeLessThanOrEqual(1);
    expect(fit.order[2]).toBe(0);
    expect(fit.hasConstant).toBe(false);
  });

  it('does not depend on the unit', () => {
    const y = prices(5, 150);
    expect(
      fitAutoArima(
        y.map(value => value * 1e-8),
        { maxP: 2, maxQ: 2 },
      ).order,
    ).toEqual(fitAutoArima(y, { maxP: 2, maxQ: 2 }).order);
  });

  it('goes on from an exact trend exactly', () => {
    const fit = fitAutoArima(Array.from({ length: 30 }, (_, t) => 10 + 2 * t));
    expect(fit.name).toBe('arima(0,1,0)+c');
    expect(Array.from(forecast(fit, 2).mean)).toEqual([70, 72]);
  });

  it.each([{ maxP: -1 }, { maxQ: 1.5 }, { d: 3 }, { start: 'many' }])('refuses %j', options => {
    expect(() => fitAutoArima(prices(1, 50), options as AutoArimaOptions)).toThrow(RangeError);
  });
});
