/**
 * How often the e-process promotes a challenger that is no better, whatever the number of looks, and how soon one that is:
 * node bench/e-process.ts. Returns have variance 1; the champion is the random walk.
 */
import { eProcess } from '../kernels/src/index.ts';
import { normalSource, uniformSource } from '../kernels/src/math/random.ts';
import { save } from './support/side-by-side.ts';

type World = {
  readonly symbols: number;
  readonly sessions: number;
  /** Correlation of the symbols' shocks, and of the challenger's noise */
  readonly correlation: number;
  /** Share of the variance of returns that the challenger explains; 0 for noise of `noise` times the returns' deviation */
  readonly r2: number;
  readonly noise: number;
  /** Degrees of freedom of the shocks; Infinity for normal ones */
  readonly degrees: number;
};

/** The session at which E first is 20 (alpha 5 %), or Infinity. */
function promotedAt(seed: number, world: World): number {
  const { symbols, sessions, correlation, r2, noise, degrees } = world;
  const normal = normalSource(uniformSource(seed));
  const [common, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  const process = eProcess();
  for (let t = 0; t < sessions; t++) {
    const [shared, sharedNoise] = [normal(), normal()];
    const tail = degrees === Number.POSITIVE_INFINITY ? 1 : tScale(normal, degrees);
    const contests = Array.from({ length: symbols }, () => {
      const signal = Math.sqrt(r2) * (common * sharedNoise + own * normal());
      const shock = tail * Math.sqrt(1 - r2) * (common * shared + own * normal());
      const challenger = r2 > 0 ? signal : noise * (common * sharedNoise + own * normal());
      return { actual: signal + shock, champion: 0, challenger, scale: 1 };
    });
    if (process.push(contests) >= 20) return t + 1;
  }
  return Number.POSITIVE_INFINITY;
}

function tScale(normal: () => number, degrees: number): number {
  let squares = 0;
  for (let i = 0; i < degrees; i++) squares += normal() ** 2;
  return Math.sqrt((degrees - 2) / squares);
}

const base: World = {
  symbols: 1,
  sessions: 2520,
  correlation: 0.3,
  r2: 0,
  noise: 0.1,
  degrees: Number.POSITIVE_INFINITY,
};
const worlds: [string, number, World][] = [
  ['noise of 0.03 sd, one symbol, 10 years', 2000, { ...base, noise: 0.03 }],
  ['noise of 0.1 sd, one symbol, 10 years', 2000, base],
  ['noise of 0.1 sd, one symbol, t3 returns, 10 years', 2000, { ...base, degrees: 3 }],
  [
    'noise of 0.1 sd, 20 symbols, correlation 0.3, t4, 4 years',
    300,
    { ...base, symbols: 20, sessions: 1000, degrees: 4 },
  ],
  ['R2 2 %, one symbol, 10 years', 300, { ...base, r2: 0.02 }],
  ['R2 1 %, one symbol, 10 years', 300, { ...base, r2: 0.01 }],
  ['R2 1 %, 50 symbols, correlation 0.3, 4 years', 100, { ...base, symbols: 50, sessions: 1000, r2: 0.01 }],
  ['R2 0.5 %, 50 symbols, correlation 0.3, 4 years', 100, { ...base, symbols: 50, sessions: 1000, r2: 0.005 }],
];
const results = worlds.map(([name, runs, world], w) => {
  const at = Array.from({ length: runs }, (_, i) => promotedAt(1_000_003 * w + i, world)).sort((a, b) => a - b);
  const promoted = at.filter(Number.isFinite).length / runs;
  const median = at[runs >> 1] ?? Number.NaN;
  console.log(`${name.padEnd(62)} promoted ${(100 * promoted).toFixed(1).padStart(5)} %   median session ${median}`);
  return { name, runs, promoted, median };
});
save('e-process', results);
