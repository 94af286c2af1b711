import { describe, expect, it } from 'vitest';
import {
  bootstrapSampler,
  type CusumOptions,
  cusum,
  cusumRunLength,
  type Detector,
  type DetectorState,
  detectorFromJSON,
  eDetector,
  ewmaChart,
  ewmaRunLength,
  measureRunLength,
  normalSampler,
  pageHinkley,
  type Sampler,
  solveThreshold,
} from '../index.ts';
import { uniformSource } from '../math/random.ts';

/** With another seed than any threshold was solved with. */
function measured(detector: Detector, sampler: Sampler, runs = 2000) {
  const state = detector.toJSON() as DetectorState;
  return measureRunLength(() => detectorFromJSON(state), sampler, { seed: 99, runs });
}

/** Mostly small, sometimes far out: the tail of daily losses. */
const heavy: Sampler = uniform => {
  const normal = normalSampler(uniform);
  return () => normal() * (uniform() < 0.05 ? 4 : 0.8);
};
const draw = heavy(uniformSource(8));
const sample = Float64Array.from({ length: 1500 }, draw);

describe('thresholds solved for an asked average run length', () => {
  it.each([
    ['cusum', cusum({ averageRunLength: 200 })],
    ['cusum, increases', cusum({ averageRunLength: 100, sides: 'up', allowance: 0.25 })],
    ['ewma chart', ewmaChart({ averageRunLength: 200, lambda: 0.05 })],
    ['ewma chart, decreases', ewmaChart({ averageRunLength: 100, sides: 'down' })],
    ['page-hinkley', pageHinkley({ averageRunLength: 200 })],
  ] as const)('hold for normal input: %s', (_, detector) => {
    const { mean, standardError } = measured(detector, normalSampler);
    const asked = detector.averageRunLength.value;
    expect(Math.abs(mean / asked - 1)).toBeLessThan(0.1);
    expect(standardError / asked).toBeLessThan(0.03);
  });

  it('hold for input of another mean and deviation', () => {
    const detector = cusum({ averageRunLength: 100, mean: -40, standardDeviation: 7 });
    const sampler: Sampler = uniform => {
      const normal = normalSampler(uniform);
      return () => 7 * normal() - 40;
    };
    expect(Math.abs(measured(detector, sampler).mean / 100 - 1)).toBeLessThan(0.1);
  });

  it.each([
    ['cusum', cusum],
    ['ewma chart', ewmaChart],
    ['page-hinkley', pageHinkley],
  ] as const)('hold for a sample with heavy tails, where the normal threshold fires too often: %s', (_, make) => {
    const bootstrap = bootstrapSampler(sample);
    const solved = make({ averageRunLength: 200, inControl: sample });
    expect(Math.abs(solved.averageRunLength.value / 200 - 1)).toBeLessThan(0.02);
    expect(solved.averageRunLength.basis).toBe('simulated');
    expect(Math.abs(measured(solved, bootstrap).mean / 200 - 1)).toBeLessThan(0.1);
    const { options } = cusum({ threshold: 1, inControl: sample, runs: 2 }).toJSON();
    const { mean, standardDeviation } = options;
    const naive = cusum({ averageRunLength: 200, mean, standardDeviation });
    expect(measured(naive, bootstrap).mean).toBeLessThan(170);
  });

  it('hold for a source of dependent observations', () => {
    const sampler = bootstrapSampler(sample, { meanBlock: 10 });
    const detector = cusum({ averageRunLength: 150, inControl: sampler, standardDeviation: 1.5 });
    expect(Math.abs(measured(detector, sampler).mean / 150 - 1)).toBeLessThan(0.1);
  });

  it('are the same for the same seed, and stated as the runs had them', () => {
    const options: CusumOptions = { averageRunLength: 60, inControl: sample, runs: 500, seed: 5 };
    expect(cusum(options).toJSON()).toStrictEqual(cusum(options).toJSON());
    expect(cusum({ ...options, seed: 6 }).toJSON()).not.toEqual(cusum(options).toJSON());
    const { threshold } = cusum(options).toJSON().options;
    const given = cusum({ threshold, inControl: sample }).averageRunLength;
    expect(Math.abs(given.value / 60 - 1)).toBeLessThan(0.15);
  });

  it('take the step next to the asked run length where it jumps, and refuse one that no step is near', () => {
    const rare: Sampler = uniform => () => (uniform() < 0.1 ? 3 : 1);
    const solve = (asked: number) =>
      solveThreshold(threshold => ewmaChart({ threshold, lambda: 1 }), rare, asked, { assumes: 'rare', runs: 400 });
    const { threshold, averageRunLength } = solve(20);
    expect(threshold).toBe(1); // fires at every 3; above 3 it never does
    expect(Math.abs(averageRunLength.value - 10)).toBeLessThan(2);
    expect(() => solve(5)).toThrow(/at least 9|at least 10/);
    expect(() => solve(5)).toThrow(RangeError);
  });

  it.each([
    [/exactly one/, {}],
    [/exactly one/, { threshold: 4, averageRunLength: 100 }],
    [/threshold/, { threshold: 0 }],
    [/threshold/, { threshold: Number.NaN }],
    [/above 1/, { averageRunLength: 1 }],
    [/above 1/, { averageRunLength: Number.NaN }],
    [/averageRunLength must be above 1\.6/, { averageRunLength: 1.2 }],
    [/at most/, { averageRunLength: 1e10 }],
    [/times runs/, { averageRunLength: 1e9, inControl: sample }],
    [/at least/, { averageRunLength: 1.05, inControl: sample, runs: 50 }],
    [/2 values/, { averageRunLength: 100, inControl: [1] }],
    [/standardDeviation/, { averageRunLength: 100, inControl: [1, 1, 1] }],
    [/inControl\[1\]/, { averageRunLength: 100, inControl: [1, Number.NaN] }],
    [/runs/, { averageRunLength: 100, inControl: sample, runs: 1 }],
    [/seed/, { averageRunLength: 100, inControl: sample, seed: -1 }],
  ] as const)('refuse with %s', (message, options) => {
    expect(() => cusum(options)).toThrow(RangeError);
    expect(() => cusum(options)).toThrow(message);
  });
});

