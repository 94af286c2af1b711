import { type ErrorScores, type ScoredSession, scoreErrors } from '../monitor/index.ts';
import type { LoopCounts } from './ports.ts';

/** A symbol's score over a whole replay: the champion of each day beside the random walk on the same sessions. */
export type SymbolSummary = {
  readonly symbol: string;
  readonly n: number;
  readonly champion: ErrorScores | null;
  readonly random_walk: ErrorScores | null;
  /** 1 - MSE / MSE of the random walk; null without a scored session */
  readonly skill: number | null;
};

export type PolicySummary = {
  readonly policy: string;
  readonly schema: string;
  readonly counts: LoopCounts;
  readonly n: number;
  readonly rmse: number | null;
  readonly random_walk_rmse: number | null;
  readonly skill: number | null;
  readonly coverage: number | null;
  readonly level: number;
  readonly symbols: readonly SymbolSummary[];
  /** Why no challenger was accepted, or none rejected; null where both happened */
  readonly note: string | null;
  readonly digest: string;
  readonly seconds: number;
  readonly cpu_seconds: number;
};

export function summariseSymbol(symbol: string, sessions: readonly ScoredSession[]): SymbolSummary {
  if (sessions.length === 0) return { symbol, n: 0, champion: null, random_walk: null, skill: null };
  const champion = scoreErrors(sessions.map(day => day.champion));
  const randomWalk = scoreErrors(sessions.map(day => day.randomWalk));
  return {
    symbol,
    n: sessions.length,
    champion,
    random_walk: randomWalk,
    skill: skillOf(champion.rmse, randomWalk.rmse),
  };
}

/** Pools the symbols' errors, each session of each symbol weighing the same. */
export function pool(symbols: readonly SymbolSummary[]) {
  const scored = symbols.filter(({ n }) => n > 0);
  const n = scored.reduce((sum, symbol) => sum + symbol.n, 0);
  if (n === 0) return { n, rmse: null, random_walk_rmse: null, skill: null, coverage: null };
  const mean = (of: (symbol: SymbolSummary) => number) =>
    scored.reduce((sum, symbol) => sum + symbol.n * of(symbol), 0) / n;
  const rmse = Math.sqrt(mean(({ champion }) => (champion?.rmse ?? 0) ** 2));
  const walk = Math.sqrt(mean(({ random_walk }) => (random_walk?.rmse ?? 0) ** 2));
  return {
    n,
    rmse,
    random_walk_rmse: walk,
    skill: skillOf(rmse, walk),
    coverage: mean(({ champion }) => champion?.coverage ?? 0),
  };
}

/** What a reader would ask first when a replay promoted nothing or rejected nothing. */
export function noteOn(counts: LoopCounts): string | null {
  if (counts.retrainings === 0)
    return `no challenger was trained: ${counts.alarms} alarm(s) were raised and none started a retraining`;
  if (counts.promotions === 0)
    return `no challenger was accepted: none of ${counts.rejections} judged had a lower RMSE than its champion`;
  if (counts.rejections === 0)
    return `no challenger was rejected: all ${counts.promotions} judged had a lower RMSE than their champion`;
  return null;
}

const skillOf = (rmse: number, walk: number): number => 1 - (rmse / walk) ** 2;
