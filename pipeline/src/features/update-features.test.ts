import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Instant, type Session, virtualClock } from '#shared';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { insertBars, insertSplit } from '../shared/testing/bars.ts';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgOnlineStore } from './adapters/pg-online-store.ts';
import { computeFeatures, featureSet, type OnlineEntry, updateFeatures } from './index.ts';
import { walk } from './testing/bars.ts';

const set = featureSet('core@1');
const sessionAt = (t: number): Session => addDays('2020-01-01', t);
const closeOf = (session: Session): Instant => Date.parse(`${session}T21:00:00Z`);
const barsOf = (closes: readonly number[], from = 0) =>
  closes.map((close, t) => ({ session: sessionAt(from + t), close, knownAt: closeOf(sessionAt(from + t)) }));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

function depsAt(session: Session) {
  const clock = virtualClock(closeOf(session) + 3_600_000);
  return { reader: pgBarReader(database.db), store: pgOnlineStore(database.db), clock };
}
const entryOf = async (symbol: string): Promise<OnlineEntry | undefined> =>
  (await pgOnlineStore(database.db).entries([symbol], set.name)).get(symbol);
const revise = (symbol: string) =>
  sql`update symbol set revision = revision + 1 where symbol = ${symbol}`.execute(database.db);

/** The last row of a batch over everything known. */
async function batchRow(symbol: string, session: Session): Promise<Float64Array> {
  const { reader, clock } = depsAt(session);
  const { data, columns } = computeFeatures(set, await reader.bars(symbol, { asOf: clock.now() }));
  return data.slice(-columns);
}

