import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { ingest } from './ingest.ts';
import { evening, type IngestStage, ingestStage, nyse, row } from './testing/fixture.ts';

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

const sessions = nyse.sessions('2024-02-01', '2024-04-30');
const rows = sessions.map((session, i) => row(session, 100 + i));
const replaced = (session: string, close: number) =>
  rows.map(one => (one.session === session ? row(session, close) : one));
const vintages = (session: string) =>
  stage.db
    .selectFrom('bar')
    .select(['vintage', 'close', 'known_at', 'known_assumed', 'received_at'])
    .where('session', '=', session)
    .orderBy('vintage')
    .execute();
const revision = async (symbol = 'A') =>
  (await stage.db.selectFrom('symbol').select('revision').where('symbol', '=', symbol).executeTakeFirst())?.revision;

describe('ingest', () => {
  it('takes all there is at first, then each session once, and the overlap as unchanged', async () => {
    stage.books.set('A', { rows });
    expect(await stage.run()).toMatchObject([
      { symbol: 'A', new: 22, unchanged: 0, lastSession: '2024-03-04', missing: [] },
    ]);
    expect(await stage.run()).toMatchObject([{ new: 0, unchanged: 5 }]);
    expect(await stage.on('2024-03-05')).toMatchObject([
      { new: 1, unchanged: 5, revised: 0, lastSession: '2024-03-05' },
    ]);
    expect(await revision()).toBe(0);
  });

  it('knows a backfilled bar at its close, assumed, and a bar in time when it was received', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    await stage.on('2024-03-05');
    expect(await vintages('2024-02-01')).toMatchObject([{ known_at: nyse.close('2024-02-01'), known_assumed: true }]);
    const last = evening('2024-03-04');
    expect(await vintages('2024-03-04')).toMatchObject([{ known_at: last, known_assumed: false, received_at: last }]);
    expect(await vintages('2024-03-05')).toMatchObject([{ known_at: evening('2024-03-05'), known_assumed: false }]);
  });

  it('keeps a corrected bar as another vintage, known from its receipt on, and counts the revision', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    stage.books.set('A', { rows: replaced('2024-03-01', 77) });
    expect(await stage.on('2024-03-05')).toMatchObject([{ new: 1, unchanged: 4, revised: 1 }]);
    expect(await vintages('2024-03-01')).toMatchObject([
      { vintage: 1, close: 120, known_at: nyse.close('2024-03-01'), known_assumed: true },
      { vintage: 2, close: 77, known_at: evening('2024-03-05'), known_assumed: false },
    ]);
    expect(await revision()).toBe(1);
    expect(await stage.on('2024-03-06')).toMatchObject([{ new: 1, revised: 0 }]);
    expect(await revision()).toBe(1);
  });

  it('finds a correction before the overlap when it is asked to look further back', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    stage.books.set('A', { rows: replaced('2024-02-05', 77) });
    expect(await stage.run()).toMatchObject([{ revised: 0 }]);
    expect(await stage.run({ from: '2024-02-02', to: '2024-02-09' })).toMatchObject([
      { new: 0, unchanged: 5, revised: 1, missing: [] },
    ]);
  });

  it('takes the noise of float32 for no correction', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    stage.books.set('A', {
      rows: rows.map(({ session, close }) => row(session, Math.fround((close as number) / 7) * 7)),
    });
    expect(await stage.run({ from: '2024-02-01' })).toMatchObject([{ new: 0, unchanged: 22, revised: 0 }]);
  });

  it('rejects rows one by one, keeps them once, counts them, and takes the rest', async () => {
    const bad = rows.map((one, i) =>
      i === 3 ? row(one.session, 100, { close: null }) : i === 5 ? row(one.session, -5) : one,
    );
    stage.books.set('A', { rows: [...bad.slice(0, 22), row('2024-03-02', 1), ...bad.slice(22)] });
    const rejected = { null_value: 1, not_positive: 1, not_a_session: 1 };
    expect(await stage.run()).toMatchObject([
      { new: 20, rejected, rejectedNew: 3, missing: [sessions[3], sessions[5]] },
    ]);
    expect(await stage.run({ from: '2024-02-01' })).toMatchObject([{ new: 0, rejected, rejectedNew: 0 }]);
    const kept = await stage.db.selectFrom('rejected_row').selectAll().orderBy('session').execute();
    expect(kept.map(({ session, reason, row: source }) => [session, reason, source])).toEqual([
      ['2024-02-06', 'null_value', ['2024-02-06', 100]],
      ['2024-02-08', 'not_positive', ['2024-02-08', -5]],
      ['2024-03-02', 'not_a_session', ['2024-03-02', 1]],
    ]);
  });

  it('reports sessions that have closed without a bar', async () => {
    stage.books.set('A', { rows: rows.filter(({ session }) => session !== '2024-02-15' && session !== '2024-03-04') });
    expect(await stage.run()).toMatchObject([{ missing: ['2024-02-15', '2024-03-04'], lastSession: '2024-03-01' }]);
    expect(await stage.run({ from: '2024-02-16', to: '2024-02-29' })).toMatchObject([{ missing: [] }]);
  });

  it('knows a bar that fills a hole among live sessions from its receipt on', async () => {
    const without = rows.filter(({ session }) => session !== '2024-03-06');
    stage.books.set('A', { rows: without });
    for (const session of nyse.sessions('2024-03-04', '2024-03-08')) await stage.on(session);
    stage.books.set('A', { rows });
    expect(await stage.on('2024-03-11')).toMatchObject([{ new: 2, missing: [] }]);
    expect(await vintages('2024-03-06')).toMatchObject([
      { vintage: 1, known_at: evening('2024-03-11'), known_assumed: false },
    ]);
    expect(await revision()).toBe(1);
  });

  it('goes on with the others when one symbol fails, and says why', async () => {
    stage.books.set('A', { rows });
    stage.books.set('B', new AppError('SOURCE_UNAVAILABLE', 'come back later'));
    stage.books.set('C', new TypeError('a bug'));
    stage.books.set('D', { rows: rows.slice(0, 3) });
    const reports = await stage.run({ symbols: ['a', 'B', 'C', 'D', 'A'] });
    expect(reports.map(({ symbol, new: added, error }) => [symbol, added, error?.code, error?.message])).toEqual([
      ['A', 22, undefined, undefined],
      ['B', 0, 'SOURCE_UNAVAILABLE', 'come back later'],
      ['C', 0, 'INTERNAL', 'a bug'],
      ['D', 3, undefined, undefined],
    ]);
  });

  it('lands an answer that cannot be read, and puts it on the manifest', async () => {
    stage.books.set('A', { rows });
    const provider = {
      ...stage.deps.provider,
      parse: () => {
        throw new AppError('SOURCE_REFUSED', 'gibberish');
      },
    };
    const reports = await ingest({ ...stage.deps, provider }, { symbols: ['A'] });
    expect(reports).toMatchObject([{ new: 0, error: { code: 'SOURCE_REFUSED' } }]);
    const manifest = await stage.db.selectFrom('landing_object').selectAll().execute();
    expect(manifest).toMatchObject([
      { provider: 'books', symbol: 'A', request: { symbol: 'A' }, received_at: evening('2024-03-04') },
    ]);
    expect(await stage.landing.has(manifest[0]?.id ?? '')).toBe(true);
    expect(await stage.reader.symbols()).toEqual([]);
  });

  it('costs two statements on an ordinary day, however many symbols there are', async () => {
    for (const symbol of ['A', 'B', 'C', 'D']) stage.books.set(symbol, { rows });
    await stage.run();
    let calls = 0;
    const counted = Object.entries(stage.store).map(([name, method]) => {
      const counting = (...args: never[]) => {
        calls++;
        return (method as (...args: never[]) => unknown)(...args);
      };
      return [name, counting];
    });
    stage.clock.set(evening('2024-03-05'));
    const deps = { ...stage.deps, store: Object.fromEntries(counted) as IngestStage['store'] };
    expect(await ingest(deps, { symbols: [...stage.books.keys()] })).toMatchObject([
      { new: 1 },
      { new: 1 },
      { new: 1 },
      { new: 1 },
    ]);
    expect(calls).toBe(2);
  });

  it('writes a first load of more rows than one statement takes', async () => {
    const many = nyse.sessions('1975-01-02', '2024-03-04').map((session, i) => row(session, 100 + i));
    stage.books.set('A', { rows: many });
    expect(many.length).toBeGreaterThan(10_000);
    expect(await stage.run()).toMatchObject([{ new: many.length }]);
    expect((await stage.reader.bars('A', { asOf: stage.clock.now() })).sessions).toHaveLength(many.length);
  });

  it('is safe to run many times at once: every bar is there once, and nobody fails', async () => {
    const symbols = ['A', 'B', 'C', 'D'];
    for (const symbol of symbols) stage.books.set(symbol, { rows });
    const orders = [symbols, symbols.toReversed(), ['B', 'D', 'A', 'C'], ['C', 'A', 'D', 'B']];
    const reports = await Promise.all(orders.map(order => stage.run({ symbols: order })));
    expect(reports.flat().filter(({ error }) => error)).toEqual([]);
    const { count } = await stage.db
      .selectFrom('bar')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(4 * 22);
    expect(await stage.reader.symbols()).toHaveLength(4);
  });

  it.each([{ symbols: ['no symbol'] }, { symbols: ['A'], from: 'tomorrow' }, { symbols: ['A'], to: '2024-02-30' }])(
    'refuses %j',
    request => expect(ingest(stage.deps, request)).rejects.toMatchObject({ code: 'INVALID_INPUT' }),
  );

  it('stops when it is told to', async () => {
    stage.books.set('A', { rows });
    await expect(
      ingest(stage.deps, { symbols: ['A'], signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });
});

describe('splits and dividends', () => {
  const split = { session: '2024-03-06', kind: 'split', value: 4 } as const;
  const dividend = { session: '2024-03-06', kind: 'dividend', value: 0.5 } as const;
  const events = () =>
    stage.db
      .selectFrom('price_event')
      .select(['kind', 'vintage', 'value', 'known_at', 'known_assumed'])
      .orderBy('kind')
      .orderBy('vintage')
      .execute();

  it('are learned once, with the bar of their session; a split is a revision of what is on record', async () => {
    stage.books.set('A', { rows, events: [split, dividend] });
    await stage.run();
    expect(await stage.on('2024-03-05')).toMatchObject([{ events: 0 }]);
    expect(await revision()).toBe(0);
    expect(await stage.on('2024-03-06')).toMatchObject([{ events: 2, new: 1 }]);
    expect(await stage.on('2024-03-07')).toMatchObject([{ events: 0, new: 1 }]);
    const known = { known_at: evening('2024-03-06'), known_assumed: false, vintage: 1 };
    expect(await events()).toMatchObject([
      { kind: 'dividend', value: 0.5, ...known },
      { kind: 'split', value: 4, ...known },
    ]);
    expect(await revision()).toBe(1);
  });

  it('wait for the first bar that is not before them', async () => {
    stage.books.set('A', { rows: rows.filter(({ session }) => session !== '2024-03-06'), events: [split] });
    expect(await stage.on('2024-03-06')).toMatchObject([{ events: 0 }]);
    expect(await stage.on('2024-03-07')).toMatchObject([{ events: 1 }]);
  });

  it('that are corrected become another vintage', async () => {
    stage.books.set('A', { rows, events: [split] });
    await stage.on('2024-03-06');
    stage.books.set('A', { rows, events: [{ ...split, value: 5 }] });
    expect(await stage.on('2024-03-07')).toMatchObject([{ events: 1 }]);
    expect(await events()).toMatchObject([
      { vintage: 1, value: 4, known_at: evening('2024-03-06') },
      { vintage: 2, value: 5, known_at: evening('2024-03-07'), known_assumed: false },
    ]);
  });
});
