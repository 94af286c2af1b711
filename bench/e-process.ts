/**
 * How often the e-process promotes a challenger that is no better, at alpha 5 % and with a look after every session, and how
 * soon it promotes one that is: node bench/e-process.ts. Returns have variance 1.
 */
import { type Contest, type EProcessOptions, eProcess } from '../kernels/src/index.ts';
import { normalSource, uniformSource } from '../kernels/src/math/random.ts';
import { garchSampler } from './detectors-samplers.ts';
import { save } from './support/side-by-side.ts';

/** What the two forecasts are made of. `noise`: the champion is the random walk. `mirror`: the champion's is its opposite. */
type Challenger = 'noise' | 'mirror' | 'useful';

type World = {
  readonly challenger: Challenger;
  /** Deviation of the challenger's forecasts; where it is useful its square is the R2 */
  readonly size: number;
  readonly symbols: number;
  readonly sessions: number;
  /** Correlation of the symbols' shocks */
  readonly shocks: number;
  /** Correlation of the symbols' forecasts */
  readonly forecasts: number;
  /** Degrees of freedom of normal or t shocks; `garch`: one symbol's GARCH-t returns, scale estimated by EWMA */
  readonly tails: number | 'garch';
  /** Share of symbols that are absent from a session, drawn anew for each */
  readonly absent: number;
  readonly process: EProcessOptions;
};

/** Returns of all symbols on one session, without the predictable part, and the scale that was known before. */
type Shocks = () => { readonly shocks: readonly number[]; readonly scale: number };

function shocksOf(world: World, uniform: () => number): Shocks {
  const { symbols, tails } = world;
  if (tails === 'garch') {
    const garch = garchSampler(uniform);
    let variance = 1;
    return () => {
      const scale = Math.sqrt(variance);
      const shock = garch();
      variance = 0.94 * variance + 0.06 * shock * shock;
      return { shocks: [shock], scale };
    };
  }
  const normal = normalSource(uniform);
  const [common, own] = [Math.sqrt(world.shocks), Math.sqrt(1 - world.shocks)];
  return () => {
    const [tail, shared] = [tailOf(normal, tails), normal()];
    return { shocks: Array.from({ length: symbols }, () => tail * (common * shared + own * normal())), scale: 1 };
  };
}

/** The same for all symbols of a session: their large moves come together. */
function tailOf(normal: () => number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY) return 1;
  let squares = 0;
  for (let i = 0; i < degrees; i++) squares += normal() ** 2;
  return Math.sqrt((degrees - 2) / squares);
}

/** Sums of the newest `horizon` returns, as forecasts of so many steps are settled with. */
function sums(horizon: number): (shocks: readonly number[]) => readonly number[] {
  const newest: (readonly number[])[] = [];
  return shocks => {
    newest.push(shocks);
    if (newest.length > horizon) newest.shift();
    return shocks.map((_, i) => newest.reduce((sum, each) => sum + (each[i] ?? 0), 0));
  };
}

/** The session at which E first is 20, or Infinity. */
function promotedAt(seed: number, world: World): number {
  const uniform = uniformSource(seed);
  const normal = normalSource(uniform);
  const next = shocksOf(world, uniform);
  const horizon = world.process.horizon ?? 1;
  const over = sums(horizon);
  const [common, own] = [Math.sqrt(world.forecasts), Math.sqrt(1 - world.forecasts)];
  const process = eProcess(world.process);
  for (let t = 1; t <= world.sessions; t++) {
    const { shocks, scale } = next();
    const shared = normal();
    const contests: Contest[] = [];
    for (const shock of over(shocks)) {
      const forecast = world.size * Math.sqrt(horizon) * (common * shared + own * normal());
      if (world.absent > 0 && uniform() < world.absent) continue;
      contests.push({
        actual: world.challenger === 'useful' ? forecast + Math.sqrt(1 - world.size ** 2) * shock : shock,
        champion: world.challenger === 'mirror' ? -forecast : 0,
        challenger: forecast,
        scale: scale * Math.sqrt(horizon),
      });
    }
    if (process.push(contests) >= 20) return t;
  }
  return Number.POSITIVE_INFINITY;
}

