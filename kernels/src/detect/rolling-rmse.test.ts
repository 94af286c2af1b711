import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectorFromJSON,
  measureRunLength,
  normalSampler,
  type RollingRmseOptions,
  type RollingRmseState,
  rollingRmse,
  type Sampler,
} from '../index.ts';

const options: RollingRmseOptions = { baseline: 1, window: 2, ratio: 0.1, consecutive: 2 };
const alarms = (errors: readonly number[], change: Partial<RollingRmseOptions> = {}) => {
  const detector = rollingRmse({ ...options, ...change });
  return errors.map(error => detector.push(error)).flatMap(({ alarm }, i) => (alarm ? [i] : []));
};
const error = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const errors = fc.array(error, { minLength: 1, maxLength: 60 });

describe('rollingRmse', () => {
  it('compares the rolling RMSE with the baseline raised by the ratio', () => {
    const detector = rollingRmse({ ...options, baseline: 2 });
    expect(detector.push(3)).toEqual({ alarm: false, statistic: Number.NaN, threshold: 2.2 });
    expect(detector.push(-1)).toEqual({ alarm: false, statistic: Math.sqrt(5), threshold: 2.2 });
    expect(detector.push(2)).toEqual({ alarm: false, statistic: Math.sqrt(2.5), threshold: 2.2 });
  });

  it.each([
    { name: 'fires on the k-th session in a row', errors: [1, 1, 2, 2, 2], expected: [3] },
    { name: 'counts nothing before the window is full', errors: [9, 9, 9], expected: [2] },
    { name: 'is silent while it stays above', errors: [2, 2, 2, 2, 2, 2], expected: [2] },
    { name: 'fires again after a session below', errors: [2, 2, 2, 0, 0, 2, 2, 2], expected: [2, 6] },
    { name: 'starts counting anew when it was interrupted', window: 1, errors: [2, 0, 2, 0, 2, 2], expected: [5] },
    { name: 'does not take the threshold itself for above', errors: [1.1, 1.1, 1.1, 1.1], expected: [] },
    { name: 'takes errors of either sign', errors: [-2, 2, -2], expected: [2] },
  ])('$name', ({ errors, window = 2, expected }) => {
    // 1.1 is baseline · (1 + ratio) with the same rounding
    expect(alarms(errors, { window })).toEqual(expected);
  });

  it('with k = 1 fires as soon as the window is full, once', () => {
    expect(alarms([2, 2, 2, 2], { consecutive: 1 })).toEqual([1]);
  });

  it('a perfect baseline makes any error drift', () => {
    expect(alarms([0, 0, 0, 1e-9, 0], { baseline: 0 })).toEqual([4]);
  });

  it('goes on with the same bits after a JSON round trip at any moment', () => {
    const law = fc.property(errors, fc.integer({ min: 1, max: 9 }), fc.nat(60), (values, window, cut) => {
      const chosen = { ...options, baseline: 10, window };
      const whole = rollingRmse(chosen);
      const expected = values.map(value => whole.push(value));
      const before = rollingRmse(chosen);
      const head = values.slice(0, cut).map(value => before.push(value));
      const after = detectorFromJSON(JSON.parse(JSON.stringify(before)));
      expect([...head, ...values.slice(cut).map(value => after.push(value))]).toEqual(expected);
      expect(after.toJSON()).toEqual(whole.toJSON());
    });
    fc.assert(law);
  });

  it('the statistic has the bits of the window alone, whatever came before it', () => {
    const law = fc.property(errors, fc.array(error, { minLength: 5, maxLength: 5 }), (history, window) => {
      const long = rollingRmse({ ...options, window: 5 });
      const short = rollingRmse({ ...options, window: 5 });
      for (const value of [1e12, ...history]) long.push(value);
      const [a, b] = [long, short].map(detector => window.map(value => detector.push(value).statistic).at(-1));
      expect(a).toBe(b);
    });
    fc.assert(law);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses an error of %d and goes on',
    bad => {
      const detector = rollingRmse(options);
      detector.push(2);
      expect(() => detector.push(bad)).toThrow(RangeError);
      expect(detector.push(2).statistic).toBe(2);
    },
  );

  it.each([
    { baseline: -1 },
    { baseline: Number.NaN },
    { baseline: Number.POSITIVE_INFINITY },
    { ratio: -0.1 },
    { ratio: Number.NaN },
    { window: 0 },
    { window: 2.5 },
    { consecutive: 0 },
  ])('rejects the option %j', change => {
    expect(() => rollingRmse({ ...options, ...change })).toThrow(RangeError);
  });

  const saved = (change: object) => ({ ...rollingRmse(options).toJSON(), ...change }) as RollingRmseState;
  it.each([
    ['another kind', saved({ kind: 'cusum' })],
    ['other options', saved({ options: { ...options, window: 3 } })],
    ['more errors than the window', saved({ errors: [1, 2, 3] })],
    ['an error that JSON could not hold', saved({ errors: [null] })],
    ['no errors', saved({ errors: undefined })],
    ['an impossible count', saved({ above: 3 })],
  ])('rejects a saved state with %s', (_, state) => {
    expect(() => rollingRmse(options, state)).toThrow(RangeError);
  });

  it('rejects a state of an unknown kind', () => {
    expect(() => detectorFromJSON({ kind: 'tea-leaves', options: {} })).toThrow(/tea-leaves/);
  });

  it('states the average run length of normal errors in any unit', () => {
    const options = { baseline: 40, window: 20, ratio: 0.1, consecutive: 3 };
    const stated = rollingRmse(options).averageRunLength;
    const errors: Sampler = uniform => {
      const normal = normalSampler(uniform);
      return () => 40 * normal();
    };
    const { mean, standardError } = measureRunLength(() => rollingRmse(options), errors, { seed: 2 });
    expect(stated).toMatchObject({ basis: 'simulated', atLeast: false });
    expect(Math.abs(stated.value - mean)).toBeLessThan(4 * Math.hypot(standardError, stated.standardError));
    expect(rollingRmse({ ...options, ratio: 1 }).averageRunLength).toMatchObject({ value: 10_000, atLeast: true });
  });

  it('gives a false alarm within a year of unchanged normal errors nearly always, as documented', () => {
    let seed = 1;
    const uniform = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed + 0.5) / 2 ** 32;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const usual = { baseline: 1, window: 20, ratio: 0.1, consecutive: 5 };
    let alarmed = 0;
    for (let run = 0; run < 200; run++) {
      const detector = rollingRmse(usual);
      const year = Array.from({ length: 19 + 252 }, () => detector.push(normal()).alarm);
      if (year.includes(true)) alarmed += 1;
    }
    expect(alarmed / 200).toBeGreaterThan(0.95);
  });
});
