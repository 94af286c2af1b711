import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, type Clock, EXCHANGES, isSession, silentLog } from '#shared';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { folderLanding } from './adapters/folder-landing.ts';
import { pgBarReader } from './adapters/pg-bar-reader.ts';
import { pgBarStore } from './adapters/pg-bar-store.ts';
import { ingest } from './ingest.ts';
import type { Provider, RawAnswer } from './provider-port.ts';
import { readAnswer } from './receive.ts';

export type ProviderFixture = {
  readonly provider: Provider;
  readonly clock: Clock;
  /** Has at least three sessions that have closed at the clock's now, and none missing between them */
  readonly symbol: string;
  readonly unknown: string;
  readonly close?: () => Promise<void>;
};

/** What every provider has to keep, whatever it asks and however its answers look. */
export function providerContract(name: string, setup: () => Promise<ProviderFixture>): void {
  describe(`the provider contract: ${name}`, () => {
    let fixture: ProviderFixture;
    let raw: RawAnswer;
    beforeAll(async () => {
      fixture = await setup();
      raw = await fixture.provider.fetch({ symbol: fixture.symbol }, fixture);
    });
    afterAll(async () => fixture.close?.());

    it('answers with bytes as received, and says what was asked and when it came', () => {
      expect(raw.provider).toBe(fixture.provider.name);
      expect(raw.request.symbol).toBe(fixture.symbol);
      expect(raw.bytes.byteLength).toBeGreaterThan(0);
      expect(raw.mediaType).toMatch(/^[a-z]+\/[a-z-]+/);
      expect(raw.receivedAt).toBe(fixture.clock.now());
    });

    it('reads rows of a known market, events in order, the same each time and without touching the answer', () => {
      const before = structuredClone(raw);
      const parsed = fixture.provider.parse(raw);
      expect(fixture.provider.parse(structuredClone(raw))).toEqual(parsed);
      expect(raw).toEqual(before);
      expect(EXCHANGES).toContain(parsed.market.exchange);
      expect(parsed.rows.length).toBeGreaterThanOrEqual(3);
      expect(parsed.events.map(({ session }) => session)).toEqual(parsed.events.map(({ session }) => session).sort());
      expect(JSON.parse(JSON.stringify(parsed.rows.map(({ source }) => source)))).toHaveLength(parsed.rows.length);
    });

    it('gives nothing from before the session asked for', async () => {
      const sessions = readAnswer(fixture.provider, raw, raw.request).bars.map(({ session }) => session);
      const from = sessions.at(-2) ?? '';
      const request = { symbol: fixture.symbol, from };
      const later = readAnswer(fixture.provider, await fixture.provider.fetch(request, fixture), request);
      expect(later.bars.map(({ session }) => session)).toEqual(sessions.slice(-2));
      expect(later.rejected.filter(({ reason }) => reason === 'before_from')).toEqual([]);
    });

    it('holds no bar of a session that has not closed', () => {
      const { bars, calendar } = readAnswer(fixture.provider, raw, raw.request);
      expect(bars.every(({ session }) => isSession(session) && calendar.close(session) <= raw.receivedAt)).toBe(true);
    });

    it('does not know an unknown symbol', async () => {
      const unknown = fixture.provider.fetch({ symbol: fixture.unknown }, fixture);
      await expect(unknown).rejects.toMatchObject({ name: 'AppError', code: 'SYMBOL_NOT_FOUND' });
    });

    it.each(['../../etc/passwd', 'A/B', '', 'A\u0000B', '..'])('refuses %j as a symbol', async symbol => {
      await expect(fixture.provider.fetch({ symbol }, fixture)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    });

    it('stops when it is told to', async () => {
      const context = { ...fixture, signal: AbortSignal.abort(new Error('enough')) };
      await expect(fixture.provider.fetch({ symbol: fixture.symbol }, context)).rejects.toThrow('enough');
    });

    it('throws nothing but AppError, whatever the bytes are', () => {
      const broken = fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.string({ maxLength: 400, unit: 'binary' }).map(text => new TextEncoder().encode(text)),
        fc
          .tuple(fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 8 }))
          .map(([at, gap, bytes]) => splice(raw.bytes, at, gap, bytes)),
      );
      const law = fc.property(broken, bytes => {
        try {
          const { bars } = readAnswer(fixture.provider, { ...raw, bytes }, raw.request);
          expect(bars.every(({ low, high }) => low > 0 && high < Number.POSITIVE_INFINITY)).toBe(true);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      });
      fc.assert(law, { numRuns: 300 });
    });

    ingestContract(() => fixture);
  });
}

function splice(bytes: Uint8Array, at: number, gap: number, inserted: Uint8Array): Uint8Array {
  const start = at % bytes.length;
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + (gap % 40))]);
}

/** Through the whole stage, on a real database. */
function ingestContract(fixtureOf: () => ProviderFixture): void {
  describe('ingested', () => {
    let database: TestDatabase;
    let folder: string;
    beforeAll(async () => {
      database = await testDatabase();
      folder = mkdtempSync(join(tmpdir(), 'nextclose-landing-'));
    });
    afterAll(async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    });

    it('adds its bars once, and lands what it answered before reading it', async () => {
      const { provider, clock, symbol } = fixtureOf();
      const { db } = database;
      const landing = folderLanding({ folder });
      const deps = { provider, landing, store: pgBarStore(db), clock, log: silentLog };
      const [first] = await ingest(deps, { symbols: [symbol] });
      expect(first).toMatchObject({ symbol, revised: 0, unchanged: 0, missing: [] });
      expect(first?.error).toBeUndefined();
      expect(first?.new).toBeGreaterThanOrEqual(3);
      const again = await ingest(deps, { symbols: [symbol], from: '1970-01-01' });
      expect(again).toMatchObject([{ new: 0, revised: 0, unchanged: first?.new, rejectedNew: 0, events: 0 }]);

      const bars = await pgBarReader(db).bars(symbol, { asOf: clock.now() });
      expect(bars.sessions).toHaveLength(first?.new ?? 0);
      expect(bars.revision).toBe(0);
      const landed = await db.selectFrom('landing_object').selectAll().execute();
      for (const { id, bytes } of landed) expect((await landing.get(id))?.bytes.byteLength).toBe(bytes);
      const { landing_id } = await db.selectFrom('bar').select('landing_id').limit(1).executeTakeFirstOrThrow();
      const source = await landing.get(landing_id);
      expect(readAnswer(provider, source as RawAnswer, (source as RawAnswer).request).bars).toHaveLength(
        first?.new ?? 0,
      );
    });
  });
}
