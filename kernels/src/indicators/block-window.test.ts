import { describe, expect, it } from 'vitest';
import { rollingLine } from './rolling-line.ts';
import { rollingTotal } from './rolling-total.ts';
import { rollingWindow } from './rolling-window.ts';
import { weightedMean } from './weighted-mean.ts';

/** Cents near 100 and whole volumes: sums of a window, and of its squares, are exact in doubles when they are counted in cents. */
function market(n: number): { cents: Float64Array; volumes: Float64Array } {
  let seed = 20261123;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const cents = new Float64Array(n);
  for (let t = 0; t < n; t++) cents[t] = 10_000 + Math.floor(100 * Math.sin(t / 5000)) + Math.floor(40 * uniform());
  return { cents, volumes: Float64Array.from(cents, () => Math.floor(1000 * uniform())) };
}

type Statistics = Readonly<Record<string, number>>;

/** The statistics of the window that ends at t, recomputed from its numbers. */
function recomputed(cents: Float64Array, volumes: Float64Array, t: number, size: number): Statistics {
  const [x, v] = [cents.subarray(t - size + 1, t + 1), volumes.subarray(t - size + 1, t + 1)];
  const total = x.reduce((sum, one) => sum + one, 0);
  const mean = total / size;
  const traded = v.reduce((sum, one) => sum + one, 0);
  return {
    total,
    mean,
    deviation: (total - size * cents[t]!) / size,
    // n² times the sum of squared deviations is an integer.
    squares: (size * x.reduce((sum, one) => sum + one * one, 0) - total * total) / size,
    absolutes: x.reduce((sum, one) => sum + Math.abs(size * one - total), 0) / size,
    weighted: x.reduce((sum, one, i) => sum + (i + 1) * (one - cents[t]!), 0) / ((size * (size + 1)) / 2),
    byVolume: traded > 0 ? x.reduce((sum, one, i) => sum + v[i]! * one, 0) / traded : mean,
  };
}

function running(size: number) {
  const [window, total, line, byVolume] = [
    rollingWindow(size, undefined),
    rollingTotal(size, undefined),
    rollingLine(size, undefined),
    weightedMean(size, undefined),
  ];
  let last = Number.NaN;
  return {
    push(x: number, volume: number): void {
      for (const part of [window, total, line]) part.push(x);
      last = byVolume.push(x, volume);
    },
    full: () => [window, total, line].map(part => part.full()),
    read: (): Statistics => ({
      total: total.total(),
      mean: window.mean(),
      deviation: line.meanDeviation(),
      squares: window.squares(),
      absolutes: window.absolutes(),
      weighted: line.weightedDeviation(),
      byVolume: last,
    }),
  };
}

/** The greatest distance as a share of the number, or of a cent where a difference of prices is smaller than one. */
const distance = (got: Statistics, wanted: Statistics): number =>
  Math.max(...Object.entries(wanted).map(([name, x]) => Math.abs(got[name]! - x) / Math.max(1, Math.abs(x))));

describe.each([1, 2, 8, 9, 20, 250])('windows of %d', size => {
  const n = 4 * size + 3;
  const { cents, volumes } = market(n);

  it('agree with recomputed ones to 13 digits, from the first full one on', () => {
    const stream = running(size);
    for (let t = 0; t < n; t++) {
      stream.push(cents[t]!, volumes[t]!);
      expect(stream.full()).toEqual(Array(3).fill(t >= size - 1));
      if (t >= size - 1) expect(distance(stream.read(), recomputed(cents, volumes, t, size))).toBeLessThan(1e-13);
    }
  });

  it('keep nothing of a number 1e12 times as high once it is out', () => {
    for (const at of [0, size - 1, size, size + (size >> 1)]) {
      const stream = running(size);
      const spiked = cents.with(at, 1e16);
      for (let t = 0; t < n; t++) {
        stream.push(spiked[t]!, volumes[t]! * (t === at ? 1e12 : 1));
        if (t < at + size || t < size) continue;
        expect(distance(stream.read(), recomputed(cents, volumes, t, size))).toBeLessThan(1e-13);
      }
    }
  });
});

it('do not drift over a million bars', () => {
  const { cents, volumes } = market(1_000_000);
  const stream = running(20);
  let worst = 0;
  for (let t = 0; t < cents.length; t++) {
    stream.push(cents[t]!, volumes[t]!);
    if (t % 997 === 0 && t > 20) worst = Math.max(worst, distance(stream.read(), recomputed(cents, volumes, t, 20)));
  }
  expect(distance(stream.read(), recomputed(cents, volumes, cents.length - 1, 20))).toBeLessThan(1e-13);
  expect(worst).toBeLessThan(1e-13);
});
