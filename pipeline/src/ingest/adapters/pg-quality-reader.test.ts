import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../shared/testing/database.ts';
import { dataQuality } from '../repair/quality.ts';
import { evening, type IngestStage, ingestStage, nyse, row } from '../testing/fixture.ts';
import { pgQualityReader } from './pg-quality-reader.ts';

let database: TestDatabase;
let stage: IngestStage;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  stage = await ingestStage(database.db, '2024-03-04');
});
afterEach(() => stage.close());

const sessions = nyse.sessions('2023-12-01', '2024-03-28');
/** Closes that move by about a per cent, and ranges around them. */
const rows = sessions.map((session, i) => row(session, 100 + (i % 2) + ((i * 7) % 5) / 5, { volume: 1000 + i }));

async function reports(symbols: readonly string[], now: number) {
  const found = [];
  for await (const record of pgQualityReader(stage.db).records(symbols)) found.push(dataQuality(record, nyse, now));
  return found;
}

describe('the quality of what is on record', () => {
  it('counts sessions, corrections and rejected rows, and knows how old the newest bar is', async () => {
    const holed = rows.filter(({ session }) => session !== '2024-01-10');
    stage.books.set('A', { rows: [...holed, row('2024-01-15', 100), row('2024-01-06', 100)] });
    await stage.run();
    stage.books.set('A', { rows: holed.map(one => (one.session === '2024-01-09' ? row(one.session, 103) : one)) });
    await stage.on('2024-03-05', { from: '2023-12-01' });
    const [report, ...others] = await reports(['A', 'UNKNOWN'], evening('2024-03-08'));
    expect(others).toEqual([]);
    const expected = nyse.sessions('2023-12-01', '2024-03-05').length;
    expect(report).toMatchObject({
      ...{ symbol: 'A', exchange: 'XNYS', currency: 'USD', first: '2023-12-01', last: '2024-03-05' },
      ...{ expected, sessions: expected - 1, completeness: (expected - 1) / expected, staleSessions: 3 },
      ...{ revisions: 1, rejected: { not_a_session: 2 }, lastReceivedAt: evening('2024-03-05') },
    });
    expect(report?.findings.map(({ rule, sessions }) => [rule, sessions])).toEqual([
      ['session-missing', ['2024-01-10']],
    ]);
  });

  it('finds a day of pence across a split in prices as traded', async () => {
    const event = { session: '2024-02-01', kind: 'split', value: 4 } as const;
    const raw = rows.map(one => {
      const times = (one.session < event.session ? 4 : 1) * (one.session === '2024-01-10' ? 100 : 1);
      const { open, high, low, close } = one;
      const price = (value: number | null) => (value ?? 0) * times;
      return { ...one, open: price(open), high: price(high), low: price(low), close: price(close) };
    });
    stage.books.set('B', { rows: raw, events: [event] });
    await stage.run();
    const before = await stage.db.selectFrom('bar').selectAll().execute();
    const [report] = await reports([], evening('2024-03-04'));
    expect(report).toMatchObject({ symbol: 'B', completeness: 1, staleSessions: 0, repairable: 1, quarantinable: 0 });
    const [finding] = report?.findings ?? [];
    expect(finding).toMatchObject({ rule: 'block-hundredfold', sessions: ['2024-01-10'], action: 'repaired' });
    const clean = (rows.find(({ session }) => session === '2024-01-10')?.close ?? 0) * 4;
    const [change] = finding?.changes ?? [];
    expect(change).toMatchObject({ of: 'row', before: { close: clean * 100 } });
    expect(change?.of === 'row' ? change.after?.close : 0).toBeCloseTo(clean, 9);
    expect(await stage.db.selectFrom('bar').selectAll().execute()).toEqual(before);
  });

  it('reports a symbol without a bar as empty', async () => {
    stage.books.set('C', { rows: [row('2024-01-06', 100)] });
    await stage.run();
    const empty = { completeness: null, staleSessions: null, sessions: 0, findings: [] };
    for (const report of await reports(['C'], evening('2024-03-04'))) expect(report).toMatchObject(empty);
  });
});
