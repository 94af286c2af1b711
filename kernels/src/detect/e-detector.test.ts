import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detect,
  detectorFromJSON,
  type EDetectorState,
  eDetector,
  lossDifference,
  measureRunLength,
  normalSampler,
  pooledLossDifference,
  type Sampler,
} from '../index.ts';

const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const unit = fc.double({ min: -1, max: 1, noNaN: true });

describe('e-detector', () => {
  it('has the Shiryaev-Roberts sum: the wealth of bets begun at every past observation', () => {
    const law = fc.property(fc.array(unit, { minLength: 1, maxLength: 30 }), series => {
      const detector = eDetector({ averageRunLength: 1e100, bets: [0.3, 0.6] });
      const { statistics } = detect(detector, series);
      series.forEach((_, t) => {
        let wealth = 0;
        for (const bet of [0.3, 0.6])
          for (let start = 0; start <= t; start++)
            wealth += series.slice(start, t + 1).reduce((product, x) => product * (1 + bet * x), 1) / 2;
        expect(statistics[t]! / wealth).toBeCloseTo(1, 9);
      });
    });
    fc.assert(law);
  });

  it('fires at its threshold, not only above it', () => {
    const detector = eDetector({ averageRunLength: 3, bets: [1] });
    expect(detector.push(0.5)).toEqual({ alarm: false, statistic: 1.5, threshold: 3 });
    expect(detector.push(0.2)).toEqual({ alarm: true, statistic: 3, threshold: 3 });
    expect(detector.push(0)).toEqual({ alarm: false, statistic: 1, threshold: 3 });
  });

  const coin: Sampler = uniform => () => (uniform() < 0.5 ? -1 : 1);
  const skewed: Sampler = uniform => () => (uniform() < 0.9 ? 0.1 : -0.9); // mean 0, the alarms' side nearly always
  const dependent: Sampler = uniform => {
    let size = 1;
    return () => {
      const x = (uniform() < 0.5 ? -1 : 1) * size;
      size = x > 0 ? 0.2 : 1; // the sign stays fair given the past
      return x;
    };
  };
  it.each([
    ['fair coins', coin],
    ['a skewed distribution', skewed],
    ['sizes that depend on the past', dependent],
  ] as const)('takes c observations or more until a false alarm: %s', (_, sampler) => {
    const make = () => eDetector({ averageRunLength: 100 });
    const { mean, standardError, unfinished } = measureRunLength(make, sampler, { runs: 1500, longest: 20_000 });
    expect(unfinished).toBe(0);
    expect(mean).toBeGreaterThan(100 - 3 * standardError);
    expect(mean).toBeLessThan(300);
  });

  const returns =
    (forecaster: (last: number, normal: number) => number): Sampler =>
    uniform => {
      const normal = normalSampler(uniform);
      let last = normal();
      return () => {
        const forecast = forecaster(last, normal());
        last = normal();
        return lossDifference({ actual: last, forecast, benchmark: 0 });
      };
    };
  it('finds a forecast that is the price before last within 100 sessions, and lets a useful one run', () => {
    const make = () => eDetector({ averageRunLength: 1000 });
    const stale = measureRunLength(
      make,
      returns(last => -last),
      { runs: 200 },
    );
    expect(stale.median).toBeLessThan(110);
    const noisy = measureRunLength(
      make,
      returns((_, normal) => 0.5 * normal),
      { runs: 200 },
    );
    expect(noisy.median).toBeLessThan(220);
    const useful: Sampler = uniform => {
      const normal = normalSampler(uniform);
      return () => {
        const forecast = 0.1 * normal();
        return lossDifference({ actual: forecast + normal(), forecast, benchmark: 0 });
      };
    };
    const { lengths } = measureRunLength(make, useful, { runs: 200, longest: 252 });
    expect(lengths.filter(length => length < 252).length).toBeLessThan(20);
  });

  it('states what is proved', () => {
    const { averageRunLength } = eDetector({ averageRunLength: 1000 });
    expect(averageRunLength).toMatchObject({ value: 1000, basis: 'proved', atLeast: true, standardError: 0 });
  });

  it.each([1.0000001, -1.1, 2])('refuses %d', x => {
    expect(() => eDetector({ averageRunLength: 10 }).push(x)).toThrow(RangeError);
  });

  it.each([
    { averageRunLength: 1 },
    { averageRunLength: Number.NaN },
    { averageRunLength: Number.POSITIVE_INFINITY },
    { bets: [] },
    { bets: [0] },
    { bets: [0.5, 1.5] },
    { bets: [Number.NaN] },
  ])('refuses the option %j', change => {
    expect(() => eDetector({ averageRunLength: 10, ...change })).toThrow(RangeError);
  });

  it.each([{ sums: [1] }, { sums: [-1, 0, 0, 0, 0, 0] }])('refuses a saved state with %j', change => {
    const state: EDetectorState = eDetector({ averageRunLength: 10 }).toJSON();
    expect(() => detectorFromJSON({ ...state, ...change })).toThrow(RangeError);
  });
});

