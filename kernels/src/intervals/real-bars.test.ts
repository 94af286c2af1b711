import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ewmaVariance } from '../models/garch/ewma-variance.ts';
import { adaptiveConformal } from './adaptive-conformal.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { conformalPid } from './conformal-pid.ts';
import { coverageLedger } from './coverage-ledger.ts';
import { splitConformal } from './split-conformal.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/bars/stocknet', import.meta.url));
const LEVEL = 0.9;
const BURN_IN = 60;
const CALIBRATION = 190;

/** Daily log returns of a file of the folder, from its adjusted closes. */
function returnsOf(file: string): number[] {
  const [header = '', ...lines] = readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split(/\r?\n/);
  const column = header.split(',').indexOf('Adj Close');
  const closes = lines.map(line => Number(line.split(',')[column]));
  return closes.slice(1).map((close, t) => Math.log(close / closes[t]!));
}

/** Intervals of the random walk on every symbol of the folder, scores scaled by EWMA volatility. */
function measure(make: (options: ConformalOptions) => ConformalIntervals) {
  const ledger = coverageLedger(60);
  let [width, near, rolling] = [0, 0, 0];
  for (const file of readdirSync(FOLDER).filter(name => name.endsWith('.csv'))) {
    const volatility = ewmaVariance(0.94);
    const scores: number[] = [];
    let intervals: ConformalIntervals | undefined;
    returnsOf(file).forEach((actual, t) => {
      const scale = t < BURN_IN ? 1 : Math.sqrt(volatility.variance());
      volatility.push(actual);
      if (t >= BURN_IN && t < BURN_IN + CALIBRATION) scores.push(Math.abs(actual) / scale);
      if (t < BURN_IN + CALIBRATION) return;
      intervals ??= make({ level: LEVEL, scores });
      const { lower, upper, set } = intervals.interval(0, scale);
      if (set === 'bounded') width += upper - lower;
      const row = ledger.record({ symbol: file, horizon: 1, ...intervals.push({ actual })! });
      if (Number.isNaN(row.rolling)) return;
      rolling++;
      near += Number(Math.abs(row.rolling - LEVEL) < 0.08 + 1e-9);
    });
  }
  const rows = ledger.rows();
  const total = (name: 'covered' | 'infinite' | 'labels') => rows.reduce((sum, row) => sum + row[name], 0);
  const labels = total('labels');
  return {
    labels,
    covered: total('covered') / labels,
    infinite: total('infinite') / labels,
    near: near / rolling,
    width,
  };
}

const METHODS = [
  { name: 'adaptiveConformal', make: adaptiveConformal },
  { name: 'conformalPid', make: conformalPid },
] as const;

it.skipIf(!existsSync(FOLDER)).each(METHODS)(
  '$name holds its 90 % on real bars, overall and over 60 sessions',
  ({ make }) => {
    const split = measure(splitConformal);
    const { labels, covered, near, width, infinite } = measure(make);
    expect(labels).toBeGreaterThan(20_000);
    expect(covered).toBeGreaterThan(0.88);
    expect(covered).toBeLessThan(0.92);
    expect(near).toBeGreaterThan(0.95);
    expect(width / split.width).toBeLessThan(1.1);
    expect(infinite).toBeLessThan(0.001);
  },
);
