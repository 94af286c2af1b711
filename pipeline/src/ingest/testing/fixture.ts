import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { calendar, type Database, type Session, silentLog, virtualClock } from '#shared';
import { journalLanding } from '../adapters/journal-landing.ts';
import { pgBarReader } from '../adapters/pg-bar-reader.ts';
import { pgBarStore } from '../adapters/pg-bar-store.ts';
import { type IngestReport, ingest } from '../ingest.ts';
import type { CandidateRow, PriceEvent, Provider } from '../provider-port.ts';

export const nyse = calendar('XNYS');
export const evening = (session: Session): number => nyse.close(session) + 1_800_000;

export type Book = {
  rows: readonly CandidateRow[];
  events?: readonly PriceEvent[];
};

export const row = (session: Session, close: number, change: Partial<CandidateRow> = {}): CandidateRow => {
  return {
    session,
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 1000,
    source: [session, close],
    ...change,
  };
};

/**
 * A provider whose answers are what stands in `books` at the moment: JSON of rows and events, cut to what was asked for and has
 * closed. A symbol without a book is unknown to it; one whose book is an Error fails with it.
 */
function bookProvider(books: Map<string, Book | Error>): Provider {
  return {
    name: 'books',
    async fetch({ symbol, from, to }, { clock }) {
      const book = books.get(symbol) ?? new Error(`no book of ${symbol}`);
      if (book instanceof Error) throw book;
      const closed = nyse.lastClosed(clock.now());
      const wanted = ({ session }: { session: Session }) => session >= (from ?? '') && session <= closed;
      const body = { rows: book.rows.filter(wanted), events: (book.events ?? []).filter(wanted) };
      return {
        provider: 'books',
        request: { symbol, ...(from ? { from } : {}), ...(to ? { to } : {}) },
        origin: symbol,
        mediaType: 'application/json',
        bytes: new TextEncoder().encode(JSON.stringify(body)),
        receivedAt: clock.now(),
      };
    },
    parse(raw) {
      const { rows, events } = JSON.parse(new TextDecoder().decode(raw.bytes)) as Required<Book>;
      return { market: { exchange: 'XNYS', currency: 'USD' }, rows, events };
    },
  };
}

/** A whole ingest stage on a database that is emptied for it, at a virtual clock that `on` moves to the evening of a session. */
export async function ingestStage(db: Kysely<Database>, start: Session) {
  await sql`truncate symbol, landing_object, bar, price_event, rejected_row cascade`.execute(db);
  const folder = mkdtempSync(join(tmpdir(), 'nextclose-ingest-'));
  const landing = journalLanding({ file: join(folder, 'landing.journal') });
  const clock = virtualClock(evening(start));
  const books = new Map<string, Book | Error>();
  const store = pgBarStore(db);
  const deps = { provider: bookProvider(books), landing, store, clock, log: silentLog };
  const run = (request: { symbols?: string[]; from?: Session; to?: Session } = {}): Promise<IngestReport[]> =>
    ingest(deps, { symbols: [...books.keys()], ...request });
  const on = (session: Session, request?: Parameters<typeof run>[0]): Promise<IngestReport[]> => {
    clock.set(evening(session));
    return run(request);
  };
  const close = (): void => {
    landing.close();
    rmSync(folder, { recursive: true });
  };
  return { db, landing, clock, books, store, deps, reader: pgBarReader(db), run, on, close };
}

export type IngestStage = Awaited<ReturnType<typeof ingestStage>>;
