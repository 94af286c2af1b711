/**
 * ARIMA beside R (stats, forecast), statsmodels and statsforecast in one run, in turns: `node bench/kernels-arima.ts`.
 * R with forecast from Debian (r-cran-forecast); Python as PYTHON names it, or a virtual environment that is made and kept
 * under node_modules/.cache. A peer that cannot be had is left out, and said so.
 */
import { join } from 'node:path';
import { type ArimaFit, fitArima, fitAutoArima, forecast } from '../kernels/src/index.ts';
import { benchSeries, writeSeries } from './arima/series.ts';
import { hasR, type Peer, python, startPeer } from './support/peer.ts';
import { type Pair, type Plan, report, sideBySide } from './support/side-by-side.ts';

const series = benchSeries();
const of = (name: string): Float64Array => series.get(name) ?? new Float64Array(0);
const windows = Array.from(series).filter(([name]) => name.startsWith('window'));

type Start = 'warm' | 'single' | 'multi';

/**
 * One-step forecasts of the last 250 values, each from a fit to the `window` values before, all of them for 0. A warm start is
 * the fit before: the first fit has many starts, the others follow its maximum.
 */
function walk(y: Float64Array, { window, start }: { window: number; start: Start }): number {
  let fit: ArimaFit | undefined;
  let last = 0;
  for (let t = y.length - 250; t < y.length; t++) {
    const seen = y.subarray(window > 0 ? t - window : 0, t);
    fit = fitArima(seen, { order: [1, 1, 1], start: start === 'warm' ? (fit ?? 'multi') : start });
    last = forecast(fit, 1).mean[0] ?? 0;
  }
  return last;
}

const airline = { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 12 } } as const;
const TRADED = ['spx', 'aapl', 'aapl-before'];

/** The first as the peers were measured before there was this library; the others over AAPL's log closes. */
const WALKS: readonly (readonly [series: string, window: number, start: Start])[] = [
  ['spx-levels', 0, 'warm'],
  ['spx-levels', 0, 'single'],
  ['aapl', 0, 'warm'],
  ['aapl', 250, 'warm'],
  ['aapl', 250, 'single'],
  ['aapl', 250, 'multi'],
];

function plansOf(peer: Peer, wanted: { fit: number; auto: number; walk: number }, part: number): Plan[] {
  const walks = part > 1 ? `250 refits (theirs ${250 / part}, times ${part})` : '250 refits';
  const plans: Plan[] = [];
  for (const name of TRADED) {
    const y = of(name);
    plans.push(
      {
        work: `fitArima (2,1,2) single start, ${name}`,
        asked: `fit ${name}`,
        peer,
        ours: () => fitArima(y, { order: [2, 1, 2], start: 'single' }),
        wanted: wanted.fit,
        repeat: 20,
      },
      {
        work: `fitAutoArima multi-start, ${name}`,
        asked: `auto ${name}`,
        peer,
        ours: () => fitAutoArima(y),
        wanted: wanted.auto,
        repeat: 3,
      },
    );
  }
  if (windows.length > 0) {
    plans.push({
      work: `fitAutoArima multi-start, ${windows.length} symbols`,
      asked: 'windows spx',
      peer,
      ours: () => windows.map(([, y]) => fitAutoArima(y)),
      wanted: wanted.auto,
      runs: 5,
    });
  }
  for (const [name, window, start] of WALKS) {
    plans.push({
      work: `walk-forward (1,1,1), ${start}, ${name}, ${window || 'all'} closes, ${walks}`,
      asked: `${window > 0 ? 'rolling' : 'expanding'} ${name}`,
      peer,
      ours: () => walk(of(name), { window, start }),
      wanted: start === 'multi' ? 1 : wanted.walk,
      runs: 3,
      repeat: 5,
    });
  }
  plans.push(
    {
      work: 'fitArima (0,1,1)(0,1,1)[12], air passengers',
      asked: 'airline air',
      peer,
      ours: () => fitArima(of('air'), { ...airline, start: 'single' }),
      wanted: 1,
      repeat: 10,
    },
    {
      work: 'fitAutoArima period 12, air passengers',
      asked: 'seasonal air',
      peer,
      ours: () => fitAutoArima(of('air'), { period: 12 }),
      wanted: 1,
      runs: 3,
    },
  );
  return plans;
}

const file = writeSeries(series);
const script = (name: string): string => join(import.meta.dirname, 'arima', name);
const plans: Plan[] = [];
const peers: Peer[] = [];
if (hasR(['forecast'])) {
  const peer = startPeer('R', 'Rscript', [script('peer.R'), file]);
  peers.push(peer);
  plans.push(...plansOf(peer, { fit: 50, auto: 15, walk: 100 }, 1));
}
const binary = python(['statsmodels==0.15.0', 'statsforecast==2.1.1']);
if (binary) {
  const peer = startPeer('statsmodels, statsforecast', binary, [script('peer.py'), file]);
  peers.push(peer);
  plans.push(...plansOf(peer, { fit: 100, auto: 5, walk: 500 }, 10));
}
/** Steady state is compared, as statsforecast after its compile: the engine optimises a loop after some hundred calls. */
function warmUp(ours: () => unknown): void {
  const end = performance.now() + 800;
  while (performance.now() < end) ours();
}

const pairs: Pair[] = [];
for (const plan of plans) warmUp(plan.ours);
for (const plan of plans) pairs.push(await sideBySide(plan));
for (const peer of peers) peer.close();
report('kernels-arima', pairs);
