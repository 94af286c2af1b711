import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdwinState,
  type AdwinWindow,
  adwin,
  cusum,
  detect,
  detectorFromJSON,
  ewmaChart,
  pageHinkley,
  runLengthFor,
} from '../index.ts';

const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 100 });
const statistics = (detector: Parameters<typeof detect>[0], series: number[]) =>
  Array.from(detect(detector, series).statistics);

function windowOf(series: number[]) {
  const detector = adwin({ clock: 1000 });
  detect(detector, series);
  return detector.toJSON().window;
}

describe('cusum', () => {
  it('adds what is above the allowance and starts again after an alarm', () => {
    const series = [1, 0.25, 2, 2, -1, -4];
    const { statistics: found, alarms } = detect(cusum({ threshold: 3 }), series);
    expect(Array.from(found)).toEqual([0.5, 0.25, 1.75, 3.25, 0.5, 4]);
    expect(alarms).toEqual([3, 5]);
  });

  it('does not take the threshold itself for above', () => {
    expect(detect(cusum({ threshold: 3 }), [3.5, 0.75]).alarms).toEqual([1]);
  });

  it('watches one side alone when asked', () => {
    expect(statistics(cusum({ threshold: 9, sides: 'up' }), [-3, 2])).toEqual([0, 1.5]);
    expect(statistics(cusum({ threshold: 9, sides: 'down' }), [-3, 2])).toEqual([2.5, 0]);
  });

  it('mirrors: decreases of x are increases of -x', () => {
    const law = fc.property(values, series => {
      const mirrored = series.map(x => -x);
      expect(statistics(cusum({ threshold: 3, sides: 'down' }), mirrored)).toEqual(
        statistics(cusum({ threshold: 3, sides: 'up' }), series),
      );
      expect(statistics(cusum({ threshold: 3 }), mirrored)).toEqual(statistics(cusum({ threshold: 3 }), series));
    });
    fc.assert(law);
  });

  it('takes the mean and deviation of a sample in control', () => {
    const { options } = cusum({ threshold: 4, inControl: [2, 4, 6], runs: 10 }).toJSON();
    expect(options).toMatchObject({ mean: 4, standardDeviation: Math.sqrt(8 / 3) });
    const own = cusum({ threshold: 4, inControl: [2, 4, 6], mean: 1, runs: 10 }).toJSON();
    expect(own.options.mean).toBe(1);
  });

  it.each([1e-150, 1, 1e100])('finds the same in units of %d', unit => {
    const series = [1, 2, 0, 3, 2];
    const scaled = cusum({ threshold: 4, mean: unit, standardDeviation: unit });
    const plain = cusum({ threshold: 4, mean: 1 });
    expect(
      detect(
        scaled,
        series.map(x => x * unit),
      ).alarms,
    ).toEqual(detect(plain, series).alarms);
  });

  it.each([
    { allowance: -0.1 },
    { allowance: Number.NaN },
    { standardDeviation: 0 },
    { standardDeviation: Number.POSITIVE_INFINITY },
    { mean: Number.NaN },
    { sides: 'left' as 'up' },
  ])('refuses %j', options => {
    expect(() => cusum({ threshold: 4, ...options })).toThrow(RangeError);
  });

  it('refuses an observation so far out that sums of such would overflow', () => {
    expect(() => cusum({ threshold: 4, standardDeviation: 1e-200 }).push(1)).toThrow(RangeError);
    expect(() => cusum({ threshold: 4, mean: -1e308 }).push(1e308)).toThrow(RangeError);
  });
});

describe('ewma chart', () => {
  it('averages, in deviations of the average', () => {
    const deviation = Math.sqrt(0.2 / 1.8);
    const found = statistics(ewmaChart({ threshold: 9, lambda: 0.2 }), [1, -2]);
    expect(found[0]).toBeCloseTo(0.2 / deviation, 12);
    expect(found[1]).toBeCloseTo(0.24 / deviation, 12);
    expect(statistics(ewmaChart({ threshold: 9, lambda: 0.2, sides: 'up' }), [1, -2])[1]).toBe(-found[1]!);
    expect(statistics(ewmaChart({ threshold: 9, lambda: 0.2, sides: 'down' }), [1, -2])[1]).toBe(found[1]);
  });

  it('with lambda 1 is a Shewhart chart', () => {
    expect(detect(ewmaChart({ threshold: 3, lambda: 1 }), [2.9, 3.1, -3.1, 0]).alarms).toEqual([1, 2]);
  });

  it.each([{ lambda: 0 }, { lambda: 1.1 }, { lambda: Number.NaN }, { sides: 'left' as 'up' }])(
    'refuses %j',
    options => {
      expect(() => ewmaChart({ threshold: 3, ...options })).toThrow(RangeError);
    },
  );
});

