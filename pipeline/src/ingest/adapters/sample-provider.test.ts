import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendar, silentLog, virtualClock } from '#shared';
import { type TestDatabase, testDatabase } from '../../shared/testing/database.ts';
import { type IngestDeps, ingest } from '../ingest.ts';
import { folderLanding } from './folder-landing.ts';
import { pgBarReader } from './pg-bar-reader.ts';
import { pgBarStore } from './pg-bar-store.ts';
import { SAMPLE_SYMBOLS, sampleProvider } from './sample-provider.ts';

const nyse = calendar('XNYS');
const evening = (session: string) => nyse.close(session) + 30 * 60_000;

describe('the series of the demo', () => {
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

  it('comes in whole, and then one session at a time, as a replay reads it', async () => {
    const clock = virtualClock(evening('2018-01-31'));
    const store = pgBarStore(database.db);
    const landing = folderLanding({ folder, durable: false });
    const deps: IngestDeps = { provider: sampleProvider(), landing, store, clock, log: silentLog };
    const first = await ingest(deps, { symbols: SAMPLE_SYMBOLS });
    const counts = {
      unchanged: 0,
      revised: 0,
      events: 0,
      rejected: {},
      rejectedNew: 0,
      missing: [],
      lastSession: '2018-01-31',
    };
    expect(first).toEqual([
      { symbol: 'AAPL', new: nyse.sessions('2013-05-13', '2018-01-31').length, ...counts },
      { symbol: '^GSPC', new: nyse.sessions('2000-01-03', '2018-01-31').length, ...counts },
    ]);
    for (const session of nyse.sessions('2018-02-01', '2018-05-11')) {
      clock.set(evening(session));
      const [apple, index] = await ingest(deps, { symbols: SAMPLE_SYMBOLS });
      expect([apple?.new, apple?.unchanged, apple?.revised, index?.new, index?.lastSession]).toEqual([
        1,
        5,
        0,
        1,
        session,
      ]);
    }
    const reader = pgBarReader(database.db);
    const apple = await reader.bars('AAPL', { asOf: clock.now() });
    expect(apple.sessions).toEqual(nyse.sessions('2013-05-13', '2018-05-11'));
    expect([apple.close[0], apple.close.at(-1), apple.revision]).toEqual([64.96286, 188.589996, 0]);
    const early = await reader.bars('AAPL', { asOf: evening('2018-03-01') });
    expect(early.sessions.at(-1)).toBe('2018-03-01');
    expect(early.close).toEqual(apple.close.slice(0, early.close.length));
  });
});
