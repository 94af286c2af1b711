/**
 * The M4 Weekly table, 359 series: `node bench/m4-weekly.ts [--first N]`. Takes some minutes; the scores go to bench/results.
 */
import { hasM4Weekly, M4_WEEKLY, m4Weekly, officialForecasts, publishedScores } from './m4/data.ts';
import { officialSes } from './m4/official-ses.ts';
import { m4Table, printed } from './m4/table.ts';
import { save } from './support/side-by-side.ts';

if (!hasM4Weekly()) {
  console.error(`no M4 Weekly data at ${M4_WEEKLY}`);
  process.exit(1);
}
const at = process.argv.indexOf('--first');
const series = m4Weekly().slice(0, at < 0 ? undefined : Number(process.argv[at + 1]));

const ses = officialForecasts('SES');
const naive = officialForecasts('Naive');
const digits = (value: number) => Number(value.toPrecision(10));
const same = {
  Naive: series.filter(({ id, train }) => naive.get(id)?.every(value => value === train.at(-1))).length,
  SES: series.filter(({ id, train }) => ses.get(id)?.[0] === digits(officialSes(train))).length,
};
console.log(`official forecasts reproduced digit for digit: ${JSON.stringify(same)} of ${series.length}`);

const start = performance.now();
const rows = m4Table(series, publishedScores(), done => {
  if (done % 20 === 0) console.error(`${done} of ${series.length} series, ${seconds()} s`);
});
console.log(printed(rows));
console.log(`${seconds()} s`);
if (at < 0) save('m4-weekly', { series: series.length, seconds: seconds(), sameDigits: same, rows });

function seconds(): number {
  return Math.round((performance.now() - start) / 1000);
}
