/**
 * Medians of `fitArima` on a real series, after warm-up: node bench/kernels-arima.ts [--json]
 * Series: the last closes of the S&P 500 in kernels/golden/arima.json.
 */
import { readFileSync } from 'node:fs';
import { type ArimaOptions, type ArimaOrder, apply, fitArima, fitSes, forecast, update } from '../kernels/src/index.ts';

type Row = { readonly work: string; readonly milliseconds: number; readonly least: number };

const golden = JSON.parse(readFileSync(new URL('../kernels/golden/arima.json', import.meta.url), 'utf8')) as {
  cases: { id: string; y: number[] }[];
};
const closes = (n: number): Float64Array =>
  Float64Array.from(golden.cases.find(({ id }) => id === `SPX_${n}_log`)?.y ?? []);

function measure(work: string, act: () => unknown): Row {
  const times: number[] = [];
  const end = performance.now() + 1500;
  for (let i = 0; i < 300; i++) act();
  while (performance.now() < end || times.length < 50) {
    const start = performance.now();
    act();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { work, milliseconds: times[times.length >> 1] ?? Number.NaN, least: times[0] ?? Number.NaN };
}

const fit = (n: number, order: ArimaOrder, start: NonNullable<ArimaOptions['start']>): Row => {
  const y = closes(n);
  return measure(`fitArima (${order}) n = ${n}, ${start} start`, () => fitArima(y, { order, start }));
};

const y = closes(1000);
const model = fitArima(y, { order: [2, 1, 2] });
const rows: Row[] = [
  fit(1000, [2, 1, 2], 'single'),
  fit(1000, [2, 1, 2], 'multi'),
  fit(250, [1, 1, 1], 'single'),
  fit(250, [1, 1, 1], 'multi'),
  fit(1000, [1, 1, 1], 'single'),
  fit(1000, [1, 1, 1], 'multi'),
  fit(5000, [2, 1, 2], 'single'),
  fit(1000, [5, 1, 0], 'single'),
  measure('fitSes n = 1000', () => fitSes(y)),
  measure('apply (2,1,2) n = 1000', () => apply(model, y)),
  measure('update (2,1,2) by one value', () => update(model, [8])),
  measure('forecast (2,1,2) horizon 5', () => forecast(model, 5)),
];

if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else
  for (const { work, milliseconds, least } of rows)
    console.log(`${work.padEnd(44)} ${milliseconds.toFixed(4)} ms (least ${least.toFixed(4)})`);