const one: World = {
  challenger: 'noise',
  size: 0.1,
  symbols: 1,
  sessions: 2500,
  shocks: 0.3,
  forecasts: 0,
  tails: Number.POSITIVE_INFINITY,
  absent: 0,
  process: {},
};
const pool: World = { ...one, symbols: 20, tails: 4, absent: 0.1 };
const fifty: World = { ...one, challenger: 'useful', symbols: 50, sessions: 2500 };
const single: EProcessOptions = { bets: [0.4] };
const useful = (r2: number, world: World = { ...one, challenger: 'useful' }): World => ({
  ...world,
  size: Math.sqrt(r2),
});

const worlds: readonly (readonly [string, number, World])[] = [
  ['no better: noise of 0.03', 2000, { ...one, size: 0.03 }],
  ['no better: noise of 0.1', 2000, one],
  ['no better: noise of 0.1, t3 returns', 2000, { ...one, tails: 3 }],
  ['equal: opposite forecasts, 0.03', 2000, { ...one, challenger: 'mirror', size: 0.03 }],
  ['equal: opposite forecasts, 0.2', 2000, { ...one, challenger: 'mirror', size: 0.2 }],
  ['equal: opposite forecasts, t3 returns', 2000, { ...one, challenger: 'mirror', tails: 3 }],
  ['equal: opposite forecasts, GARCH-t, EWMA scale', 2000, { ...one, challenger: 'mirror', tails: 'garch' }],
  ['equal: five steps, overlapping', 2000, { ...one, challenger: 'mirror', process: { horizon: 5 } }],
  ['no better: 20 symbols, t4', 2000, pool],
  ['equal: 20 symbols, t4', 2000, { ...pool, challenger: 'mirror' }],
  ['equal: 20 symbols, t4, alike', 2000, { ...pool, challenger: 'mirror', shocks: 0.9, forecasts: 0.9 }],
  ['equal: 20 symbols, t4, five steps', 1000, { ...pool, challenger: 'mirror', process: { horizon: 5 } }],
  ['R2 2 %, one symbol', 400, useful(0.02)],
  ['R2 2 %, one symbol, bet 0.4', 400, useful(0.02, { ...one, challenger: 'useful', process: single })],
  ['R2 1 %, one symbol', 400, useful(0.01)],
  ['R2 1 %, one symbol, bet 0.4', 400, useful(0.01, { ...one, challenger: 'useful', process: single })],
  ['R2 1 %, 50 symbols', 200, useful(0.01, fifty)],
  ['R2 1 %, 50 symbols, bet 0.4', 200, useful(0.01, { ...fifty, process: single })],
  ['R2 0.5 %, 50 symbols', 200, useful(0.005, fifty)],
  ['R2 0.5 %, 50 symbols, bet 0.4', 200, useful(0.005, { ...fifty, process: single })],
  ['R2 0.5 %, 50 symbols, forecasts correlated 0.3', 200, useful(0.005, { ...fifty, forecasts: 0.3 })],
];
const results = worlds.map(([name, runs, world], w) => {
  const at = Array.from({ length: runs }, (_, i) => promotedAt(1_000_003 * w + i, world)).sort((a, b) => a - b);
  const promoted = at.filter(Number.isFinite).length / runs;
  const median = at[runs >> 1] ?? Number.NaN;
  console.log(
    `${name.padEnd(50)} ${String(runs).padStart(5)} runs  promoted ${(100 * promoted).toFixed(1).padStart(5)} %  median session ${median}`,
  );
  return { name, runs, sessions: world.sessions, promoted, median };
});
save('e-process', results);
