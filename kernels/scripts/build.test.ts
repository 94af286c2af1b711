import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fitArima, forecast, sma } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'nextclose-kernels-'));
const use = join(folder, 'use');
const CLOSES = [101.2, 102.9, 101.8, 103.4, 104.1, 102.7, 103.9, 105.2, 104.4, 106, 105.1, 106.8];
const WORK = `
const closes = ${JSON.stringify(CLOSES)};
const { mean, variance } = forecast(fitArima(closes, { order: [0, 1, 1] }), 3);
const bars = closes.map(close => ({ close }));
const average = sma(3);
const answer = JSON.stringify({ mean: [...mean], variance: [...variance], sma: bars.map(bar => average.push(bar)).at(-1) });
`;

beforeAll(() => {
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts'), dist]);
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', dist], { cwd: folder, encoding: 'utf8' }));
  mkdirSync(use);
  writeFileSync(join(use, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', join(folder, packed.filename)], { cwd: use });
});
afterAll(() => rmSync(folder, { recursive: true }));

function expected(): string {
  const { mean, variance } = forecast(fitArima(CLOSES, { order: [0, 1, 1] }), 3);
  const average = sma(3);
  return JSON.stringify({
    mean: [...mean],
    variance: [...variance],
    sma: CLOSES.map(close => average.push({ close })).at(-1),
  });
}

const run = (name: string, source: string): string => {
  const file = join(use, name);
  writeFileSync(file, source);
  return execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim();
};

it('is a package that installs from a tarball and gives the numbers of the sources', () => {
  const source = `import { fitArima, forecast, sma } from '@nextclose/kernels';\n${WORK}console.log(answer);`;
  expect(run('plain.mjs', source)).toBe(expected());
});

it('runs in a worker', () => {
  const body = `const { parentPort } = require('node:worker_threads');
    import('@nextclose/kernels').then(({ fitArima, forecast, sma }) => { ${WORK} parentPort.postMessage(answer); });`;
  const source = `import { Worker } from 'node:worker_threads';
    new Worker(${JSON.stringify(body)}, { eval: true }).on('message', text => console.log(text));`;
  expect(run('worker.mjs', source)).toBe(expected());
});

it('imports nothing but itself, and carries its types and no test', () => {
  const installed = join(use, 'node_modules', '@nextclose', 'kernels');
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files).toContain('index.d.ts');
  expect(files.filter(file => /\.(test|contract)\.|testing/.test(file))).toEqual([]);
  const imports = files
    .filter(file => file.endsWith('.js'))
    .flatMap(file => [...readFileSync(join(installed, file), 'utf8').matchAll(/from ['"]([^'"]+)['"]/g)])
    .map(match => match[1] ?? '');
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(name => !name.startsWith('.'))).toEqual([]);
});
