import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contest, eProcess, eProcessFromJSON } from '../index.ts';
import { normals, uniforms } from '../models/testing/random-series.ts';

const contest = (actual: number, champion: number, challenger: number, scale = 1): Contest => {
  return { actual, champion, challenger, scale };
};

/** Student-t(3) errors, whose fourth moment does not exist. */
function heavy(seed: number): () => number {
  const normal = normals(seed);
  return () => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
}

/** The highest evidence over `sessions` of `symbols` with a common factor; the challenger adds noise or a true signal. */
function highest(seed: number, { symbols = 1, sessions = 500, signal = 0, correlation = 0 }): number {
  const [error, other] = [heavy(seed), normals(seed + 1)];
  const process = eProcess();
  let most = 0;
  for (let t = 0; t < sessions; t++) {
    const [common, commonNoise] = [error(), other()];
    const contests = Array.from({ length: symbols }, () => {
      const truth = 0.15 * other();
      const own = 0.15 * (Math.sqrt(correlation) * commonNoise + Math.sqrt(1 - correlation) * other());
      const shock = Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * error();
      return contest(signal * truth + shock, 0, signal > 0 ? signal * truth : own);
    });
    most = Math.max(most, process.push(contests));
  }
  return most;
}

describe('eProcess', () => {
  it('starts at 1 and stays where the forecasts agree or no symbol has one', () => {
    const process = eProcess();
    expect(process.evidence()).toBe(1);
    expect(process.push([])).toBe(1);
    expect(process.push([contest(5, 2, 2), contest(1, 7, 7)])).toBe(1);
    expect(process.sessionsNeeded(0.05)).toBe(Number.POSITIVE_INFINITY);
  });

  it('multiplies each bet by 1 + stake d, and is their mean', () => {
    const process = eProcess({ bets: [0.5, 2, 100] });
    // |101 - 100| - |101 - 100.5| = 0.5 = |a - b|: d = 1, the distance is a quarter of the scale.
    expect(process.push([contest(101, 100, 100.5, 2)])).toBeCloseTo((1.125 + 1.5 + 1.9) / 3, 12);
    // d = -1 at the same distance.
    expect(process.push([contest(99, 100, 100.5, 2)])).toBeCloseTo((1.125 * 0.875 + 1.5 * 0.5 + 1.9 * 0.1) / 3, 12);
  });

  it('bets on the symbols of a session together, those that are further apart weighing more', () => {
    const process = eProcess({ bets: [1] });
    const better = contest(101, 100, 100.3);
    const worse = contest(99, 100, 100.1);
    // Distances 0.3 and 0.1: their weighted mean is 0.25, the difference 0.5, the breadth 1.6, 1/1.6 + 0.2 (1 - 1/1.6) = 0.7.
    expect(process.push([better, worse, contest(3, 3, 3)])).toBeCloseTo(1 + (0.25 / 0.7) * 0.5, 12);
    const weighted = eProcess({ bets: [1] });
    expect(weighted.push([{ ...better, weight: 0 }, worse])).toBeCloseTo(1 - 0.1, 12);
  });

  it('seldom promotes a challenger that is no better, however often it is looked at', () => {
    const runs = 400;
    const promoted = (symbols: number, sessions: number, correlation: number) =>
      Array.from({ length: runs }, (_, i) => highest(7919 * (i + 1), { symbols, sessions, correlation })).filter(
        evidence => evidence >= 20,
      ).length / runs;
    expect(promoted(1, 600, 0)).toBeLessThanOrEqual(0.05);
    expect(promoted(8, 150, 0.5)).toBeLessThanOrEqual(0.05);
  });

  it('finds a true signal, sooner over more symbols', () => {
    const found = (symbols: number) =>
      Array.from({ length: 40 }, (_, i) => highest(104_729 * (i + 1), { symbols, sessions: 300, signal: 1 })).filter(
        evidence => evidence >= 20,
      ).length / 40;
    expect(found(20)).toBeGreaterThan(0.9);
    expect(found(20)).toBeGreaterThan(found(1));
  });

  it('finds signals that have nothing to do with each other sooner than one that is the same for all symbols', () => {
    const sessionsUntil = (seed: number, shared: boolean) => {
      const normal = normals(seed);
      const process = eProcess();
      for (let t = 1; t <= 2000; t++) {
        const one = normal();
        const contests = Array.from({ length: 20 }, () => {
          const forecast = 0.1 * (shared ? one : normal());
          return contest(forecast + normal(), 0, forecast);
        });
        if (process.push(contests) >= 20) return t;
      }
      return Number.POSITIVE_INFINITY;
    };
    const median = (shared: boolean) =>
      Array.from({ length: 21 }, (_, i) => sessionsUntil(7 * i + 1, shared)).sort((a, b) => a - b)[10]!;
    expect(median(false)).toBeLessThan(250);
    expect(median(true)).toBeGreaterThan(median(false));
  });

  it('says about how many sessions are missing', () => {
    const process = eProcess({ bets: [0.5] });
    for (let t = 0; t < 10; t++) process.push([contest(1, 0, 0.1)]);
    const each = Math.log(1.05);
    expect(process.sessionsNeeded(0.05)).toBe(Math.ceil(Math.log(20) / each - 10));
    for (let t = 10; t < 70; t++) process.push([contest(1, 0, 0.1)]);
    expect(process.sessionsNeeded(0.05)).toBe(0);
    const losing = eProcess();
    losing.push([contest(-1, 0, 0.1)]);
    expect(losing.sessionsNeeded(0.05)).toBe(Number.POSITIVE_INFINITY);
    expect(() => losing.sessionsNeeded(1)).toThrow(RangeError);
  });

  it('takes sessions in turns for more steps, and counts half of what is still out', () => {
    const [three, one] = [eProcess({ horizon: 3, bets: [0.4] }), eProcess({ bets: [0.4] })];
    const better = [contest(1, 0, 0.5)];
    expect(three.evidence()).toBe(1);
    const won = one.push(better);
    for (const others of [2, 1 + won, 2 * won]) {
      three.push(better);
      expect(three.evidence()).toBeCloseTo((won + others / 2) / 3, 12);
    }
    three.push(better);
    expect(three.evidence()).toBeCloseTo((one.push(better) + won) / 3, 12);
  });

  it('keeps its promise for overlapping outcomes, where the mean of the processes would not', () => {
    // Two steps ahead, so that the second of two bets is out when the first settles: its outcome is the opposite.
    const goal = 1.24;
    const highestOf = (seed: number) => {
      const uniform = uniforms(seed);
      const process = eProcess({ horizon: 2, bets: [100] });
      const most = { mean: 1, evidence: 1 };
      const wealth = () => process.toJSON().logWealth.map(([log]) => Math.exp(log!));
      const mean = () => wealth().reduce((sum, each) => sum + each / 2, 0);
      const push = (difference: number) => {
        const evidence = process.push([contest((1 + difference) / 2, 0, 1)]);
        most.mean = Math.max(most.mean, mean());
        most.evidence = Math.max(most.evidence, evidence);
      };
      for (let i = 0; i < 30 && most.mean < goal; i++) {
        const [first, second] = wealth() as [number, number];
        const within = mean() + Math.max(first, second) / 4 >= goal;
        const outcome = within ? Math.sign(uniform() - 0.5) : uniform() < 0.8 ? 0.25 : -1; // each has a mean of 0
        const swap = within && second > first;
        for (const difference of swap ? [0, outcome, -outcome, 0] : [outcome, within ? -outcome : outcome])
          push(difference);
      }
      return most;
    };
    const runs = Array.from({ length: 4000 }, (_, i) => highestOf(31 * i + 1));
    const share = (key: 'mean' | 'evidence') => runs.filter(most => most[key] >= goal).length / runs.length;
    expect(share('mean')).toBeGreaterThan(1 / goal + 0.03);
    expect(share('evidence')).toBeLessThan(1 / goal);
  });

  it('goes on from JSON with the same bits, and refuses other JSON', () => {
    const uniform = uniforms(2);
    let saved = eProcess({ horizon: 2 });
    const whole = eProcess({ horizon: 2 });
    for (let t = 0; t < 40; t++) {
      const next = [contest(uniform(), uniform(), uniform())];
      saved = eProcessFromJSON(JSON.parse(JSON.stringify(saved)));
      expect(saved.push(next)).toBe(whole.push(next));
    }
    expect(JSON.stringify(saved)).toBe(JSON.stringify(whole));
    const json = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
    for (const key of Object.keys(json)) {
      for (const junk of [
        null,
        'junk',
        -1,
        [[1]],
        [
          [0, 0],
          [0, 0],
        ],
      ]) {
        if (key === 'logWealth' && Array.isArray(junk) && junk.length === 2) continue; // as good a wealth as any
        expect(() => eProcessFromJSON({ ...json, [key]: junk }), `${key} = ${junk}`).toThrow(RangeError);
      }
    }
  });

  it('takes any numbers of any size and stays a number that is no less than 0', () => {
    const value = fc.double({ min: -1e290, max: 1e290, noNaN: true });
    const scale = fc.double({ min: 1e-290, max: 1e290, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value, scale), { maxLength: 30 }), rows => {
        const process = eProcess();
        for (const row of rows) expect(process.push([contest(...row)])).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([
    { ...contest(1, 2, 3), actual: Number.NaN },
    { ...contest(1, 2, 3), challenger: Number.POSITIVE_INFINITY },
    { ...contest(1, 2, 3), scale: 0 },
    { ...contest(1, 2, 3), weight: -1 },
  ])('refuses %o and stays as it was', bad => {
    const process = eProcess();
    process.push([contest(1, 0, 0.5)]);
    const before = JSON.stringify(process);
    expect(() => process.push([contest(1, 0, 0.5), bad])).toThrow(RangeError);
    expect(JSON.stringify(process)).toBe(before);
  });

  it.each([{ horizon: 0 }, { bets: [] }, { bets: [0] }, { bets: [Number.NaN] }])('refuses %o', options => {
    expect(() => eProcess(options)).toThrow(RangeError);
  });
});
