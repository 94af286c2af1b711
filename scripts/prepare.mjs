// Runs before every npm script, on whatever Node the machine has: installs what the lock file names and is missing, and
// (with --page) builds the page when its sources are newer than the build. Says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const stamp = join(root, 'node_modules', '.nextclose-installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing dependencies (npm ci) …');
  // Dev dependencies carry the page's build and the tests; a NODE_ENV=production of the shell must not drop them.
  run('npm', ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

if (
  process.argv.includes('--page') &&
  newest(['dashboard/src', 'client/src', 'dashboard/index.html', 'dashboard/vite.config.ts']) > built()
) {
  console.error('Building the page …');
  run(join(root, 'node_modules', '.bin', 'vite'), ['build', 'dashboard', '--logLevel', 'error']);
}

function built() {
  const page = join(root, 'dashboard', 'dist', 'index.html');
  return existsSync(page) ? statSync(page).mtimeMs : 0;
}

function newest(paths) {
  return Math.max(
    ...paths
      .map(path => join(root, path))
      .filter(existsSync)
      .map(path => newestIn(path)),
  );
}

function newestIn(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map(name => newestIn(join(path, name))));
}

function run(command, args) {
  // stdout belongs to the command that follows (--json prints one document), so all of this goes to stderr.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
