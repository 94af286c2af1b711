import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Real closes beside the project, where they are there; read, never copied. */
const SHARED = join(ROOT, '..', 'shared', 'data', 'bars', 'stocknet');

/**
 * Log closes by name: AAPL of npm `@observablehq/sample-datasets`, the S&P 500 of kernels/golden/arima.json, 1,000 each; the
 * air passengers; the last 1,250 S&P 500 closes of npm `vega-datasets`, as levels; and `window0` and on, 1,000 closes of ten symbols from the folder of shared bars, where that is there.
 */
export function benchSeries(): ReadonlyMap<string, Float64Array> {
  const aapl = closesOf(join(ROOT, 'node_modules', '@observablehq', 'sample-datasets', 'aapl.csv'));
  const { cases } = json('arima.json') as { cases: { id: string; y: number[] }[] };
  const { series } = json('arima/r.json') as { series: Record<string, number[]> };
  const named: [string, Float64Array][] = [
    ['aapl', aapl.slice(-1000)],
    ['aapl-before', aapl.slice(0, 1000)],
    ['spx', Float64Array.from(cases.find(({ id }) => id === 'SPX_1000_log')?.y ?? [])],
    ['spx-levels', closesOf(join(ROOT, 'node_modules', 'vega-datasets', 'data', 'sp500-2000.csv'), false).slice(-1250)],
    ['air', Float64Array.from(series['air'] ?? [])],
  ];
  const files = existsSync(SHARED) ? readdirSync(SHARED).filter(file => file.endsWith('.csv')) : [];
  for (const file of files.slice(0, 10))
    named.push([`window${named.length - 5}`, closesOf(join(SHARED, file)).slice(-1000)]);
  return new Map(named);
}

const json = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, 'kernels', 'golden', file), 'utf8'));

function closesOf(file: string, logs = true): Float64Array {
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const column = head.trim().toLowerCase().split(',').indexOf('close');
  const closes = Float64Array.from(rows, row => Number(row.split(',')[column]));
  return (logs ? closes.map(Math.log) : closes).filter(Number.isFinite);
}

/** A file that the peers read: a series per line, its name first. */
export function writeSeries(series: ReadonlyMap<string, Float64Array>): string {
  const folder = join(ROOT, 'node_modules', '.cache', 'nextclose-bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'arima.csv');
  writeFileSync(file, `${Array.from(series, ([name, y]) => [name, ...y].join(',')).join('\n')}\n`);
  return file;
}
