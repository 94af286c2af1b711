import type { ScorePoint } from '../api/types.ts';
import type { ValuePoint } from './price-chart-data.ts';

export type ErrorChartData = {
  readonly champion: readonly ValuePoint[];
  readonly randomWalk: readonly ValuePoint[];
  /** By which share the champion's error is lower; negative where it is higher */
  readonly gain: readonly ValuePoint[];
};

/** The rolling errors as lines; a random walk without any error is matched, not beaten. */
export const errorChartData = (series: readonly ScorePoint[]): ErrorChartData => ({
  champion: series.map(({ session, rmse }) => ({ time: session, value: rmse })),
  randomWalk: series.map(({ session, random_walk_rmse }) => ({ time: session, value: random_walk_rmse })),
  gain: series.map(({ session, rmse, random_walk_rmse: walk }) => ({
    time: session,
    value: walk > 0 ? 1 - rmse / walk : 0,
  })),
});
