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
