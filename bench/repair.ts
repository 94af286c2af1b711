/**
 * What the repair rules find and mend: `node bench/repair.ts`. The first table is over real downloads with errors and their
 * hand-checked twins (../shared/data/broken), the second over sound bars (../shared/data/bars), the third over the same sound
 * bars with errors put in at random, which no rule was written against.
 */
import { repaired } from '../pipeline/src/ingest/repair/repaired.ts';
import { brokenFiles, cleanFiles, hasFiles } from '../pipeline/src/ingest/repair/testing/broken-files.ts';
import { type Score, score } from '../pipeline/src/ingest/repair/testing/score.ts';
import { KINDS, spoiled } from '../pipeline/src/ingest/repair/testing/spoiled.ts';
import { save } from './support/side-by-side.ts';

const COUNTS = ['rows', 'differing', 'detected', 'repaired', 'clean', 'touched'] as const;

type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

const total = (scores: readonly Counts[]): Counts =>
  Object.fromEntries(COUNTS.map(name => [name, scores.reduce((sum, score) => sum + score[name], 0)])) as Counts;

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

function line(name: string, counts: Counts, rules = ''): void {
  const { differing, detected, clean, touched } = counts;
  const shares = [percent(detected, differing), percent(counts.repaired, differing), percent(touched, clean)];
  const cells = [
    ...COUNTS.map(column => String(counts[column]).padStart(9)),
    ...shares.map(share => share.padStart(9)),
  ];
  console.log(`${name.padEnd(36)} ${cells.join(' ')}  ${rules}`);
}

function heading(title: string): void {
  console.log(`\n${title}`);
  const columns = [...COUNTS, 'detected', 'repaired', 'touched'].map(name => name.padStart(9));
  console.log(`${'file'.padEnd(36)} ${columns.join(' ')}  findings by rule`);
}

const byRule = (score: Score): string => [...score.byRule].map(([rule, n]) => `${rule} ${n}`).join(', ');

if (!hasFiles()) {
  console.error('the files of ../shared/data are not there: nothing is measured');
  process.exit(1);
}

heading('downloads with errors, beside their hand-checked twins');
const broken = brokenFiles().map(({ file, broken, fixed }) => ({ name: file, ...score(broken, fixed) }));
for (const score of broken) line(score.name, score, byRule(score));
line('all', total(broken));

heading('sound bars');
const inputs = cleanFiles();
const sound = inputs.map(({ file, input }) => ({ name: file, ...score(input, input) }));
for (const score of sound.filter(({ touched }) => touched > 0)) line(score.name, score, byRule(score));
line('all', total(sound));

heading('sound bars with errors put in, ten of a kind per file');
const put = KINDS.map(kind => {
  const scores = inputs.map(({ input }, i) => {
    const bad = spoiled(input, kind, 10, i);
    return score(bad, { ...input, events: bad.events });
  });
  line(kind, total(scores));
  return { kind, ...total(scores) };
});

const counts = ({ name, ...rest }: Score & { readonly name: string }) => ({
  file: name,
  ...Object.fromEntries(COUNTS.map(column => [column, rest[column]])),
  by_rule: Object.fromEntries(rest.byRule),
});
save('repair', { broken: broken.map(counts), sound: total(sound), put });
const start = performance.now();
const rows = inputs.reduce((sum, { input }) => sum + repaired(input, score(input, input).findings).rows.length, 0);
console.log(`\n${Math.round((1000 * rows) / (performance.now() - start))} rows/s`);
