import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Peer } from './peer.ts';

/** One piece of work, done by this library and by a peer in turns. */
export type Pair = {
  readonly work: string;
  readonly peer: string;
  /** Medians, in milliseconds */
  readonly ours: number;
  readonly theirs: number;
  /** theirs / ours: above 1 this library is the faster */
  readonly ratio: number;
  readonly wanted: number;
  readonly runs: number;
};

export type Plan = {
  readonly work: string;
  readonly peer: Peer;
  /** What the peer calls it; as `work` unless told */
  readonly asked?: string;
  readonly ours: () => unknown;
  /** The ratio that must be reached */
  readonly wanted: number;
  /** Turns of each; 9 unless told */
  readonly runs?: number;
  /** How many times ours is done per turn, where once is too short to time; 1 unless told */
  readonly repeat?: number;
  /** Runs of ours before the first turn; 3 unless told */
  readonly warm?: number;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Warms both up, then takes turns, so that what else the machine does meets both. */
export async function sideBySide({
  work,
  peer,
  asked = work,
  ours,
  wanted,
  runs = 9,
  repeat = 1,
  warm = 3,
}: Plan): Promise<Pair> {
  const mine: number[] = [];
  const others: number[] = [];
  for (let i = 0; i < Math.max(warm, repeat); i++) ours();
  await peer.run(asked);
  for (let turn = 0; turn < runs; turn++) {
    others.push(await peer.run(asked));
    const start = performance.now();
    for (let i = 0; i < repeat; i++) ours();
    mine.push((performance.now() - start) / repeat);
  }
  const pair = { ours: median(mine), theirs: median(others) };
  return { work, peer: peer.name, ...pair, ratio: pair.theirs / pair.ours, wanted, runs };
}

/** Prints a table and keeps the figures under bench/results. */
export function report(name: string, pairs: readonly Pair[]): void {
  const ms = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1)).padStart(10);
  console.log(
    `\n${'work'.padEnd(52)} ${'ours ms'.padStart(10)} ${'theirs ms'.padStart(10)} ${'ratio'.padStart(8)}  wanted  peer`,
  );
  for (const { work, peer, ours, theirs, ratio, wanted } of pairs) {
    const verdict = ratio >= wanted ? '' : '  NOT MET';
    const times = ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
    console.log(
      `${work.padEnd(52)} ${ms(ours)} ${ms(theirs)} ${times.padStart(8)} ${`${wanted}`.padStart(7)}  ${peer}${verdict}`,
    );
  }
  save(name, pairs);
}

/** Keeps what was measured, with what it was measured on. */
export function save(name: string, results: unknown): void {
  const folder = join(import.meta.dirname, '..', 'results');
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  const document = { measured: new Date().toISOString().slice(0, 10), machine, results };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
}
