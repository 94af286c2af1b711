import type { ModelStore } from '../registry/index.ts';
import type { Score, ScorePoint, ScoreReader } from '../serve/index.ts';
import type { SettledError, SettlementReader } from './ports.ts';
import { type ScoredSession, scoredSessions, scoreErrors } from './scores.ts';

/** Points of the rolling series that are answered, the newest ones. */
const SERIES = 500;

/** Scores as serving shows them: champion, challenger and random walk on the same sessions, relative to the previous close. */
export function scoreReader(deps: { readonly settled: SettlementReader; readonly models: ModelStore }): ScoreReader {
  return {
    async scores(symbol, window) {
      const all = await scoredSessions(deps, symbol, window + SERIES);
      const recent = all.slice(-window);
      return {
        from: recent[0]?.session ?? null,
        to: recent.at(-1)?.session ?? null,
        champion: score(recent.map(day => day.champion)),
        challenger: score(recent.flatMap(day => day.challenger ?? [])),
        randomWalk: score(recent.map(day => day.randomWalk)),
        series: rollingSeries(all, window),
      };
    },
  };
}

function score(settled: readonly SettledError[]): Score | null {
  if (settled.length === 0) return null;
  const { rmse_price, directional_accuracy, directional_n, majority_accuracy, ...same } = scoreErrors(settled);
  return {
    ...same,
    rmsePrice: rmse_price,
    directionalAccuracy: directional_accuracy,
    directionalN: directional_n,
    majorityAccuracy: majority_accuracy,
  };
}

/** Rolling RMSE over `window` scored sessions; over fewer at the start, where there are no more. */
function rollingSeries(sessions: readonly ScoredSession[], window: number): ScorePoint[] {
  const first = Math.max(0, sessions.length - SERIES);
  return sessions.slice(first).map(({ session }, i) => {
    const part = sessions.slice(Math.max(0, first + i + 1 - window), first + i + 1);
    const rmse = (of: (day: ScoredSession) => SettledError): number =>
      Math.sqrt(part.reduce((sum, day) => sum + (of(day).error / of(day).previousClose) ** 2, 0) / part.length);
    return { session, n: part.length, rmse: rmse(day => day.champion), randomWalkRmse: rmse(day => day.randomWalk) };
  });
}
