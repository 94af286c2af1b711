/**
 * Gradient boosting on 100,000 rows x 30 columns, 200 trees of 31 leaves, beside LightGBM and XGBoost (hist) on one thread:
 * node bench/gbdt.ts [rows]. Friedman's first function with noise; the clock includes the binning.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitGbdt, predictGbdt } from '../kernels/src/index.ts';
import { normalSource, uniformSource } from '../kernels/src/math/random.ts';
import { python, startPeer } from './support/peer.ts';
import { type Pair, report, sideBySide } from './support/side-by-side.ts';

const rows = Number(process.argv[2] ?? 100_000);
const columns = 30;
const trees = 200;

function friedman(n: number, seed: number): { data: Float64Array; y: Float64Array } {
  const uniform = uniformSource(seed);
  const normal = normalSource(uniform);
  const data = Float64Array.from({ length: n * columns }, uniform);
  const y = Float64Array.from({ length: n }, (_, i) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = data.subarray(i * columns, i * columns + 5);
    return 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e + normal();
  });
  return { data, y };
}

const training = friedman(rows, 1);
const test = friedman(10_000, 2);
const fit = () => fitGbdt({ data: training.data, columns }, training.y, { trees });
const predicted = predictGbdt(fit(), { data: test.data, columns });
const rmse = Math.sqrt(
  predicted.reduce((sum, value, i) => sum + (value - (test.y[i] ?? 0)) ** 2, 0) / predicted.length,
);
console.log(`RMSE on 10,000 new rows: ${rmse.toFixed(5)} (the noise alone has 1)`);

const binary = python(['lightgbm==4.7.0', 'xgboost==3.2.0', 'numpy', 'scipy', 'scikit-learn']);
const folder = mkdtempSync(join(tmpdir(), 'nextclose-bench-'));
const files = { x: training.data, y: training.y, 'test-x': test.data, 'test-y': test.y };
for (const [name, values] of Object.entries(files)) writeFileSync(join(folder, `${name}.f64`), values);
const pairs: Pair[] = [];
if (binary) {
  const script = join(import.meta.dirname, 'gbdt-peers.py');
  const peer = startPeer('python', binary, [script, folder, String(trees)]);
  for (const name of ['lightgbm', 'xgboost']) {
    const work = `gradient boosting ${rows} x ${columns}, ${trees} trees`;
    pairs.push({
      ...(await sideBySide({ work, peer, asked: name, ours: fit, wanted: 0.25, runs: 3, warm: 1 })),
      peer: name,
    });
  }
  peer.close();
}
rmSync(folder, { recursive: true });
report('gbdt', pairs);
