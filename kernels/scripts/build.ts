// Builds what is published: plain JavaScript and its types, without tests, in a folder with a package.json of its own.
// The workspace runs the sources as they are, but Node strips no types of packages under node_modules, nor do browsers.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const kernels = resolve(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(kernels, 'dist'));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(out, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', join(kernels, 'tsconfig.build.json'), '--outDir', out], {
  stdio: 'inherit',
});

const { engines: _, ...about } = JSON.parse(readFileSync(join(kernels, 'package.json'), 'utf8')) as Record<
  string,
  unknown
>;
const published = {
  ...about,
  engines: { node: '>=20' },
  exports: { '.': { types: './index.d.ts', default: './index.js' } },
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(join(kernels, 'README.md'), join(out, 'README.md'));
copyFileSync(join(kernels, '..', 'LICENSE'), join(out, 'LICENSE'));
