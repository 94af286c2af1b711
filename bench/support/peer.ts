import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A program that does a named piece of work when it is told to, and says how long each took: one line of JSON per line. */
export interface Peer {
  readonly name: string;
  /** @returns milliseconds of one run of the work, as the peer's own clock has them */
  run(work: string): Promise<number>;
  close(): void;
}

const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'nextclose-bench');

/** One thread each, as the product's is one. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1' };

/**
 * A Python with the packages: the one that PYTHON names, or a virtual environment that is made here and kept.
 * @returns undefined, having said why, where neither can be had
 */
export function python(packages: readonly string[]): string | undefined {
  const named = process.env['PYTHON'];
  if (named) return named;
  const venv = join(CACHE, 'venv');
  const binary = join(venv, 'bin', 'python');
  try {
    mkdirSync(CACHE, { recursive: true });
    if (!existsSync(binary)) execFileSync('python3', ['-m', 'venv', venv], { stdio: ['ignore', 2, 2] });
    execFileSync(binary, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
      stdio: ['ignore', 2, 2],
    });
    return binary;
  } catch (error) {
    console.error(`no Python with ${packages.join(', ')}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** @returns whether Rscript is there with the packages (Debian: r-cran-forecast, r-cran-fgarch) */
export function hasR(packages: readonly string[]): boolean {
  try {
    const load = packages.map(name => `library(${name})`).join('; ');
    execFileSync('Rscript', ['-e', `suppressMessages({${load}})`], { stdio: 'ignore' });
    return true;
  } catch {
    console.error(`no Rscript with ${packages.join(', ')}`);
    return false;
  }
}

/** Starts a peer: `command args…` reads a name of work per line of stdin and answers with `{"ms": number}`. */
export function startPeer(name: string, command: string, args: readonly string[]): Peer {
  const child = spawn(command, args, {
    env: { ...process.env, ...ONE_THREAD },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    async run(work) {
      child.stdin.write(`${work}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${name} ended while it did "${work}"`);
      return (JSON.parse(value as string) as { ms: number }).ms;
    },
    close: () => child.stdin.end(),
  };
}
