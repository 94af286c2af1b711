import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WalkForwardPlan, walkForward } from '../index.ts';

type Seen = { readonly from: number; readonly to: number; readonly fitted: number };

/** A model that is nothing but the range of observations it was shown; its forecast names the targets. */
function spy() {
  const calls: string[] = [];
  const model = {
    fit(from: number, to: number): Seen {
      calls.push(`fit ${from}-${to}`);
      return { from, to, fitted: to };
    },
    extend(seen: Seen, t: number): Seen {
      if (t !== seen.to) throw new Error(`shown observation ${t} after ${seen.to - 1}`);
      calls.push(`extend ${t}`);
      return { ...seen, to: t + 1 };
    },
    forecast: (seen: Seen, horizon: number) => Array.from({ length: horizon }, (_, h) => seen.to + h),
  };
  return { calls, model };
}

const plan = (change: Partial<WalkForwardPlan> = {}): WalkForwardPlan => ({
  n: 8,
  firstOrigin: 4,
  refitEvery: 2,
  horizon: 1,
  window: 'expanding',
  ...change,
});

describe('walkForward', () => {
  it.each([
    { name: 'refit at every second origin', change: {}, calls: ['fit 0-4', 'extend 4', 'fit 0-6', 'extend 6'] },
    { name: 'refit at every origin', change: { refitEvery: 1 }, calls: ['fit 0-4', 'fit 0-5', 'fit 0-6', 'fit 0-7'] },
    { name: 'fit once', change: { refitEvery: 99 }, calls: ['fit 0-4', 'extend 4', 'extend 5', 'extend 6'] },
    { name: 'a window of 3', change: { window: 3 }, calls: ['fit 1-4', 'extend 4', 'fit 3-6', 'extend 6'] },
    { name: 'a window beyond the start', change: { window: 5 }, calls: ['fit 0-4', 'extend 4', 'fit 1-6', 'extend 6'] },
    { name: 'two steps, two origins fewer', change: { horizon: 3 }, calls: ['fit 0-4', 'extend 4'] },
    { name: 'one origin', change: { firstOrigin: 7 }, calls: ['fit 0-7'] },
    {
      name: 'an embargo of 2: the fit ends earlier and is shown the rest',
      change: { embargo: 2 },
      calls: ['fit 0-2', 'extend 2', 'extend 3', 'extend 4', 'fit 0-4', 'extend 4', 'extend 5', 'extend 6'],
    },
    {
      name: 'an embargo and a window of 2',
      change: { embargo: 1, window: 2, refitEvery: 99 },
      calls: ['fit 1-3', 'extend 3', 'extend 4', 'extend 5', 'extend 6'],
    },
  ])('$name', ({ change, calls }) => {
    const watched = spy();
    walkForward(plan(change), watched.model);
    expect(watched.calls).toEqual(calls);
  });

  const plans = fc
    .record({
      n: fc.integer({ min: 2, max: 40 }),
      horizon: fc.integer({ min: 1, max: 5 }),
      firstOrigin: fc.integer({ min: 1, max: 40 }),
      refitEvery: fc.integer({ min: 1, max: 12 }),
      window: fc.oneof(fc.constant('expanding' as const), fc.integer({ min: 1, max: 50 })),
      embargo: fc.integer({ min: 0, max: 6 }),
    })
    .filter(({ n, horizon, firstOrigin, embargo }) => firstOrigin + horizon <= n && embargo < firstOrigin);

  it('never looks ahead: a model that forecasts from an origin was shown what came before it, and nothing else', () => {
    const law = fc.property(plans, chosen => {
      const fits: Seen[] = [];
      const { origins, forecasts } = walkForward(chosen, {
        ...spy().model,
        forecast: (seen: Seen, horizon) => {
          fits.push(seen);
          return new Float64Array(horizon).fill(seen.to);
        },
      });
      expect(Array.from(forecasts, steps => steps[0])).toEqual(Array.from(origins));
      fits.forEach(({ from, fitted }, i) => {
        const refit = chosen.firstOrigin + i - (i % chosen.refitEvery);
        expect(fitted).toBe(refit - chosen.embargo);
        expect(fitted - from).toBe(chosen.window === 'expanding' ? fitted : Math.min(chosen.window, fitted));
      });
      expect(origins[0]).toBe(chosen.firstOrigin);
      expect(origins.at(-1)).toBe(chosen.n - chosen.horizon);
    });
    fc.assert(law);
  });

  it('another value at or after an origin changes no forecast made from it', () => {
    const series = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 8, maxLength: 8 });
    const law = fc.property(series, fc.integer({ min: 4, max: 7 }), (y, changed) => {
      const means = (values: readonly number[]) =>
        walkForward(plan(), {
          fit: (from, to) => ({ sum: values.slice(from, to).reduce((a, b) => a + b, 0), n: to - from }),
          extend: ({ sum, n }, t) => ({ sum: sum + (values[t] ?? 0), n: n + 1 }),
          forecast: ({ sum, n }) => [sum / n],
        });
      const before = means(y);
      const after = means(y.with(changed, 1e9));
      before.origins.forEach((origin, i) => {
        if (origin <= changed) expect(after.forecasts[i]).toEqual(before.forecasts[i]);
      });
      expect(after.forecasts.at(-1)).toEqual(
        changed < 7 ? expect.not.arrayContaining([...(before.forecasts.at(-1) ?? [])]) : before.forecasts.at(-1),
      );
    });
    fc.assert(law);
  });

  it('shows a model that keeps no state of its own (undefined) the same schedule', () => {
    const calls: string[] = [];
    walkForward<undefined>(plan(), {
      fit: (from, to) => void calls.push(`fit ${from}-${to}`) as undefined,
      extend: (_, t) => void calls.push(`extend ${t}`) as undefined,
      forecast: () => [0],
    });
    expect(calls).toEqual(['fit 0-4', 'extend 4', 'fit 0-6', 'extend 6']);
  });

  it('copies the forecasts, so that a model may reuse its buffer', () => {
    const buffer = new Float64Array(1);
    const { forecasts } = walkForward(plan(), {
      ...spy().model,
      forecast: (seen: Seen) => {
        buffer[0] = seen.to;
        return buffer;
      },
    });
    expect(forecasts.map(([step]) => step)).toEqual([4, 5, 6, 7]);
  });

  it.each([
    { n: 1 },
    { n: Number.NaN },
    { firstOrigin: 0 },
    { firstOrigin: 8 },
    { horizon: 0 },
    { horizon: 5 },
    { refitEvery: 0 },
    { refitEvery: 1.5 },
    { window: 0 },
    { window: Number.NaN },
  ])('rejects %j', change => {
    expect(() => walkForward(plan(change), spy().model)).toThrow(RangeError);
  });

  it('rejects a forecast of another length than the horizon and says at which origin', () => {
    const short = { ...spy().model, forecast: () => [1] };
    expect(() => walkForward(plan({ horizon: 2 }), short)).toThrow(/2 steps, got 1 at origin 4/);
  });
});