describe('lossDifference', () => {
  it.each([
    ['beyond the benchmark', { actual: 90, forecast: 102, benchmark: 100 }, 1],
    ['beyond the forecast', { actual: 110, forecast: 102, benchmark: 100 }, -1],
    ['half way', { actual: 101, forecast: 102, benchmark: 100 }, 0],
    ['a quarter from the forecast', { actual: 101.5, forecast: 102, benchmark: 100 }, -0.5],
    ['equal forecasts', { actual: 90, forecast: 100, benchmark: 100 }, 0],
    ['equal forecasts with a scale', { actual: 90, forecast: 100, benchmark: 100, scale: 2 }, 0],
    ['forecasts nearer than the scale', { actual: 90, forecast: 102, benchmark: 100, scale: 8 }, 0.25],
    ['forecasts farther than the scale', { actual: 90, forecast: 102, benchmark: 100, scale: 1 }, 1],
  ])('an actual %s', (_, pair, expected) => {
    expect(lossDifference(pair)).toBe(expected);
  });

  it('lies in -1 to 1 and changes its sign when the forecasts change places', () => {
    const law = fc.property(
      price,
      price,
      price,
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (actual, a, b, scale) => {
        const x = lossDifference({ actual, forecast: a, benchmark: b, scale });
        expect(Math.abs(x)).toBeLessThanOrEqual(1);
        expect(lossDifference({ actual, forecast: b, benchmark: a, scale }) + x).toBe(0);
      },
    );
    fc.assert(law);
  });

  it.each([{ actual: Number.NaN }, { forecast: Number.POSITIVE_INFINITY }, { scale: -1 }, { scale: Number.NaN }])(
    'refuses %j',
    change => {
      expect(() => lossDifference({ actual: 1, forecast: 2, benchmark: 3, ...change })).toThrow(RangeError);
    },
  );
});

describe('pooledLossDifference', () => {
  it('is the weighted mean', () => {
    expect(pooledLossDifference([1, -0.5])).toBe(0.25);
    expect(pooledLossDifference([1, -0.5], [1, 3])).toBe(-0.125);
    expect(pooledLossDifference([1, -0.5], [0, 0])).toBe(0);
  });

  it('stays within -1 to 1', () => {
    const weight = fc.double({ min: 0, max: 1e9, noNaN: true });
    const law = fc.property(fc.array(fc.tuple(unit, weight), { minLength: 1 }), pairs => {
      const pooled = pooledLossDifference(
        pairs.map(([x]) => x),
        pairs.map(([, w]) => w),
      );
      expect(Math.abs(pooled)).toBeLessThanOrEqual(1);
    });
    fc.assert(law);
  });

  it.each([
    [[], undefined],
    [[2], undefined],
    [[Number.NaN], undefined],
    [[1], [1, 1]],
    [[1], [-1]],
    [[1], [Number.NaN]],
  ])('refuses %j with weights %j', (differences, weights) => {
    expect(() => pooledLossDifference(differences, weights)).toThrow(RangeError);
  });
});
