/**
 * How long detectors take to notice: node bench/detectors-delay.ts [--json]
 * Charts: a change of the mean of normal observations from the first one on, by simulation beside the integral equation.
 * E-detector, c = 1000, on GARCH-t returns: forecasts that are useful (R2 1 %), noise, or the price before last.
 */
import {
  adwin,
  cusum,
  cusumRunLength,
  type Detector,
  type DetectorState,
  detectorFromJSON,
  eDetector,
  ewmaChart,
  ewmaRunLength,
  lossDifference,
  measureRunLength,
  normalSampler,
  pageHinkley,
  pooledLossDifference,
  type Sampler,
} from '../kernels/src/index.ts';
import { uniformSource } from '../kernels/src/math/random.ts';
import { garchSampler } from './detectors-samplers.ts';

type Row = { detector: string; change: string; mean: number; median: number; year: number; computed?: number };

const rows: Row[] = [];

function row(detector: string, made: Detector, change: string, sampler: Sampler, more: Partial<Row> = {}): void {
  const state = made.toJSON() as DetectorState;
  add(detector, () => detectorFromJSON(state), change, sampler, more);
}

function add(detector: string, make: () => Detector, change: string, sampler: Sampler, more: Partial<Row> = {}): void {
  const { mean, median, lengths } = measureRunLength(make, sampler, {
    runs: detector.startsWith('e-') ? 1000 : 5000,
    longest: 10_000,
  });
  const year = lengths.filter(length => length <= 252).length / lengths.length;
  rows.push({ detector, change, mean, median, year, ...more });
}

const shifted =
  (shift: number): Sampler =>
  uniform => {
    const normal = normalSampler(uniform);
    return () => shift + normal();
  };

for (const shift of [0, 0.5, 1, 2]) {
  const change = `mean + ${shift} sigma`;
  for (const threshold of [4, 5]) {
    for (const sides of ['up', 'both'] as const) {
      const computed = cusumRunLength({ allowance: 0.5, sides }, threshold, shift);
      row(`cusum ${sides} h=${threshold}`, cusum({ threshold, sides }), change, shifted(shift), { computed });
    }
  }
  for (const [lambda, threshold] of [[0.05, 2.49] as const, [0.1, 2.7] as const, [0.2, 2.86] as const]) {
    const computed = ewmaRunLength({ lambda, sides: 'both' }, threshold, shift);
    row(`ewma ${lambda} L=${threshold}`, ewmaChart({ lambda, threshold }), change, shifted(shift), { computed });
  }
}

/** Page-Hinkley learns the mean in control: the change comes after 250 observations. */
const settled = (made: Detector): (() => Detector) => {
  const state = made.toJSON() as DetectorState;
  const normal = normalSampler(uniformSource(5));
  return () => {
    const detector = detectorFromJSON(state);
    for (let i = 0; i < 250; i++) detector.push(normal());
    return detector;
  };
};

const charts = [
  ['page-hinkley up, river', pageHinkley({ threshold: 50, sides: 'up' })],
  ['page-hinkley, river', pageHinkley({ threshold: 50 })],
  ['page-hinkley, ARL 500', pageHinkley({ averageRunLength: 500 })],
] as const;
for (const [name, made] of charts) {
  row(name, made, 'none', normalSampler);
  for (const shift of [0.25, 0.5, 1, 2]) add(name, settled(made), `mean + ${shift} sigma`, shifted(shift));
}

/** A forecast of the next return; made from the returns before it and fresh noise. */
type Forecaster = (returns: { last: number }, normal: () => number) => { forecast: number; signal: number };

/** A GARCH return with the predictable part that a useful forecast knows. */
const losses =
  (forecaster: Forecaster, weighted: boolean): Sampler =>
  uniform => {
    const garch = garchSampler(uniform);
    const normal = normalSampler(uniform);
    let scale = 1;
    let last = garch();
    return () => {
      const { forecast, signal } = forecaster({ last }, normal);
      const actual = signal + garch();
      const x = lossDifference({ actual, forecast, benchmark: 0, scale: weighted ? scale : 0 });
      scale = 0.94 * scale + 0.06 * Math.abs(actual);
      last = actual;
      return x;
    };
  };

const FORECASTS: { readonly [name: string]: Forecaster } = {
  'useful, R2 1 %': (_, normal) => {
    const signal = 0.1 * normal();
    return { forecast: signal, signal };
  },
  'noise of 0.25 sigma': (_, normal) => ({ forecast: 0.25 * normal(), signal: 0 }),
  'noise of 0.5 sigma': (_, normal) => ({ forecast: 0.5 * normal(), signal: 0 }),
  'the price before last': ({ last }) => ({ forecast: -last, signal: 0 }),
};

const pooled =
  (one: Sampler, symbols: number): Sampler =>
  uniform => {
    const each = Array.from({ length: symbols }, () => one(uniform));
    return () => pooledLossDifference(each.map(draw => draw()));
  };

const skill = eDetector({ averageRunLength: 1000 });
for (const [name, forecaster] of Object.entries(FORECASTS)) {
  row('e-detector', skill, name, losses(forecaster, false));
  row('e-detector, weighted', skill, name, losses(forecaster, true));
  row('e-detector, 20 symbols', skill, name, pooled(losses(forecaster, true), 20));
}

const clipped =
  (sampler: Sampler): Sampler =>
  uniform => {
    const draw = sampler(uniform);
    return () => Math.min(1, draw() ** 2 / 16);
  };
row('adwin, capped squares', adwin(), 'none, garch t6', clipped(garchSampler));

if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else
  for (const { detector, change, mean, median, year, computed } of rows)
    console.log(
      `${detector.padEnd(24)} ${change.padEnd(24)} mean ${mean.toFixed(1).padStart(7)}  median ${median.toFixed(0).padStart(6)}  within a year ${(100 * year).toFixed(0).padStart(3)} %${computed ? `  computed ${computed.toFixed(1)}` : ''}`,
    );
