import { describe, expect, it } from 'vitest';
import { hasM4Weekly, type M4Series, m4Weekly, officialForecasts, publishedScores } from '../../../bench/m4/data.ts';
import { officialSes } from '../../../bench/m4/official-ses.ts';
import { m4Mase, overall, sMape } from '../../../bench/m4/scores.ts';
import { m4Table } from '../../../bench/m4/table.ts';
import { combine } from './combine/combine.ts';
import { fitDamped, fitHolt } from './ets/holt.ts';
import { forecast } from './forecast.ts';
import { naive } from './random-walk.ts';
import { fitSes } from './ses.ts';
import { fitTheta } from './theta.ts';

const scored = (series: readonly M4Series[], predict: (y: readonly number[]) => ArrayLike<number>) =>
  series.map(({ train, test }) => {
    const mean = predict(train);
    return { sMAPE: sMape(test, mean), MASE: m4Mase(train, test, mean) };
  });
const walk = (y: readonly number[]) => forecast(naive(y), 13).mean;

describe.skipIf(!hasM4Weekly())('M4 Weekly', () => {
  const series = hasM4Weekly() ? m4Weekly() : [];
  const published = hasM4Weekly() ? publishedScores() : new Map();

  it('has 359 series with 13 values to forecast', () => {
    expect(series).toHaveLength(359);
    expect(series.every(({ test }) => test.length === 13)).toBe(true);
  });

  it('repeats the official naive forecasts digit for digit', () => {
    for (const method of ['Naive', 'sNaive', 'Naive2'] as const) {
      const official = officialForecasts(method);
      for (const { id, train } of series) expect(Array.from(walk(train)), id).toEqual(official.get(id));
    }
  });

  it('repeats the official SES forecasts digit for digit, save where their search ran into its limit', () => {
    const official = officialForecasts('SES');
    const others = series.filter(
      ({ id, train }) => Number(officialSes(train).toPrecision(10)) !== official.get(id)?.[0],
    );
    expect(others.map(({ id }) => id)).toEqual(['W19']);
  });

  it('agrees with the official SES forecasts to a median of 1e-6 at the exact optimum', () => {
    const official = officialForecasts('SES');
    const apart = series.map(({ id, train }) =>
      Math.abs(forecast(fitSes(train), 1).mean[0]! / official.get(id)![0]! - 1),
    );
    apart.sort((a, b) => a - b);
    expect(apart[179]).toBeLessThan(1e-6);
    expect(apart.at(-1)).toBeLessThan(0.003);
  });

  it.each([
    ['Naive', walk, 0.0006],
    ['SES', (y: readonly number[]) => forecast(fitSes(y), 13).mean, 0.001],
    ['Theta', (y: readonly number[]) => forecast(fitTheta(y), 13).mean, 0.006],
    [
      'Com',
      (y: readonly number[]) =>
        combine(
          [fitSes, fitHolt, fitDamped].map(each => forecast(each(y), 13)),
          { method: 'mean' },
        ).mean,
      0.025,
    ],
  ] as const)('has the published scores of %s', (name, predict, within) => {
    const { sMAPE, MASE, OWA } = overall(scored(series, predict), scored(series, walk));
    const theirs = published.get(name)!;
    expect(Math.abs(sMAPE - theirs.sMAPE!)).toBeLessThan(within);
    expect(Math.abs(MASE - theirs.MASE!)).toBeLessThan(within);
    expect(Math.abs(OWA - theirs.OWA!)).toBeLessThan(within);
  });

  it('makes the table of the ten shortest series, in which the recommended combination beats Naive2', () => {
    const shortest = series.toSorted((a, b) => a.train.length - b.train.length).slice(0, 10);
    const rows = m4Table(shortest, published);
    expect(rows.every(({ sMAPE, MASE }) => sMAPE > 0 && MASE > 0)).toBe(true);
    expect(rows.find(({ name }) => name === 'Naive2')?.OWA).toBe(1);
    expect(rows.at(-1)?.name).toBe('recommended combination');
    expect(rows.at(-1)?.OWA).toBeLessThan(1);
  });
});
