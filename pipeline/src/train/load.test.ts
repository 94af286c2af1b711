import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendar } from '#shared';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { insertBars } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { loadPooledData } from './load.ts';

const NYSE = calendar('XNYS');
const SESSIONS = NYSE.sessions('2023-01-03', '2023-06-30');
const SYMBOLS = Array.from({ length: 30 }, (_, i) => `S${String(i).padStart(2, '0')}`);
const now = NYSE.close('2023-06-30') + 1;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  for (const [i, symbol] of SYMBOLS.entries()) {
    const bars = SESSIONS.map((session, t) => {
      return { session, close: 100 * Math.exp(0.01 * Math.sin(t * (i + 1))), knownAt: NYSE.close(session) + 1 };
    });
    await insertBars(database.db, symbol, bars);
  }
});
afterAll(() => database.close());

const pooled = async (symbols: readonly string[], sessions: number) =>
  await loadPooledData(pgBarReader(database.db), { symbols, asOf: now, sessions });

it('pools all symbols where there is room for 60 closes of each', async () => {
  const { data } = await pooled(SYMBOLS.slice(0, 10), 1000);
  expect(data.close).toHaveLength(10 * 99 + 1);
});

it('pools a sample of more symbols than there is room for, the same one whatever their order', async () => {
  const some = await pooled(SYMBOLS, 600);
  expect(some.data.close).toHaveLength(10 * 59 + 1);
  const turned = await pooled([...SYMBOLS].reverse(), 600);
  expect(turned).toEqual(some);
  expect((await pooled(SYMBOLS, 120)).data.close).toHaveLength(2 * 59 + 1);
  expect((await pooled(SYMBOLS, 10)).data.close).toHaveLength(9 + 1);
});
