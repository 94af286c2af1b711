/**
 * Exponential smoothing, Theta and GARCH beside R in one run, in turns: `node bench/kernels-ets.ts`. R with forecast and fGarch
 * must be there (Debian: r-cran-forecast, r-cran-fgarch, r-cran-jsonlite).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitEts, fitGarch, fitSes, fitTheta } from '../kernels/src/index.ts';
import { hasR, startPeer } from './support/peer.ts';
import { type Pair, type Plan, report, sideBySide } from './support/side-by-side.ts';

const folder = join(import.meta.dirname, '..', 'kernels', 'golden');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const { cases } = read('ets-theta.json') as { cases: { id: string; y: number[] }[] };
const closes = (id: string): Float64Array => Float64Array.from(cases.find(each => each.id === id)?.y ?? []);
const seasonal = (read('ets/seasonal.json') as { cases: { id: string; y: number[] }[] }).cases;
const monthly = seasonal.find(({ id }) => id === 'AirPassengers')?.y ?? [];
const returns = (read('garch.json') as Record<string, { data: number[] }>)['SPX_5000_ret_pct']?.data ?? [];

if (!hasR(['forecast', 'fGarch', 'jsonlite'])) process.exit(1);
const peer = startPeer('R', 'Rscript', [join(import.meta.dirname, 'ets', 'peer.R'), folder]);
const plan = (asked: string, work: string, wanted: number, ours: () => unknown, repeat = 1): Plan => ({
  work,
  peer,
  asked,
  ours,
  wanted,
  repeat,
});
const [spx, logs, aapl] = [closes('SPX_1000_level'), closes('SPX_1000_log'), closes('AAPL_1000_level')];
const plans = [
  plan('ets ZZN SPX', 'fitEts ZZN, 1,000 closes of the S&P 500', 10, () => fitEts(spx)),
  plan('ets ZZN SPX log', 'fitEts ZZN, 1,000 log closes of the S&P 500', 10, () => fitEts(logs)),
  plan('ets ZZN AAPL', 'fitEts ZZN, 1,000 closes of AAPL', 10, () => fitEts(aapl)),
  plan('ets ZZZ monthly', 'fitEts ZZZ, period 12, 144 values', 10, () => fitEts(monthly, { period: 12 })),
  plan('ses SPX', 'fitSes, 1,000 closes', 10, () => fitSes(spx), 20),
  plan('theta SPX', 'fitTheta, 1,000 closes', 10, () => fitTheta(spx), 20),
  plan('garch normal', 'fitGarch (1,1) normal, 5,000 returns', 20, () => fitGarch(returns), 5),
  plan('garch t', 'fitGarch (1,1) Student-t, 5,000 returns', 20, () => fitGarch(returns, { distribution: 't' }), 5),
];
/** As many as the compiler needs: R's are compiled before they start. */
const WARM_UPS = 20;
const pairs: Pair[] = [];
for (const each of plans) {
  for (let i = 0; i < WARM_UPS; i++) each.ours();
  pairs.push(await sideBySide(each));
}
peer.close();
report('kernels-ets', pairs);
