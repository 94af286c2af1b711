/**
 * Indicators over 1,000,000 bars beside TA-Lib's C, called from Python on numpy arrays, in one run and in turns:
 * `node bench/indicators.ts`. PYTHON names a Python with TA-Lib and numpy; without it a virtual environment is made.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Adx,
  adx,
  atr,
  type Bollinger,
  bollinger,
  ema,
  type Macd,
  macd,
  obv,
  rsi,
  type Stochastic,
  sma,
  stochastic,
} from '../kernels/src/index.ts';
import { python, startPeer } from './support/peer.ts';
import { type Pair, report, sideBySide } from './support/side-by-side.ts';

const N = 1_000_000;

const columnsOf = <Name extends string>(indicator: { readonly outputs: readonly string[] }) =>
  Object.fromEntries(indicator.outputs.map(output => [output, new Float64Array(N)])) as Record<Name, Float64Array>;

/** Daily bars as a market has them: heavy tails, gaps overnight, volumes in whole shares. */
function market(n: number): Float64Array {
  const columns = new Float64Array(5 * n);
  let seed = 20261123;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  let level = 0;
  for (let t = 0; t < n; t++) {
    const open = 100 * Math.exp(level + 0.004 * normal());
    level = 0.999 * level + 0.015 * normal() * Math.exp(0.4 * normal());
    const close = 100 * Math.exp(level);
    columns[t] = open;
    columns[n + t] = Math.max(open, close) * Math.exp(0.005 * Math.abs(normal()));
    columns[2 * n + t] = Math.min(open, close) * Math.exp(-0.005 * Math.abs(normal()));
    columns[3 * n + t] = close;
    columns[4 * n + t] = Math.round(1e6 * Math.exp(0.4 * normal()));
  }
  return columns;
}

const columns = market(N);
const [high, low, close, volume] = [1, 2, 3, 4].map(i => columns.slice(i * N, (i + 1) * N)) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];
const one = new Float64Array(N);
const many = {
  macd: columnsOf<keyof Macd>(macd()),
  bollinger: columnsOf<keyof Bollinger>(bollinger()),
  adx: columnsOf<keyof Adx>(adx()),
};
const kd = columnsOf<keyof Stochastic>(stochastic());
/** Into new columns, as TA-Lib's are, and into the same columns each time, which leaves the collector nothing to do. */
const WORK: Readonly<Record<string, readonly [() => unknown, () => unknown]>> = {
  sma: [() => sma(20).batch({ close }), () => sma(20).batch({ close }, one)],
  ema: [() => ema(20).batch({ close }), () => ema(20).batch({ close }, one)],
  rsi: [() => rsi(14).batch({ close }), () => rsi(14).batch({ close }, one)],
  macd: [() => macd(12, 26, 9).batch({ close }), () => macd(12, 26, 9).batch({ close }, many.macd)],
  bollinger: [() => bollinger(20, 2).batch({ close }), () => bollinger(20, 2).batch({ close }, many.bollinger)],
  atr: [() => atr(14).batch({ high, low, close }), () => atr(14).batch({ high, low, close }, one)],
  adx: [() => adx(14).batch({ high, low, close }), () => adx(14).batch({ high, low, close }, many.adx)],
  stochastic: [
    () => stochastic(14, 3, 3).batch({ high, low, close }),
    () => stochastic(14, 3, 3).batch({ high, low, close }, kd),
  ],
  obv: [() => obv().batch({ close, volume }), () => obv().batch({ close, volume }, one)],
};
/** As many as the compiler needs: TA-Lib is compiled before it starts. */
const WARM_UPS = 15;

const interpreter = python(['TA-Lib', 'numpy']);
if (!interpreter) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'nextclose-bench-'));
try {
  const file = join(folder, 'columns.f64');
  writeFileSync(file, columns);
  const peer = startPeer('TA-Lib', interpreter, [join(import.meta.dirname, 'indicators-talib.py'), file]);
  const pairs: Pair[] = [];
  const wanted = 0.667; // within 1.5 times
  for (const [asked, [fresh, again]] of Object.entries(WORK)) {
    for (let i = 0; i < WARM_UPS; i++) {
      fresh();
      again();
    }
    pairs.push(await sideBySide({ work: `${asked}, 1,000,000 bars`, asked, peer, ours: fresh, wanted, runs: 21 }));
    pairs.push(await sideBySide({ work: `${asked}, into columns given`, asked, peer, ours: again, wanted, runs: 21 }));
  }
  peer.close();
  report('indicators', pairs);
} finally {
  rmSync(folder, { recursive: true });
}
