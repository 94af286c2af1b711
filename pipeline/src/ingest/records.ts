import type { Session } from '#shared';
import type { OnRecord } from './classify.ts';
import type { Received } from './receive.ts';
import type { BarStore, StoredBar, StoredEvent, SymbolRange, SymbolState } from './store-port.ts';

type States = ReadonlyMap<string, SymbolState>;

/** The sessions of an answer, where they reach back before the newest bars that are read with the state. */
function rangeBeyondRecent({ symbol, request, content }: Received, states: States): SymbolRange | undefined {
  const state = states.get(symbol);
  const sessions = content?.bars;
  if (state === undefined || state.lastSession === undefined || sessions === undefined) return undefined;
  const first = sessions[0]?.session ?? request.from;
  const from = request.from !== undefined && first !== undefined && request.from < first ? request.from : first;
  const recentFrom = state.recent[0]?.session;
  if (from === undefined || recentFrom === undefined || from >= recentFrom) return undefined;
  return { symbol, from, to: state.lastSession };
}

/** A bar between the first and the last on record that is new, so that it matters since when the symbol is live. */
function fillsHole({ symbol, content }: Received, states: States, bars: ReadonlySet<Session>): boolean {
  const last = states.get(symbol)?.lastSession;
  return last !== undefined && (content?.bars.some(({ session }) => session < last && !bars.has(session)) ?? false);
}

const none = <Value>(): ReadonlyMap<string, Value> => new Map<string, Value>();

/**
 * Reads what is on record where the answers may touch it, for all symbols together. On an ordinary day the states say it all
 * and nothing more is read.
 */
export async function recordsFor(
  store: BarStore,
  received: readonly Received[],
  states: States,
): Promise<ReadonlyMap<string, OnRecord>> {
  const ranges = received.flatMap(one => rangeBeyondRecent(one, states) ?? []);
  const older: ReadonlyMap<string, readonly StoredBar[]> = ranges.length > 0 ? await store.newest(ranges) : none();
  const bars = new Map(
    received.map(({ symbol }) => {
      const known = older.get(symbol) ?? states.get(symbol)?.recent ?? [];
      return [symbol, new Map(known.map(bar => [bar.session, bar]))] as const;
    }),
  );
  const withHoles = received.filter(one => fillsHole(one, states, new Set(bars.get(one.symbol)?.keys())));
  const liveSince =
    withHoles.length > 0 ? await store.liveSince(withHoles.map(({ symbol }) => symbol)) : none<Session>();
  const withEvents = received.filter(({ symbol, content }) => states.has(symbol) && (content?.events.length ?? 0) > 0);
  const events =
    withEvents.length > 0 ? await store.events(withEvents.map(({ symbol }) => symbol)) : none<readonly StoredEvent[]>();
  return new Map(
    received.map(({ symbol }) => {
      const state = states.get(symbol);
      const record = {
        firstSession: state?.firstSession,
        lastSession: state?.lastSession,
        liveSince: liveSince.get(symbol),
        bars: bars.get(symbol) ?? new Map<Session, StoredBar>(),
        events: events.get(symbol) ?? [],
      };
      return [symbol, record];
    }),
  );
}
