import { describe, expect, it } from 'vitest';
import { ewmaVariance } from '../models/garch/ewma-variance.ts';
import { simulateGarch } from '../models/garch/testing/simulate-garch.ts';
import { uniforms } from '../models/testing/random-series.ts';
import { adaptiveConformal } from './adaptive-conformal.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { conformalFromJSON } from './conformal-from-json.ts';
import { conformalPid, type PidOptions } from './conformal-pid.ts';
import { coverageLedger } from './coverage-ledger.ts';
import { splitConformal } from './split-conformal.ts';

type Make = (options: ConformalOptions) => ConformalIntervals;
const METHODS: [string, Make][] = [
  ['splitConformal', splitConformal],
  ['adaptiveConformal', adaptiveConformal],
  ['conformalPid', conformalPid],
];

/** One step ahead, mean 0 and scale 1: the set that was issued and whether it covered. */
const step = (intervals: ConformalIntervals, actual: number) => {
  intervals.interval(0, 1);
  return intervals.push({ actual })!;
};

const CALIBRATION = 400;
const SESSIONS = 1260;
const SERIES = Array.from({ length: 30 }, (_, i) => {
  const law = { omega: 0.02, alpha: 0.08, beta: 0.9, degrees: 6 };
  const returns = simulateGarch(104_729 * (i + 1), 100 + CALIBRATION + SESSIONS, law);
  const volatility = ewmaVariance(0.94);
  const scales = returns.map(value => {
    const scale = Math.sqrt(volatility.variance());
    volatility.push(value);
    return scale;
  });
  const scores = returns.map((value, t) => Math.abs(value) / scales[t]!).slice(100, 100 + CALIBRATION);
  return { returns: returns.slice(-SESSIONS), scales: scales.slice(-SESSIONS), scores };
});

/** 90 % intervals over all series: what the bars are about. */
function measure(make: Make) {
  const ledger = coverageLedger(60);
  let [width, rolling, near] = [0, 0, 0];
  SERIES.forEach(({ returns, scales, scores }, s) => {
    const intervals = make({ level: 0.9, scores });
    returns.forEach((actual, t) => {
      const { lower, upper, set } = intervals.interval(0, scales[t]!);
      if (set === 'bounded') width += upper - lower;
      const row = ledger.record({ symbol: `S${s}`, horizon: 1, ...intervals.push({ actual })! });
      if (Number.isNaN(row.rolling)) return;
      rolling++;
      near += Number(Math.abs(row.rolling - 0.9) < 0.08 + 1e-9);
    });
  });
  const rows = ledger.rows();
  const total = (name: 'covered' | 'infinite' | 'labels') => rows.reduce((sum, row) => sum + row[name], 0);
  const labels = total('labels');
  return { covered: total('covered') / labels, infinite: total('infinite') / labels, near: near / rolling, width };
}

describe('on GARCH-t returns, nominal 90 %', () => {
  const split = measure(splitConformal);

  it.each(METHODS.slice(1))('%s holds its coverage, overall and over 60 sessions, at little more width', (_, make) => {
    const { covered, near, width, infinite } = measure(make);
    expect(covered).toBeGreaterThan(0.89);
    expect(covered).toBeLessThan(0.91);
    expect(near).toBeGreaterThan(0.96);
    expect(near).toBeGreaterThan(split.near);
    expect(width / split.width).toBeLessThan(1.06);
    expect(infinite).toBeLessThan(0.001);
  });

  it('splitConformal covers overall', () => {
    expect(split.covered).toBeGreaterThan(0.88);
    expect(split.covered).toBeLessThan(0.92);
  });
});

