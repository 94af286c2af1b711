/**
 * Average run lengths as detectors state them, most solved for 500, against simulated ones, 20,000 runs a row with a seed that no threshold was solved with:
 * node bench/detectors-run-length.ts [--json]
 * Series: returns of the S&P 500 in kernels/golden/arima.json.
 */
import {
  bootstrapSampler,
  cusum,
  type Detector,
  type DetectorState,
  detectorFromJSON,
  eDetector,
  ewmaChart,
  measureRunLength,
  normalSampler,
  pageHinkley,
  rollingRmse,
  type Sampler,
} from '../kernels/src/index.ts';
import { uniformSource } from '../kernels/src/math/random.ts';
import { garchSampler, realReturns, studentSampler } from './detectors-samplers.ts';

type Row = { detector: string; input: string; stated: number; mean: number; standardError: number; median: number };

const RUNS = 20_000;
const rows: Row[] = [];

function row(detector: string, solved: Detector, input: string, sampler: Sampler, runs = RUNS, longest = 1e6): void {
  const state = solved.toJSON() as DetectorState;
  const { mean, standardError, median } = measureRunLength(() => detectorFromJSON(state), sampler, {
    seed: 20_261_123,
    runs,
    longest,
  });
  rows.push({ detector, input, stated: solved.averageRunLength.value, mean, standardError, median });
}

/** How much worse than the random walk a forecast of 20 days' mean return did, in absolute error. */
function realLossDifferences(): Float64Array {
  const returns = realReturns();
  return Float64Array.from(returns.subarray(20), (r, t) => {
    const mean = returns.subarray(t, t + 20).reduce((sum, value) => sum + value, 0) / 20;
    return Math.abs(r - mean) - Math.abs(r);
  });
}

const draws = (sampler: Sampler, n: number): Float64Array => {
  const draw = sampler(uniformSource(4));
  return Float64Array.from({ length: n }, draw);
};

for (const averageRunLength of [100, 500, 2000]) {
  row('cusum', cusum({ averageRunLength }), 'normal', normalSampler);
  row('ewma 0.1', ewmaChart({ averageRunLength }), 'normal', normalSampler);
  row('page-hinkley', pageHinkley({ averageRunLength }), 'normal', normalSampler);
}
row('cusum up', cusum({ averageRunLength: 500, sides: 'up' }), 'normal', normalSampler);
row('ewma 0.02 down', ewmaChart({ averageRunLength: 500, lambda: 0.02, sides: 'down' }), 'normal', normalSampler);

const asked = { averageRunLength: 500 };
const heavy = draws(studentSampler(4), 2500);
const real = realLossDifferences();
for (const [input, values] of [['2,500 of t4', heavy] as const, ['S&P 500 loss differences', real] as const]) {
  const sampler = bootstrapSampler(values);
  const blocks = bootstrapSampler(values, { meanBlock: 20 });
  const { options } = cusum({ threshold: 5, inControl: values, runs: 2 }).toJSON();
  const { mean, standardDeviation } = options;
  row('cusum, normal h', cusum({ ...asked, mean, standardDeviation }), `${input}, bootstrap`, sampler);
  row('cusum', cusum({ ...asked, inControl: values }), `${input}, bootstrap`, sampler);
  row('ewma 0.1', ewmaChart({ ...asked, inControl: values }), `${input}, bootstrap`, sampler);
  row('page-hinkley', pageHinkley({ ...asked, inControl: values, delta: 0 }), `${input}, bootstrap`, sampler);
  row('cusum', cusum({ ...asked, mean, standardDeviation, inControl: blocks }), `${input}, blocks of 20`, blocks);
}
row('cusum', cusum({ ...asked, inControl: heavy }), 't4 itself', studentSampler(4));
row('cusum, normal h', cusum(asked), 'garch t6', garchSampler);
row('cusum', cusum({ ...asked, inControl: garchSampler }), 'garch t6', garchSampler);

const fair: Sampler = uniform => () => (uniform() < 0.5 ? -1 : 1);
row('e-detector', eDetector(asked), 'coin', fair, 2000, 100_000);
for (const consecutive of [1, 3, 5]) {
  const rule = rollingRmse({ baseline: 1, window: 20, ratio: 0.1, consecutive });
  row(`rolling rmse, k = ${consecutive}`, rule, 'normal', normalSampler);
  row(`rolling rmse, k = ${consecutive}`, rule, 'garch t6', garchSampler);
}

if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else
  for (const { detector, input, stated, mean, standardError, median } of rows)
    console.log(
      `${detector.padEnd(22)} ${input.padEnd(40)} stated ${stated.toFixed(0).padStart(5)}  mean ${mean.toFixed(0).padStart(6)} ± ${standardError.toFixed(0).padStart(3)} (${((100 * mean) / stated - 100).toFixed(1).padStart(5)} %)  median ${median.toFixed(0)}`,
    );
