import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const kernels = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'nextclose-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

const readme = readFileSync(join(kernels, 'README.md'), 'utf8');
const [closes = '', ...blocks] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(match => match[1] ?? '');
const index = pathToFileURL(join(kernels, 'src', 'index.ts')).href;

it('has an example of every family', () => {
  expect(closes).toContain('const closes = [');
  expect(blocks.length).toBeGreaterThan(12);
});

it.each(blocks.map((code, i) => ({ i, code, first: code.split('\n')[0] })))('runs: $first', ({ i, code }) => {
  const file = join(folder, `${i}.ts`);
  // The examples that need hundreds of values say so; here they get them.
  const long = /fitGarch|fitMeanVariance/.test(code)
    ? 'const closes = Array.from({ length: 400 }, (_, t) => 100 * Math.exp(0.05 * Math.sin(t * t)));'
    : closes;
  writeFileSync(file, `${long}\n${code.replaceAll("'@nextclose/kernels'", `'${index}'`)}`);
  execFileSync(process.execPath, [file], { stdio: 'pipe' });
});