describe('average run lengths of given thresholds', () => {
  it('fall with the change, and are those of simulation', () => {
    for (const shift of [0.5, 1.5]) {
      const changed: Sampler = uniform => {
        const normal = normalSampler(uniform);
        return () => shift + normal();
      };
      const one = measured(cusum({ threshold: 4 }), changed).mean;
      expect(Math.abs(one / cusumRunLength({ allowance: 0.5, sides: 'both' }, 4, shift) - 1)).toBeLessThan(0.1);
      for (const sides of ['up', 'both'] as const) {
        const two = measured(ewmaChart({ threshold: 2.7, sides }), changed).mean;
        expect(Math.abs(two / ewmaRunLength({ lambda: 0.1, sides }, 2.7, shift) - 1)).toBeLessThan(0.1);
      }
      const away = ewmaRunLength({ lambda: 0.1, sides: 'down' }, 1, shift);
      expect(away).toBeGreaterThan(ewmaRunLength({ lambda: 0.1, sides: 'down' }, 1));
    }
  });

  it('are simulated where the integral equation would take too long', () => {
    const wide = cusum({ threshold: 400, allowance: 0 });
    expect(wide.averageRunLength).toMatchObject({ basis: 'simulated', atLeast: true });
    expect(() => cusumRunLength({ allowance: 0, sides: 'up' }, 400)).toThrow(RangeError);
    const slow = ewmaChart({ threshold: 2, lambda: 1e-4, mean: 5, standardDeviation: 3 });
    expect(slow.averageRunLength.basis).toBe('simulated');
  });
});

describe('measureRunLength', () => {
  it('gives the mean, median and every length, the same for the same seed', () => {
    const make = () => ewmaChart({ threshold: 2, lambda: 1 });
    const one = measureRunLength(make, normalSampler, { runs: 5000 });
    expect(one).toEqual(measureRunLength(make, normalSampler, { runs: 5000 }));
    expect(Math.abs(one.mean / 21.98 - 1)).toBeLessThan(0.05); // 1 / (2 Phi(-2))
    expect(Math.abs(one.median - 15)).toBeLessThanOrEqual(2);
    expect(one.unfinished).toBe(0);
    expect(one.lengths).toEqual(one.lengths.toSorted());
  });

  it('counts an alarm at the first observation as 1', () => {
    const { lengths } = measureRunLength(
      () => ewmaChart({ threshold: 1, lambda: 1 }),
      () => () => 5,
      { runs: 3 },
    );
    expect(Array.from(lengths)).toEqual([1, 1, 1]);
  });

  it('ends runs without an alarm, and counts them', () => {
    const make = () => ewmaChart({ threshold: 1, lambda: 1 });
    const quiet = measureRunLength(make, () => () => 0, { runs: 10, longest: 50 });
    expect(quiet).toMatchObject({ mean: 50, standardError: 0, median: 50, unfinished: 10 });
    const last: Sampler = () => {
      let n = 0;
      return () => (++n === 50 ? 2 : 0);
    };
    expect(measureRunLength(make, last, { runs: 10, longest: 50 })).toMatchObject({ mean: 50, unfinished: 0 });
  });

  it.each([{ runs: 1 }, { longest: 0 }, { seed: 0.5 }])('refuses %j', options => {
    expect(() => measureRunLength(() => eDetector({ averageRunLength: 9 }), normalSampler, options)).toThrow(
      RangeError,
    );
  });
});

describe('bootstrapSampler', () => {
  it('draws the values of the sample, each about as often', () => {
    const next = bootstrapSampler([1, 2, 3, 4])(uniformSource(2));
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 8000; i++) counts[next() - 1]!++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('draws stretches of the asked mean length', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i);
    const next = bootstrapSampler(values, { meanBlock: 5 })(uniformSource(2));
    let breaks = 0;
    let before = next();
    for (let i = 0; i < 10_000; i++) {
      const value = next();
      if (value !== (before + 1) % 100) breaks++;
      before = value;
    }
    expect(Math.abs(breaks - 2000)).toBeLessThan(200);
  });

  it.each([0.9, Number.NaN, Number.POSITIVE_INFINITY])('refuses a mean block of %d', meanBlock => {
    expect(() => bootstrapSampler([1, 2], { meanBlock })).toThrow(RangeError);
  });
});
