import type { Score } from './data.ts';

/** 200 mean |a - f| / (|a| + |f|), as the M4 competition has it. */
export function sMape(actual: readonly number[], forecast: ArrayLike<number>): number {
  const parts = actual.map((a, h) => (200 * Math.abs(a - at(forecast, h))) / (Math.abs(a) + Math.abs(at(forecast, h))));
  return mean(parts);
}

/** Mean absolute error over that of the random walk within the train part (frequency 1). */
export function m4Mase(train: readonly number[], actual: readonly number[], forecast: ArrayLike<number>): number {
  const scale = mean(train.slice(1).map((value, t) => Math.abs(value - at(train, t))));
  return mean(actual.map((a, h) => Math.abs(a - at(forecast, h)))) / scale;
}

/** Means over the series; OWA is the mean of both ratios to Naive2, which without a season is the random walk. */
export function overall(each: readonly Omit<Score, 'OWA'>[], naive2: readonly Omit<Score, 'OWA'>[]): Score {
  const sMAPE = mean(each.map(score => score.sMAPE));
  const MASE = mean(each.map(score => score.MASE));
  const base = { sMAPE: mean(naive2.map(score => score.sMAPE)), MASE: mean(naive2.map(score => score.MASE)) };
  return { sMAPE, MASE, OWA: (sMAPE / base.sMAPE + MASE / base.MASE) / 2 };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const at = (values: ArrayLike<number>, i: number): number => values[i] ?? Number.NaN;
