#!/usr/bin/env node
// Plain JavaScript that any Node can read: it finds a Node new enough to run TypeScript sources, or says what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
const recent = major > 22 || (major === 22 && minor >= 18);

if (recent) {
  const { run } = await import('../src/main/cli.ts');
  await run(process.argv);
} else {
  const bundled = bundledNode();
  if (!bundled) {
    console.error(
      `nextclose needs Node 22.18 or newer, got "${process.versions.node}"; install it from https://nodejs.org`,
    );
    process.exit(1);
  }
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' });
  // What is sent to this process alone must reach the one that works. Ctrl-C reaches both: a second one would end it at once.
  const atTerminal = [process.stdin, process.stdout, process.stderr].some(stream => stream.isTTY);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => atTerminal || child.kill('SIGINT'));
  child.on('exit', (status, signal) => {
    process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
    if (signal) process.kill(process.pid, signal);
    else process.exit(status ?? 1);
  });
}

function bundledNode() {
  try {
    const name = `node-${process.platform}-${process.arch}`;
    const path = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', 'node');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