describe.each(METHODS)('%s', (_, make) => {
  it('comes back from JSON with the same bits in every session, forecasts in flight included', () => {
    const { returns, scales } = SERIES[0]!;
    const [whole, cut] = [make({ level: 0.8, horizon: 3, window: 40 }), make({ level: 0.8, horizon: 3, window: 40 })];
    let saved = cut;
    for (let t = 0; t < 150; t++) {
      saved = conformalFromJSON(JSON.parse(JSON.stringify(saved)));
      expect(saved.interval(0.1, scales[t]!)).toEqual(whole.interval(0.1, scales[t]!));
      expect(saved.push({ actual: returns[t]! })).toEqual(whole.push({ actual: returns[t]! }));
    }
    expect(JSON.stringify(saved)).toBe(JSON.stringify(whole));
  });

  it('learns from a label in the session it is due and never before', () => {
    const scores = Array.from({ length: 30 }, (_, i) => i / 10);
    const intervals = make({ level: 0.8, horizon: 3, scores });
    const first = intervals.interval(5, 2);
    expect(intervals.push({ actual: 100 })).toBeUndefined();
    expect(intervals.push({ actual: -100 })).toBeUndefined();
    expect(intervals.interval(5, 2)).toEqual(first);
    const settled = intervals.push({ actual: 25 });
    expect(settled).toEqual({ ...first, mean: 5, scale: 2, actual: 25, score: 10, covered: false });
    expect(intervals.interval(5, 2).upper).toBeGreaterThan(first.upper);
  });

  it('drops a forecast without a label and lets a second one of the session take the place of the first', () => {
    const intervals = make({ level: 0.5, scores: [1, 2, 3] });
    intervals.interval(0, 1);
    expect(intervals.push({ actual: undefined })).toBeUndefined();
    expect(intervals.push({ actual: 4 })).toBeUndefined();
    intervals.interval(0, 1);
    intervals.interval(7, 1);
    expect(intervals.push({ actual: 8 })).toMatchObject({ mean: 7, score: 1, covered: true });
  });

  it('is infinite until the scores can tell, then bounded', () => {
    const intervals = make({ level: 0.9 });
    const sets = Array.from({ length: 12 }, (_, t) => step(intervals, t % 3).set);
    expect(sets.slice(0, 8)).toEqual(Array(8).fill('infinite'));
    expect(sets.at(-1)).toBe('bounded');
    expect(intervals.interval(Number.MAX_VALUE, Number.MAX_VALUE).set).toBe('infinite');
  });

  it('scales with its data', () => {
    const { returns, scales } = SERIES[1]!;
    const [small, large] = [make({ level: 0.9 }), make({ level: 0.9 })];
    for (let t = 0; t < 100; t++) {
      const [a, b] = [small.interval(0, scales[t]!), large.interval(0, scales[t]! * 2 ** 100)];
      expect(b.upper).toBe(a.upper * 2 ** 100);
      small.push({ actual: returns[t]! });
      large.push({ actual: returns[t]! * 2 ** 100 });
    }
  });

  it('refuses what it cannot use and stays as it was', () => {
    const intervals = make({ level: 0.5, scores: [1, 2, 3] });
    intervals.interval(1, 1);
    const before = JSON.stringify(intervals);
    for (const actual of [Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
      expect(() => intervals.push({ actual })).toThrow(RangeError);
    }
    for (const [mean, scale] of [
      [Number.NaN, 1],
      [0, 0],
      [0, -1],
      [0, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(() => intervals.interval(mean, scale)).toThrow(RangeError);
    }
    expect(JSON.stringify(intervals)).toBe(before);
  });

  it.each([
    { level: 0 },
    { level: 1 },
    { level: Number.NaN },
    { level: 0.9, horizon: 0 },
    { level: 0.9, window: 0.5 },
    { level: 0.9, scores: [1, -1] },
    { level: 0.9, scores: [Number.NaN] },
  ])('refuses %o', options => {
    expect(() => make(options)).toThrow(RangeError);
  });
});

it('takes the ceil((n + 1) level)-th smallest of the newest scores', () => {
  const scores = [100, 9, 1, 8, 2, 7, 3, 6, 4, 5];
  expect(splitConformal({ level: 0.9, scores, window: 9 }).interval(0, 1)).toEqual({
    set: 'bounded',
    lower: -9,
    upper: 9,
  });
  expect(splitConformal({ level: 0.9, scores, window: 8 }).interval(0, 1).set).toBe('infinite');
  expect(splitConformal({ level: 0.5, scores, window: 9 }).interval(0, 1).upper).toBe(5);
  expect(splitConformal({ level: 0.6, scores }).interval(0, 1).upper).toBe(7);
});

it('covers at least the level, by at most 1 / (n + 1), of independent scores', () => {
  const uniform = uniforms(12);
  const intervals = splitConformal({ level: 0.8, window: 20, scores: Array.from({ length: 20 }, uniform) });
  const covered = Array.from({ length: 20_000 }, () => Number(step(intervals, uniform()).covered));
  const share = covered.reduce((sum, each) => sum + each, 0) / 20_000;
  expect(Math.abs(share - 17 / 21)).toBeLessThan(0.012);
});

describe('adaptiveConformal', () => {
  it('moves the level asked by the rate times the surprise', () => {
    const scores = Array.from({ length: 99 }, (_, i) => i + 1);
    const intervals = adaptiveConformal({ level: 0.9, rate: 0.05, scores, window: 99 });
    expect(intervals.interval(0, 1).upper).toBe(90);
    intervals.push({ actual: 95.5 });
    expect((intervals.toJSON()['memory'] as number[])[0]).toBeCloseTo(0.945, 15);
    expect(intervals.interval(0, 1).upper).toBe(95.5);
  });

  it('is infinite after many misses and empty after many hits, and the share of misses obeys its bound', () => {
    const rate = 0.2;
    const intervals = adaptiveConformal({ level: 0.5, rate, window: 20, scores: [1, 2, 3] });
    const seen = new Set<string>();
    let misses = 0;
    for (let t = 1; t <= 600; t++) {
      const adversary = t < 300 ? 2 ** Math.min(t, 400) : 0;
      const { set, covered, lower, upper } = step(intervals, adversary);
      if (set === 'empty') expect([lower > upper, covered]).toEqual([true, false]);
      seen.add(set);
      misses += Number(!covered);
      expect(Math.abs(misses / t - 0.5)).toBeLessThanOrEqual((0.5 + rate) / (rate * t) + 1e-12);
    }
    expect([...seen].sort()).toEqual(['bounded', 'empty', 'infinite']);
  });

  it('with rate 0 is split conformal', () => {
    const [still, split] = [adaptiveConformal({ level: 0.9, rate: 0 }), splitConformal({ level: 0.9 })];
    for (const actual of SERIES[2]!.returns.slice(0, 300)) expect(step(still, actual)).toEqual(step(split, actual));
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a rate of %d', rate => {
    expect(() => adaptiveConformal({ level: 0.9, rate })).toThrow(RangeError);
  });
});

describe('conformalPid', () => {
  const scores = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it('tracks the quantile by the rate times the largest score', () => {
    const intervals = conformalPid({ level: 0.8, rate: 0.1, integral: 0, scores });
    expect(intervals.interval(0, 1).upper).toBe(9);
    intervals.push({ actual: 9.5 });
    expect(intervals.interval(0, 1).upper).toBeCloseTo(9 + 0.1 * 10 * 0.8, 12);
    intervals.push({ actual: 20 });
    intervals.interval(0, 1);
    expect(intervals.interval(0, 1).upper).toBeCloseTo(9.8 + 0.1 * 20 * 0.8, 12);
  });

  it('adds the tangent of the integrated misses', () => {
    const intervals = conformalPid({ level: 0.8, rate: 0, integral: 0.5, saturation: 2, scores });
    step(intervals, 9.5);
    const angle = ((Math.log(2) / 2) * 0.8) / 2;
    expect(intervals.interval(0, 1).upper).toBeCloseTo(9 + 0.5 * 10 * Math.tan(angle), 12);
  });

  it('is infinite and empty where the tangent is', () => {
    const options: PidOptions = { level: 0.5, integral: 0.1, saturation: 0.3, scores };
    const [missing, covering] = [conformalPid(options), conformalPid(options)];
    for (let t = 0; t < 4; t++) {
      step(missing, 10 ** (t + 3));
      step(covering, 0);
    }
    const sets = Array.from({ length: 6 }, () => [step(missing, 1e30).set, step(covering, 0).set]);
    expect(sets.map(([set]) => set)).toContain('infinite');
    expect(sets.map(([, set]) => set)).toContain('empty');
  });

  it.each([{ rate: -1 }, { integral: -1 }, { saturation: 0 }, { saturation: Number.NaN }])('refuses %o', gains => {
    expect(() => conformalPid({ level: 0.9, ...gains })).toThrow(RangeError);
  });
});

it.each([
  ['version', 2],
  ['kind', 'other'],
  ['level', 2],
  ['window', 0],
  ['scores', [1, Number.NaN]],
  ['memory', [1, 2, 3, 4]],
  ['session', -1],
  ['pending', [{ due: 1, mean: 0, scale: 0, quantile: 1 }]],
  ['rate', 'fast'],
])('refuses a saved %s of %j', (field, damage) => {
  for (const make of [adaptiveConformal, conformalPid]) {
    const state = make({ level: 0.9 }).toJSON();
    expect(() => conformalFromJSON({ ...state, [field]: damage })).toThrow(RangeError);
  }
});
