import { expect, it } from 'vitest';
import { calendar } from '#shared';
import type { TrainingData } from './data.ts';
import { openModel, parseSpec } from './specs.ts';

const SESSIONS = calendar('XNYS').sessions('2020-01-02', '2021-03-31');
const close = Float64Array.from(
  SESSIONS,
  (_, t) => 100 * Math.exp(0.0004 * t + 0.02 * Math.sin(t * t) + 0.05 * Math.sin(t / 30)),
);
const data: TrainingData = { symbol: 'TEST', sessions: SESSIONS, close, features: new Map() };
const SPECS = [
  'naive',
  'drift',
  'ses',
  'holt',
  'damped',
  'ets',
  'theta',
  'dynamic-theta',
  'auto-arima',
  'recommended',
  'arima(1,1,1)',
];

it.each(SPECS)('%s trains on closes, is stored as JSON, and forecasts the same when it is read back', name => {
  const fitted = parseSpec(name).fit({ ...data, close: close.subarray(0, 250) });
  expect(fitted).toMatchObject({ spec: name, priceOnly: true });
  const [own, read] = [fitted.start(), openModel(JSON.parse(JSON.stringify(fitted.toJSON()))).start()];
  for (const value of close) {
    own.push({ close: value });
    read.push({ close: value });
  }
  const steps = own.forecast(3, 0.9);
  expect(read.forecast(3, 0.9)).toEqual(steps);
  for (const { mean, lower, upper } of steps) {
    expect(lower).toBeLessThan(mean);
    expect(mean).toBeLessThan(upper);
    expect(mean / (close.at(-1) ?? 0)).toBeGreaterThan(0.9);
    expect(mean / (close.at(-1) ?? 0)).toBeLessThan(1.1);
  }
});

const columns = 3;
/** The first column tells the sign of the next return, the others nothing; two sessions of warm-up. */
const features = Float64Array.from({ length: close.length * columns }, (_, at) => {
  const t = Math.floor(at / columns);
  const next = Math.log((close[t + 1] ?? 1) / (close[t] ?? 1));
  return t < 2 ? Number.NaN : ([Math.sign(next), Math.cos(t), (t * 7) % 5][at % columns] ?? Number.NaN);
});
const withFeatures: TrainingData = { ...data, features: new Map([['core@1', { columns, data: features }]]) };

it.each(['ridge(core@1)', 'gbdt(core@1)'])('%s trains on features and comes back from JSON the same', name => {
  const fitted = parseSpec(name).fit(withFeatures);
  expect(fitted).toMatchObject({ spec: name, featureSet: 'core@1', priceOnly: false });
  const [own, read] = [fitted.start(), openModel(JSON.parse(JSON.stringify(fitted.toJSON()))).start()];
  let right = 0;
  for (let t = 2; t + 1 < close.length; t++) {
    const seen = { close: close[t] ?? 0, features: features.subarray(t * columns, (t + 1) * columns) };
    own.push(seen);
    read.push(seen);
    const steps = own.forecast(7, 0.9);
    expect(read.forecast(7, 0.9)).toEqual(steps);
    const { lower = 0, mean = 0, upper = 0 } = steps[0] ?? {};
    expect(lower < mean && mean < upper).toBe(true);
    right += Number(Math.sign(mean - seen.close) === features[t * columns]);
  }
  // The ridge's prior holds it near the mean return, yet the sign is the feature's to tell.
  expect(right / (close.length - 3)).toBeGreaterThan(name.startsWith('gbdt') ? 0.9 : 0.6);
});

it.each(['ridge(core@1)', 'gbdt(core@1)'])('%s refuses data without its features, or with too few rows', name => {
  expect(() => parseSpec(name).fit(data)).toThrow('no rows of feature set "core@1"');
  const few = { columns, data: features.subarray(0, 9 * columns) };
  const short = { ...data, close: close.subarray(0, 9), features: new Map([['core@1', few]]) };
  expect(() => parseSpec(name).fit(short)).toThrow(/needs at least \d+ closes, got \d/);
  const { toJSON, start } = parseSpec(name).fit(withFeatures);
  expect(() => start().forecast(1, 0.9)).toThrow(`${name} needs a complete row of core@1`);
  const swapped = { ...toJSON(), fit: parseSpec('naive').fit(data).toJSON(), fits: [{}] };
  expect(() => openModel(swapped)).toThrow(RangeError);
});

it('names every specification that it takes when it is given another', () => {
  let accepted = '';
  try {
    parseSpec('prophet');
  } catch (error) {
    accepted = (error as { accepted: string }).accepted;
  }
  for (const name of SPECS.filter(spec => !spec.startsWith('arima('))) expect(accepted).toContain(name);
  expect(() => parseSpec('arima(6,1,0)')).toThrow('"arima(6,1,0)" is not a model');
});
