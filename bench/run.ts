/**
 * All benchmarks that stand beside a peer, one after another, and one table at the end: npm run bench. What a machine lacks
 * (R with forecast and fGarch; python3 with venv for the rest) is said and left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pair } from './support/side-by-side.ts';

const BENCHES = ['kernels-arima', 'kernels-ets', 'indicators', 'gbdt'];
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`there is no benchmark "${unknown[0]}"; there are ${BENCHES.join(', ')}`);
  process.exit(2);
}
const chosen = asked.length > 0 ? asked : BENCHES;
for (const name of chosen) {
  console.log(`\n${name}`);
  spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
}
console.log('\nratio of medians, peer / ours; saved under bench/results');
for (const name of chosen) {
  const file = join(import.meta.dirname, 'results', `${name}.json`);
  if (!existsSync(file)) continue;
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: Pair[] };
  for (const { work, peer, ratio, wanted } of results) {
    const times = ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
    console.log(
      `${work.padEnd(62)} ${peer.padEnd(28)} ${times.padStart(6)}  wanted ${wanted}${ratio < wanted ? '  NOT MET' : ''}`,
    );
  }
}
