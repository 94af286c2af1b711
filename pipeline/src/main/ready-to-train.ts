import type { Clock } from '#shared';
import type { TrainDeps } from '../registry/index.ts';

/** Sessions after which a symbol that could not be trained is tried again. */
const RETRY_SESSIONS = 20;

type Deps = { readonly clock: Clock; readonly minimumSessions: number; readonly train: TrainDeps };

/**
 * Which of the symbols have no champion yet, history enough for a first training, and no failed one in their newest 20
 * sessions. Asked of the database, so that any process may have brought the bars.
 */
export async function readyToTrain(deps: Deps, symbols: readonly string[]): Promise<string[]> {
  const { reader, models, runs } = deps.train;
  const asked = [...new Set(symbols)];
  if (asked.length === 0) return [];
  const aliases = await models.aliases(asked);
  const champions = aliases.filter(({ alias, versionId }) => alias === 'champion' && versionId !== null);
  const without = asked.filter(symbol => !champions.some(champion => champion.symbol === symbol));
  const asOf = deps.clock.now();
  const known = await reader.sessionCounts(without, { asOf });
  const ready: string[] = [];
  for (const symbol of without.filter(symbol => (known.get(symbol) ?? 0) >= deps.minimumSessions)) {
    const [last] = await runs.list({ symbol, limit: 1 });
    if (last) {
      const since = await reader.sessionCounts([symbol], { asOf, from: last.windowTo });
      if ((since.get(symbol) ?? 0) <= RETRY_SESSIONS) continue;
    }
    ready.push(symbol);
  }
  return ready;
}
