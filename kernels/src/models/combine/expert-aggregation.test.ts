import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normals } from '../testing/random-series.ts';
import { expertAggregation } from './expert-aggregation.ts';
import { type ExpertLoss, regretBound } from './regret-bound.ts';

const measure = (loss: ExpertLoss, f: number, y: number) => (loss === 'squared' ? (f - y) ** 2 : Math.abs(f - y));

/** The least loss of any sequence of experts with at most so many switches, by dynamic programming. */
function bestSequence(losses: readonly (readonly number[])[], switches: number): number {
  const experts = losses[0]!.length;
  let best = Array.from({ length: switches + 1 }, () => new Array<number>(experts).fill(0));
  losses.forEach((row, t) => {
    best = best.map((now, m) => {
      const from = m > 0 && t > 0 ? Math.min(...best[m - 1]!) : Number.POSITIVE_INFINITY;
      return now.map((sum, i) => Math.min(sum, from) + row[i]!);
    });
  });
  return Math.min(...best.flat());
}

const rounds = fc.array(
  fc.record({
    forecasts: fc.array(fc.constantFrom(-1, 0, 0.25, 0.5, 1, 3), { minLength: 3, maxLength: 3 }),
    actual: fc.constantFrom(-2, 0, 0.4, 1, 2),
  }),
  { minLength: 1, maxLength: 60 },
);
const settings = fc.record({
  loss: fc.constantFrom<ExpertLoss>('squared', 'absolute'),
  learningRate: fc.constantFrom(0.05, 0.5, 0.9, 3, 20),
  share: fc.constantFrom(0, 0.01, 0.2, 0.9),
});
const clip = (value: number) => Math.min(1, Math.max(0, value));

