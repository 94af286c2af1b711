import { AppError, addDays, type Clock, isSession, type Log, parseSymbol, type Session } from '#shared';
import { type Changes, classify, type OnRecord } from './classify.ts';
import { inParallel } from './in-parallel.ts';
import type { LandingZone } from './landing-port.ts';
import { missingSessions } from './missing.ts';
import type { Provider } from './provider-port.ts';
import { type IngestError, type Received, receive } from './receive.ts';
import { recordsFor } from './records.ts';
import type { BarStore, SymbolState } from './store-port.ts';

export type IngestDeps = {
  readonly provider: Provider;
  readonly landing: LandingZone;
  readonly store: BarStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Newest sessions asked for again each time, so that corrections are seen; 5 by default, 0 for none */
  readonly overlapSessions?: number;
  /** Requests at once; 4 by default */
  readonly concurrency?: number;
};

export type IngestRequest = {
  readonly symbols: readonly string[];
  /** Without it: from the newest bar on record, less the overlap; all there is for a symbol without bars */
  readonly from?: Session;
  readonly to?: Session;
  readonly signal?: AbortSignal;
};

export type IngestReport = {
  readonly symbol: string;
  readonly new: number;
  readonly unchanged: number;
  readonly revised: number;
  /** Splits and dividends learned, corrections of them included */
  readonly events: number;
  /** Rows of this answer that were not taken, by reason (`REJECTIONS`) */
  readonly rejected: Readonly<Record<string, number>>;
  /** How many of those were not on record yet */
  readonly rejectedNew: number;
  /** Closed sessions of the window that have no bar, here or on record */
  readonly missing: readonly Session[];
  readonly lastSession?: Session;
  readonly error?: IngestError;
};

/** Symbols fetched, compared and written together: what bounds the memory of a first load. */
const TOGETHER = 100;

/**
 * Fetches bars, lands the answers as received, and adds what is new. One symbol's failure is in its report and stops no
 * other. Running it twice adds nothing; a corrected bar becomes a new vintage; nothing is overwritten.
 * @throws AppError INVALID_INPUT for a symbol or day that is none, DATABASE_UNAVAILABLE
 */
export async function ingest(deps: IngestDeps, request: IngestRequest): Promise<IngestReport[]> {
  const symbols = [...new Set(request.symbols.map(parseSymbol))];
  for (const field of ['from', 'to'] as const) {
    const day = request[field];
    if (day === undefined || isSession(day)) continue;
    throw new AppError('INVALID_INPUT', `"${day}" is not a day`, { field, accepted: 'YYYY-MM-DD' });
  }
  const reports: IngestReport[] = [];
  for (let i = 0; i < symbols.length; i += TOGETHER) {
    reports.push(...(await ingestTogether(deps, { ...request, symbols: symbols.slice(i, i + TOGETHER) })));
  }
  return reports;
}

async function ingestTogether(deps: IngestDeps, request: IngestRequest): Promise<IngestReport[]> {
  const { store, overlapSessions = 5, concurrency = 4 } = deps;
  const { symbols, to, signal } = request;
  const states = await store.states(symbols, Math.max(1, overlapSessions));
  const received = await inParallel(symbols, concurrency, async symbol => {
    signal?.throwIfAborted();
    const from = request.from ?? startAfter(states.get(symbol), overlapSessions);
    return await receive(
      { ...deps, ...(signal ? { signal } : {}) },
      { symbol, ...(from ? { from } : {}), ...(to ? { to } : {}) },
    );
  });
  return await recordAnswers(store, received, states);
}

/** Compares answers, at most one per symbol, with what is on record, and adds what is new in them. */
export async function recordAnswers(
  store: BarStore,
  received: readonly Received[],
  states: ReadonlyMap<string, SymbolState>,
): Promise<IngestReport[]> {
  const records = await recordsFor(store, received, states);
  const changes = new Map<string, Changes>();
  for (const { symbol, landed, content } of received) {
    const record = records.get(symbol);
    if (landed && content && record) changes.set(symbol, classify({ symbol, landed, content }, record));
  }
  const rejectedNew = await write(store, received, changes);
  return received.map(one =>
    report(one, changes.get(one.symbol), records.get(one.symbol), rejectedNew.get(one.symbol) ?? 0),
  );
}

/** The session from which a symbol is asked for: the oldest of the overlap, or, without overlap, the day after its last bar. */
function startAfter(state: SymbolState | undefined, overlap: number): Session | undefined {
  const newest = state?.recent.at(-1)?.session;
  if (state === undefined || newest === undefined) return undefined;
  return overlap === 0 ? addDays(newest, 1) : state.recent[0]?.session;
}

/** In alphabetical order, so that two who write the same symbols at once wait for each other and never in a circle. */
async function write(store: BarStore, received: readonly Received[], changes: ReadonlyMap<string, Changes>) {
  const ordered = received.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const all = ordered.flatMap(({ symbol }) => changes.get(symbol) ?? []);
  const withBars = ordered.flatMap(({ symbol, content, landed }) => {
    const hasBars = (changes.get(symbol)?.bars.length ?? 0) > 0;
    return content && landed && hasBars ? [{ symbol, ...content.market, addedAt: landed.receivedAt }] : [];
  });
  return await store.write({
    landed: ordered.flatMap(({ landed }) => landed ?? []),
    symbols: withBars,
    bars: all.flatMap(({ bars }) => bars),
    events: all.flatMap(({ events }) => events),
    rejected: all.flatMap(({ rejected }) => rejected),
    revised: ordered.flatMap(({ symbol }) => (changes.get(symbol)?.rewritesHistory ? [symbol] : [])),
  });
}

function report(
  { symbol, request, landed, content, error }: Received,
  changes: Changes | undefined,
  record: OnRecord | undefined,
  rejectedNew: number,
): IngestReport {
  const rejected: Record<string, number> = {};
  for (const { reason } of content?.rejected ?? []) rejected[reason] = (rejected[reason] ?? 0) + 1;
  const bars = content?.bars ?? [];
  const present = new Set([...bars.map(({ session }) => session), ...(record?.bars.keys() ?? [])]);
  const first = [bars[0]?.session, record?.firstSession].filter(session => session !== undefined).sort()[0];
  const lastSession = [bars.at(-1)?.session, record?.lastSession]
    .filter(session => session !== undefined)
    .sort()
    .at(-1);
  const { from, to } = request;
  return {
    symbol,
    new: changes?.added ?? 0,
    unchanged: changes?.unchanged ?? 0,
    revised: changes?.revised ?? 0,
    events: changes?.events.length ?? 0,
    rejected,
    rejectedNew,
    missing:
      content && landed
        ? missingSessions({ calendar: content.calendar, from, to, receivedAt: landed.receivedAt, first }, present)
        : [],
    ...(lastSession ? { lastSession } : {}),
    ...(error ? { error } : {}),
  };
}