describe('page-hinkley', () => {
  it('has no statistic before the minimum, and none again after an alarm', () => {
    const detector = pageHinkley({ threshold: 5, minimum: 3, delta: 0, alpha: 1 });
    expect(statistics(detector, [0, 0, 0])).toEqual([Number.NaN, Number.NaN, 0]);
    expect(detector.push(8)).toEqual({ alarm: true, statistic: 6, threshold: 5 });
    expect(detector.push(8).statistic).toBeNaN();
  });

  it('needs no mean: a constant added to every observation changes nothing', () => {
    const integers = fc.array(fc.integer({ min: -64, max: 64 }), { minLength: 8, maxLength: 8 });
    const law = fc.property(integers, series => {
      const plain = statistics(pageHinkley({ threshold: 40, minimum: 1 }), series);
      const moved = statistics(
        pageHinkley({ threshold: 40, minimum: 1 }),
        series.map(x => x + 1024),
      );
      plain.forEach((value, i) => {
        expect(moved[i]).toBeCloseTo(value, 6);
      });
    });
    fc.assert(law);
  });

  it.each([
    { delta: -1 },
    { delta: Number.NaN },
    { alpha: 0 },
    { alpha: 1.1 },
    { minimum: 0 },
    { minimum: 1.5 },
    { sides: 'left' as 'up' },
  ])('refuses %j', options => {
    expect(() => pageHinkley({ threshold: 50, ...options })).toThrow(RangeError);
  });
});

describe('adwin', () => {
  it('keeps a window of any length in a few buckets', () => {
    const detector = adwin();
    for (let i = 0; i < 100_000; i++) detector.push((i * 0.618034) % 1);
    const { window } = detector.toJSON();
    expect(window.width).toBe(100_000);
    expect(window.rows.length).toBeLessThan(17);
    expect(JSON.stringify(window).length).toBeLessThan(6000);
  });

  it('cuts down to the fewest observations that are asked for on a side', () => {
    const series = [...new Array(200).fill(0), 4];
    const options = { delta: 0.9, clock: 1, grace: 0 };
    expect(detect(adwin({ ...options, shortest: 1 }), series).alarms).toEqual([200]);
    expect(detect(adwin({ ...options, shortest: 5 }), series).alarms).toEqual([]);
    expect(detect(adwin({ ...options, shortest: 1 }), series.toReversed()).alarms.length).toBe(1);
  });

  it('does not test in its grace', () => {
    const options = { delta: 0.9, clock: 1, shortest: 1 };
    const series = [...new Array(20).fill(0), ...new Array(20).fill(10)];
    expect(detect(adwin({ ...options, grace: 30 }), series).alarms).toEqual([30]);
    expect(detect(adwin({ ...options, grace: 40 }), series).alarms).toEqual([]);
  });

  it('has the mean and variance of its window', () => {
    const law = fc.property(values, series => {
      const { total, squares, width, rows } = windowOf(series);
      const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
      expect(width).toBe(series.length);
      expect(total / width).toBeCloseTo(mean, 9);
      expect(squares).toBeCloseTo(
        series.reduce((sum, x) => sum + (x - mean) ** 2, 0),
        6,
      );
      expect(rows.flatMap(row => row.totals).reduce((sum, x) => sum + x, 0)).toBeCloseTo(total, 9);
    });
    fc.assert(law);
  });

  it.each([{ delta: 0 }, { delta: 1 }, { clock: 0 }, { mostBuckets: 1 }, { shortest: 0 }, { grace: -1 }])(
    'refuses %j',
    options => {
      expect(() => adwin(options)).toThrow(RangeError);
    },
  );

  it('refuses a window whose buckets do not add up', () => {
    const state = adwin().toJSON();
    const broken = (change: Partial<AdwinWindow>): AdwinState => ({ ...state, window: { ...state.window, ...change } });
    expect(() => detectorFromJSON(broken({ width: 3 }))).toThrow(/width/);
    expect(() => detectorFromJSON(broken({ rows: [] }))).toThrow(/row/);
  });
});

describe('runLengthFor', () => {
  it.each([
    [{ symbols: 50, perYear: 1 }, 12_600],
    [{ symbols: 50, perYear: 1, share: 0.5 }, 25_200],
    [{ symbols: 1, perYear: 1, share: 0.5 }, 504],
    [{ symbols: 5, perYear: 2, sessionsPerYear: 365 }, 912.5],
  ])('%j is %d sessions', (budget, expected) => {
    expect(runLengthFor(budget)).toBe(expected);
  });

  it.each([{ symbols: 0 }, { symbols: 1.5 }, { perYear: 0 }, { share: 0 }, { share: 1.1 }, { sessionsPerYear: 0 }])(
    'refuses %j',
    change => {
      expect(() => runLengthFor({ symbols: 5, perYear: 1, ...change })).toThrow(RangeError);
    },
  );
});
