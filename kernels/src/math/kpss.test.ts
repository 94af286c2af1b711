import { expect, it } from 'vitest';
import { normals, prices } from '../models/testing/random-series.ts';
import { kpss, rejectsLevel } from './kpss.ts';

it('is, without lags, the sum of squared partial sums over n times the sum of squares', () => {
  // n = 4: trunc(3 * 2 / 13) = 0 lags. e = -1.5, -0.5, 0.5, 1.5; partial sums -1.5, -2, -1.5, 0; 8.5 / 4 / 5.
  expect(kpss(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(8.5 / 20, 14);
});

it('weighs one lag by a half', () => {
  // n = 25: 1 lag. Alternating -1, 1 with mean 1/25: computed from the definition.
  const y = Float64Array.from({ length: 25 }, (_, t) => (t % 2 === 0 ? 1 : -1));
  const e = Array.from(y, value => value - 1 / 25);
  const product = (lag: number) => e.slice(lag).reduce((sum, value, t) => sum + value * e[t]!, 0);
  let partial = 0;
  const squares = e.reduce((sum, value) => {
    partial += value;
    return sum + partial ** 2;
  }, 0);
  expect(kpss(y)).toBeCloseTo(squares / 25 / (product(0) + product(1)), 12);
});

it('accepts noise and rejects a random walk, whatever the unit', () => {
  const noise = Float64Array.from({ length: 300 }, normals(2));
  const walk = Float64Array.from(prices(2, 300));
  for (const unit of [1e-150, 1, 1e150]) {
    expect(rejectsLevel(noise.map(value => value * unit))).toBe(false);
    expect(rejectsLevel(walk.map(value => value * unit))).toBe(true);
  }
});