describe('expertAggregation', () => {
  it('never loses more than the bound against the best expert, nor, with a share, against the best that switches', () => {
    const law = fc.property(rounds, settings, (data, options) => {
      const mix = expertAggregation({ ...options, experts: 3, lower: 0, upper: 1 });
      let loss = 0;
      for (const { forecasts, actual } of data) loss += mix.push(forecasts, actual);
      const each = data.map(({ forecasts, actual }) =>
        forecasts.map(f => measure(options.loss, clip(f), clip(actual))),
      );
      for (const switches of [0, 1, 3].filter(m => m < data.length)) {
        const regret = loss - bestSequence(each, switches);
        expect(regret).toBeLessThanOrEqual(regretBound({ ...options, experts: 3 }, data.length, switches) + 1e-9);
        if (switches === 0) expect(mix.regret()).toBeCloseTo(regret, 9);
      }
    });
    fc.assert(law, { numRuns: 300 });
  });

  it('comes near its bound against a hostile outcome, which is therefore not idle', () => {
    const n = 400;
    const learningRate = Math.sqrt((8 * Math.log(2)) / n);
    const mix = expertAggregation({ experts: 2, learningRate, lower: 0, upper: 1, loss: 'absolute' });
    let seed = 7;
    for (let t = 0; t < n; t++) {
      seed = (seed * 48271) % 2147483647;
      mix.push([0, 1], seed % 2);
    }
    const bound = regretBound({ experts: 2, learningRate, loss: 'absolute' }, n);
    expect(bound).toBeCloseTo(Math.sqrt((n * Math.log(2)) / 2), 9);
    expect(mix.regret()).toBeGreaterThan(0.2 * bound);
  });

  it('follows the expert that became better, with a share in a dozen rounds, without one never in as many as before', () => {
    const normal = normals(4);
    const days = Array.from({ length: 400 }, (_, t) => {
      const actual = 0.5 + 0.1 * normal();
      return { actual, forecasts: t < 200 ? [actual, 0] : [0, actual] };
    });
    const roundsToFollow = (share: number) => {
      const mix = expertAggregation({ experts: 2, learningRate: 2, share, lower: 0, upper: 1 });
      return days.findIndex(({ forecasts, actual }, t) => {
        mix.push(forecasts, actual);
        return t >= 200 && mix.weights()[1]! > 0.5;
      });
    };
    expect(roundsToFollow(0.02)).toBeLessThan(215);
    expect(roundsToFollow(0)).toBe(-1);
  });

  it('goes on from JSON with the same bits, and keeps finite weights whatever happens', () => {
    const options = { experts: 3, learningRate: 5, lower: -0.1, upper: 0.1, share: 0.05 } as const;
    const normal = normals(9);
    const draw = () => Array.from({ length: 3 }, () => 0.05 * normal());
    const straight = expertAggregation(options);
    let halted = expertAggregation(options);
    for (let t = 0; t < 200; t++) {
      const forecasts = draw();
      const actual = 0.05 * normal();
      straight.push(forecasts, actual);
      halted.push(forecasts, actual);
      halted = expertAggregation(options, JSON.parse(JSON.stringify(halted.toJSON())));
    }
    expect(halted.toJSON()).toStrictEqual(straight.toJSON());
    expect(straight.weights().reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('takes back an expert whose weight is below the least double', () => {
    const mix = expertAggregation({ experts: 2, learningRate: 50, lower: 0, upper: 1 });
    for (let t = 0; t < 100; t++) mix.push([0, 1], 0);
    expect(mix.weights()[1]).toBe(0);
    for (let t = 0; t < 101; t++) mix.push([0, 1], 1);
    expect(mix.weights()[1]).toBeGreaterThan(0.99);
  });

  const good = { experts: 2, learningRate: 0.5, lower: 0, upper: 1 };
  it.each([
    [{ ...good, experts: 0 }, 'experts must be an integer'],
    [{ ...good, learningRate: 0 }, 'learningRate must be a finite number above 0, got 0'],
    [{ ...good, share: 1 }, 'share must be 0 or more and below 1, got 1'],
    [{ ...good, lower: 1 }, 'lower and upper must be finite with lower below upper, got 1 and 1'],
    [{ ...good, upper: Number.NaN }, 'lower and upper must be finite'],
    [{ ...good, loss: 'log' as ExpertLoss }, 'loss must be squared or absolute, got log'],
  ])('refuses %j', (options, message) => {
    expect(() => expertAggregation(options)).toThrow(RangeError);
    expect(() => expertAggregation(options)).toThrow(message);
  });

  it('refuses forecasts of another number, values that are not finite, and the state of other options', () => {
    const mix = expertAggregation(good);
    expect(() => mix.push([1], 0)).toThrow('forecasts must hold one value per expert, 2, got 1');
    expect(() => mix.push([1, Number.NaN], 0)).toThrow('forecasts[1] must be a finite number');
    expect(() => mix.push([1, 1], Number.NaN)).toThrow('actual must be a finite number, got NaN');
    const saved = mix.toJSON();
    expect(saved.rounds).toBe(0);
    expect(() => expertAggregation({ ...good, share: 0.1 }, saved)).toThrow('the state was saved with share 0');
    expect(() => expertAggregation(good, { ...saved, losses: [0] })).toThrow(RangeError);
    expect(() => expertAggregation(good, { ...saved, logWeights: [-1, -2] })).toThrow(RangeError);
    expect(() => expertAggregation(good, { ...saved, loss: Number.NaN })).toThrow(RangeError);
  });
});

describe('regretBound', () => {
  it('is ln N / eta for squared loss and a rate of 1/2, whatever the number of rounds', () => {
    expect(regretBound({ experts: 10, learningRate: 0.5 }, 1)).toBe(2 * Math.log(10));
    expect(regretBound({ experts: 10, learningRate: 0.5 }, 1e6)).toBe(2 * Math.log(10));
  });

  it('adds eta n / 8 otherwise, and is infinite for switches without a share', () => {
    expect(regretBound({ experts: 4, learningRate: 0.1, loss: 'absolute' }, 800)).toBeCloseTo(
      10 * Math.log(4) + 10,
      12,
    );
    expect(regretBound({ experts: 4, learningRate: 0.1 }, 800, 1)).toBe(Number.POSITIVE_INFINITY);
    const shared = regretBound({ experts: 4, learningRate: 0.5, share: 0.01 }, 100, 2);
    expect(shared).toBeCloseTo(2 * (Math.log(4) + 2 * Math.log(400) - 97 * Math.log(0.99)), 12);
  });

  it('refuses more switches than rounds allow', () => {
    expect(() => regretBound({ experts: 2, learningRate: 1 }, 5, 5)).toThrow(RangeError);
    expect(() => regretBound({ experts: 2, learningRate: 1 }, 0)).toThrow(RangeError);
  });
});
