import { contentId, type Session } from '#shared';
import { sameBar, samePrice } from './compare.ts';
import { barKnownAt, type Coverage, eventKnownAt } from './known-at.ts';
import type { Received } from './receive.ts';
import type { RejectedRow, StoredBar, StoredEvent, WriteBatch } from './store-port.ts';

/** What is on record where an answer may touch it. */
export type OnRecord = Coverage & {
  /** Newest vintages by session, over the sessions of the answer */
  readonly bars: ReadonlyMap<Session, StoredBar>;
  readonly events: readonly StoredEvent[];
};

type Complete = Required<Pick<Received, 'symbol' | 'landed' | 'content'>>;

/** One symbol's part of a write, and the counts of the report. */
export type Changes = Pick<WriteBatch, 'bars' | 'events' | 'rejected'> & {
  readonly added: number;
  readonly unchanged: number;
  readonly revised: number;
  readonly splits: number;
  /** True when history that somebody may have read changes */
  readonly rewritesHistory: boolean;
};

function barChanges({ symbol, landed, content }: Complete, record: OnRecord) {
  const { receivedAt, id: landingId } = landed;
  const bars: WriteBatch['bars'][number][] = [];
  let revised = 0;
  for (const bar of content.bars) {
    const before = record.bars.get(bar.session);
    if (before !== undefined && sameBar(before, bar)) continue;
    if (before !== undefined) revised++;
    const known =
      before === undefined
        ? barKnownAt(bar.session, receivedAt, content.calendar, record)
        : { knownAt: receivedAt, knownAssumed: false };
    bars.push({ ...bar, ...known, symbol, vintage: (before?.vintage ?? 0) + 1, receivedAt, landingId });
  }
  return { bars, revised, added: bars.length - revised, unchanged: content.bars.length - bars.length };
}

/** Events of sessions without a bar yet wait: the provider names them again when their session has closed. */
function eventChanges({ symbol, landed, content }: Complete, record: OnRecord): WriteBatch['events'] {
  const { receivedAt, id: landingId } = landed;
  const newest = [content.bars.at(-1)?.session ?? '', record.lastSession ?? ''].sort().at(-1) ?? '';
  return content.events
    .filter(({ session }) => session <= newest)
    .flatMap(event => {
      const before = record.events.find(({ session, kind }) => session === event.session && kind === event.kind);
      if (before !== undefined && samePrice(before.value, event.value)) return [];
      const known =
        before === undefined
          ? eventKnownAt(event.session, receivedAt, content.calendar, record)
          : { knownAt: receivedAt, knownAssumed: false };
      return [{ ...event, ...known, symbol, vintage: (before?.vintage ?? 0) + 1, receivedAt, landingId }];
    });
}

/** Rejected rows are found again by what they say: the same bad row in a later answer is no second one. */
function rejectedRows({ symbol, landed, content }: Complete): RejectedRow[] {
  return content.rejected.map(({ row: { session, source }, reason }) => ({
    id: contentId('rej', { symbol, reason, session, source }),
    symbol,
    session,
    reason,
    row: source,
    landingId: landed.id,
    receivedAt: landed.receivedAt,
  }));
}

/** Compares an answer with what is on record: new bars, corrections as new vintages, repeats left out. */
export function classify(received: Complete, record: OnRecord): Changes {
  const { bars, added, unchanged, revised } = barChanges(received, record);
  const events = eventChanges(received, record);
  const splits = events.filter(({ kind }) => kind === 'split').length;
  const { firstSession, lastSession } = record;
  const known = firstSession !== undefined && lastSession !== undefined;
  const rewritesHistory =
    known && (splits > 0 || bars.some(({ session, vintage }) => vintage > 1 || session < lastSession));
  return { bars, events, rejected: rejectedRows(received), added, unchanged, revised, splits, rewritesHistory };
}
