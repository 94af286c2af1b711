import { directionalAccuracy, mae, mape, rmse } from '@nextclose/kernels';
import type { Session } from '#shared';
import type { AliasMoveRecord, ModelStore } from '../registry/index.ts';
import type { SettledError, SettlementReader } from './ports.ts';

/** Errors over some sessions; MAE and RMSE relative to the previous close, beside them in currency. */
export type ErrorScores = {
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  readonly mape: number;
  readonly rmse_price: number;
  readonly directional_accuracy: number | null;
  readonly majority_accuracy: number | null;
  readonly directional_n: number;
  /** Share of actual closes inside the interval */
  readonly coverage: number;
};

/** A session on which the champion of that day and the random walk both have a settled forecast. */
export type ScoredSession = {
  readonly session: Session;
  readonly champion: SettledError;
  readonly randomWalk: SettledError;
  readonly challenger: SettledError | undefined;
};

/** @throws RangeError when there is nothing to score */
export function scoreErrors(settled: readonly SettledError[]): ErrorScores {
  const relative = settled.map(({ error, previousClose }) => error / previousClose);
  const zeros = relative.map(() => 0);
  const actual = settled.map(row => row.actual);
  const mean = settled.map(row => row.mean);
  const change = (of: readonly number[]) => of.map((value, i) => value - (settled[i]?.previousClose ?? 0));
  const direction = directionalAccuracy(change(actual), change(mean));
  return {
    n: settled.length,
    mae: mae(relative, zeros),
    rmse: rmse(relative, zeros),
    mape: mape(actual, mean),
    rmse_price: rmse(actual, mean),
    directional_accuracy: direction.n > 0 ? direction.accuracy : null,
    majority_accuracy: direction.n > 0 ? direction.majority : null,
    directional_n: direction.n,
    coverage: settled.filter(row => row.inside).length / settled.length,
  };
}

/**
 * The settled sessions of a symbol with the champion and challenger of each day beside the random walk, oldest first; the
 * newest `last` that have any settlement, or all.
 */
export async function scoredSessions(
  deps: { readonly settled: SettlementReader; readonly models: ModelStore },
  symbol: string,
  last?: number,
): Promise<ScoredSession[]> {
  const rows = await deps.settled.ofSymbol(symbol, last);
  const moves = await deps.models.moves(symbol);
  const held = {
    champion: holder(moves, 'champion'),
    challenger: holder(moves, 'challenger'),
    random_walk: holder(moves, 'random_walk'),
  };
  const sessions: ScoredSession[] = [];
  for (const [session, day] of Map.groupBy(rows, row => row.targetSession)) {
    const of = (role: keyof typeof held) => day.find(row => row.versionId === held[role](row.madeAt));
    const champion = of('champion');
    const randomWalk = of('random_walk');
    if (champion && randomWalk) sessions.push({ session, champion, randomWalk, challenger: of('challenger') });
  }
  return sessions;
}

/** Which version held the alias when a forecast was made. */
function holder(moves: readonly AliasMoveRecord[], alias: string): (at: number) => string | null {
  const mine = moves.filter(move => move.alias === alias);
  return at => mine.findLast(move => move.at <= at)?.to ?? null;
}