describe('updateFeatures', () => {
  it('day by day gives the bits of a history read at once, state included', async () => {
    const closes = walk(50);
    const online = [];
    await insertBars(database.db, 'ONCE', barsOf(closes));
    await updateFeatures(depsAt(sessionAt(49)), ['ONCE']);
    for (let t = 0; t < closes.length; t++) {
      await insertBars(database.db, 'DAILY', barsOf(closes.slice(t, t + 1), t));
      await updateFeatures(depsAt(sessionAt(t)), ['DAILY']);
      online.push(...((await entryOf('DAILY'))?.values ?? []));
    }
    const { reader, clock } = depsAt(sessionAt(49));
    const batch = computeFeatures(set, await reader.bars('ONCE', { asOf: clock.now() }));
    expect(online).toEqual(Array.from(batch.data));
    const [once, daily] = [await entryOf('ONCE'), await entryOf('DAILY')];
    expect(daily).toEqual({ ...once, symbol: 'DAILY' });
  });

  it('says what it did, takes a symbol once, and passes over one without bars', async () => {
    await insertBars(database.db, 'SAYS', barsOf(walk(3)));
    const report = await updateFeatures(depsAt(sessionAt(2)), ['SAYS', 'NOBODY', 'SAYS']);
    expect(report).toEqual([
      { symbol: 'SAYS', feature_set: 'core@1', session: '2020-01-03', bars: 3, rebuilt: true },
      { symbol: 'NOBODY', feature_set: 'core@1', session: null, bars: 0, rebuilt: false },
    ]);
    await insertBars(database.db, 'SAYS', barsOf(walk(2), 3));
    const [next] = await updateFeatures(depsAt(sessionAt(4)), ['SAYS']);
    expect(next).toMatchObject({ session: '2020-01-05', bars: 2, rebuilt: false });
    expect(await updateFeatures(depsAt(sessionAt(4)), [])).toEqual([]);
  });

  it('a second run without new bars writes nothing', async () => {
    await insertBars(database.db, 'TWICE', barsOf(walk(5)));
    await updateFeatures(depsAt(sessionAt(4)), ['TWICE']);
    const before = await entryOf('TWICE');
    expect(await updateFeatures(depsAt(sessionAt(9)), ['TWICE'])).toMatchObject([{ bars: 0, session: '2020-01-05' }]);
    expect(await entryOf('TWICE')).toEqual(before);
  });

  it('reads nothing that was not known at the clock’s now', async () => {
    await insertBars(database.db, 'FUTURE', barsOf(walk(40)));
    await updateFeatures(depsAt(sessionAt(20)), ['FUTURE']);
    const early = await entryOf('FUTURE');
    expect(early?.session).toBe(sessionAt(20));
    expect(early?.values).toEqual(await batchRow('FUTURE', sessionAt(20)));
    expect(early?.knownAt).toBe(closeOf(sessionAt(20)) + 3_600_000);
  });

  it('a revised bar rebuilds the row from the history as it is now', async () => {
    await insertBars(database.db, 'REVISED', barsOf(walk(40)));
    await updateFeatures(depsAt(sessionAt(39)), ['REVISED']);
    const before = await entryOf('REVISED');
    const knownAt = closeOf(sessionAt(39)) + 1;
    await insertBars(database.db, 'REVISED', [{ session: sessionAt(37), close: 90, knownAt, vintage: 2 }]);
    await revise('REVISED');
    const [update] = await updateFeatures(depsAt(sessionAt(39)), ['REVISED']);
    expect(update).toMatchObject({ bars: 40, rebuilt: true });
    const after = await entryOf('REVISED');
    expect(after?.values).toEqual(await batchRow('REVISED', sessionAt(39)));
    expect(after?.values).not.toEqual(before?.values);
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
  });

  it('a split shows no fall of the price: the history is rebuilt in the new price basis', async () => {
    const closes = walk(45);
    await insertBars(database.db, 'SPLIT', barsOf(closes.slice(0, 40)));
    await updateFeatures(depsAt(sessionAt(39)), ['SPLIT']);
    await insertSplit(database.db, {
      symbol: 'SPLIT',
      session: sessionAt(40),
      ratio: 4,
      knownAt: closeOf(sessionAt(40)),
    });
    await insertBars(
      database.db,
      'SPLIT',
      barsOf(
        closes.slice(40, 41).map(price => price / 4),
        40,
      ),
    );
    await revise('SPLIT');
    await updateFeatures(depsAt(sessionAt(40)), ['SPLIT']);
    const row = (await entryOf('SPLIT'))?.values;
    expect(row).toEqual(await batchRow('SPLIT', sessionAt(40)));
    const change = Math.log((closes[40] ?? 0) / (closes[39] ?? 0));
    expect(row?.[set.names.indexOf('log_return_1')]).toBeCloseTo(change, 12);
  });

  it('a row made by another definition is rebuilt', async () => {
    await insertBars(database.db, 'OLDER', barsOf(walk(40)));
    await updateFeatures(depsAt(sessionAt(39)), ['OLDER']);
    await sql`update feature_latest set values = '{1}', state = jsonb_set(state, '{definition}', '"older"')
      where symbol = 'OLDER'`.execute(database.db);
    expect(await updateFeatures(depsAt(sessionAt(39)), ['OLDER'])).toMatchObject([{ bars: 40, rebuilt: true }]);
    expect((await entryOf('OLDER'))?.values).toEqual(await batchRow('OLDER', sessionAt(39)));
  });

  // The names of the indicators and of the definition still fit: only their saved numbers do not.
  it.each([
    ['holds fewer numbers than this code writes', (state: number[]) => state.slice(0, -1)],
    ['holds more', (state: number[]) => [...state, 0]],
    ['holds none', () => []],
    ['counts more bars than a window has', (state: number[]) => [1e6, ...state.slice(1)]],
    ['holds what is no number', (state: number[]) => [...state.slice(0, -1), null]],
  ])('a row whose stream %s is rebuilt, and the next day goes on from it', async (name, change) => {
    const symbol = `SHAPE${name.replaceAll(/[^a-z]/g, '')}`;
    await insertBars(database.db, symbol, barsOf(walk(40)));
    await insertBars(database.db, symbol, barsOf([101], 40));
    await updateFeatures(depsAt(sessionAt(38)), [symbol]);
    const at = set.names.indexOf('close_to_sma_20');
    const numbers = change([...((await entryOf(symbol))?.state.indicators[at]?.state ?? [])]);
    const path = `{indicators,${at},state}`;
    await sql`update feature_latest set values = '{1}', state = jsonb_set(state, ${path}, ${JSON.stringify(numbers)}::jsonb)
      where symbol = ${symbol}`.execute(database.db);
    expect(await updateFeatures(depsAt(sessionAt(39)), [symbol])).toMatchObject([{ bars: 40, rebuilt: true }]);
    expect((await entryOf(symbol))?.values).toEqual(await batchRow(symbol, sessionAt(39)));
    expect(await updateFeatures(depsAt(sessionAt(40)), [symbol])).toMatchObject([{ bars: 1, rebuilt: false }]);
    expect((await entryOf(symbol))?.values).toEqual(await batchRow(symbol, sessionAt(40)));
  });

  it('brings up more symbols than it reads at once', async () => {
    const symbols = Array.from({ length: 203 }, (_, i) => `MANY${i}`);
    for (const symbol of symbols) await insertBars(database.db, symbol, barsOf([100, 101]));
    await updateFeatures(depsAt(sessionAt(1)), symbols);
    const latest = await pgOnlineStore(database.db).latest(symbols, set.name);
    expect([...latest.keys()].sort()).toEqual(symbols.sort());
    expect(latest.get('MANY202')?.values[0]).toBe(Math.log1p(1 / 100));
  });
});

describe('pgOnlineStore', () => {
  const entry = (symbol: string, change: Partial<OnlineEntry> = {}): OnlineEntry => ({
    symbol,
    featureSet: 'core@1',
    session: '2020-01-02',
    values: Float64Array.of(Number.NaN, 0.1 + 0.2, -5e-324, Number.POSITIVE_INFINITY),
    knownAt: closeOf('2020-01-02') + 7,
    state: { feature_set: 'core@1', definition: 'd', indicators: [{ indicator: 'sma(2)', state: [1, 1 / 3, 1e-310] }] },
    revision: 3,
    ...change,
  });
  const addSymbols = (prefix: string, count: number) =>
    sql`insert into symbol (symbol, exchange, added_at)
      select ${prefix} || i, 'XNYS', timestamptz '2020-01-01' from generate_series(1, ${count}) i`.execute(database.db);

  it('gives an entry back to the bit', async () => {
    await addSymbols('BITS', 1);
    const store = pgOnlineStore(database.db);
    await store.save([entry('BITS1')]);
    expect((await store.entries(['BITS1'], 'core@1')).get('BITS1')).toEqual(entry('BITS1'));
    const { state: _state, revision: _revision, ...row } = entry('BITS1');
    expect((await store.latest(['BITS1', 'ABSENT'], 'core@1')).get('BITS1')).toEqual(row);
    expect((await store.latest(['BITS1', 'ABSENT'], 'core@1')).size).toBe(1);
    expect((await store.latest(['BITS1'], 'core@2')).size).toBe(0);
  });

  it.each([
    { name: 'an older session', change: { session: '2020-01-01' }, kept: true },
    { name: 'an older revision, however new the session', change: { revision: 2, session: '2020-01-09' }, kept: true },
    { name: 'a newer session', change: { session: '2020-01-03' }, kept: false },
    { name: 'a newer revision, however old the session', change: { revision: 4, session: '2020-01-01' }, kept: false },
    { name: 'the same session and revision', change: { knownAt: 5 }, kept: false },
  ])('after $name the row is kept: $kept', async ({ name, change, kept }) => {
    const symbol = `KEPT${name.replaceAll(/[^a-z]/g, '')}`;
    await addSymbols(symbol, 1);
    const store = pgOnlineStore(database.db);
    await store.save([entry(`${symbol}1`)]);
    await store.save([entry(`${symbol}1`, change)]);
    const expected = kept ? entry(`${symbol}1`) : entry(`${symbol}1`, change);
    expect((await store.entries([`${symbol}1`], 'core@1')).get(`${symbol}1`)).toEqual(expected);
  });

  it('saves more rows than one statement holds, all or none', async () => {
    await addSymbols('BULK', 5_100);
    const store = pgOnlineStore(database.db);
    const entries = Array.from({ length: 5_100 }, (_, i) => entry(`BULK${i + 1}`));
    await expect(store.save([...entries, entry('UNKNOWN')])).rejects.toThrow();
    const symbols = entries.map(({ symbol }) => symbol);
    expect((await store.latest(symbols, 'core@1')).size).toBe(0);
    await store.save(entries);
    expect((await store.latest(symbols, 'core@1')).size).toBe(5_100);
    await store.save([]);
  });
});
