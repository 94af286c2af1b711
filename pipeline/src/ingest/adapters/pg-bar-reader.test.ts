import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared';
import { type TestDatabase, testDatabase } from '../../shared/testing/database.ts';
import type { BarColumns } from '../ports.ts';
import { priceInBasisOf, splitFactor } from '../price-basis.ts';
import type { PriceEvent } from '../provider-port.ts';
import { evening, type IngestStage, ingestStage, nyse, row } from '../testing/fixture.ts';

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

const sessions = nyse.sessions('2024-02-20', '2024-03-28');
const rows = sessions.map((session, i) => row(session, 100 + i));
const asOf = (session: Session) => ({ asOf: evening(session) });
const split = (session: Session, value: number): PriceEvent => ({ session, kind: 'split', value });
const plain = ({ revision, ...columns }: BarColumns) => columns;

describe('an as-of read of bars', () => {
  it('gives columns oldest first, cut by session and by count', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    const whole = await stage.reader.bars('A', asOf('2024-03-04'));
    expect(whole.sessions).toEqual(nyse.sessions('2024-02-20', '2024-03-04'));
    expect(Array.from(whole.close)).toEqual(whole.sessions.map((_, i) => 100 + i));
    expect([whole.open[2], whole.high[2], whole.low[2], whole.volume[2]]).toEqual([102, 103, 101, 1000]);
    const { sessions: window } = await stage.reader.bars('A', {
      ...asOf('2024-03-04'),
      from: '2024-02-22',
      to: '2024-02-27',
    });
    expect(window).toEqual(nyse.sessions('2024-02-22', '2024-02-27'));
    const last = await stage.reader.bars('A', { ...asOf('2024-03-04'), to: '2024-02-28', last: 2 });
    expect([last.sessions, Array.from(last.close)]).toEqual([
      ['2024-02-27', '2024-02-28'],
      [105, 106],
    ]);
  });

  it('is empty for an unknown symbol, before everything, and where nothing was asked for', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    expect((await stage.reader.bars('NOSUCH', asOf('2024-03-04'))).sessions).toEqual([]);
    expect((await stage.reader.bars('A', { asOf: nyse.close('2024-02-20') - 1 })).close).toHaveLength(0);
    expect((await stage.reader.bars('A', { ...asOf('2024-03-04'), from: '2025-01-01' })).sessions).toEqual([]);
    expect(await stage.reader.newBars(new Map(), evening('2024-03-04'))).toEqual(new Map());
  });

  it('shows a bar from the moment it was known, not a millisecond earlier', async () => {
    stage.books.set('A', { rows });
    await stage.run();
    await stage.on('2024-03-05');
    const last = async (moment: number) => (await stage.reader.bars('A', { asOf: moment })).sessions.at(-1);
    expect(await last(evening('2024-03-05') - 1)).toBe('2024-03-04');
    expect(await last(evening('2024-03-05'))).toBe('2024-03-05');
    expect(await last(nyse.close('2024-02-28') - 1)).toBe('2024-02-27');
    expect(await last(nyse.close('2024-02-28'))).toBe('2024-02-28');
  });

  it('is in the price basis of the newest bar, whatever part is asked for', async () => {
    stage.books.set('A', { rows, events: [split('2024-03-06', 4), split('2024-02-22', 2)] });
    await stage.on('2024-03-05');
    const before = await stage.reader.bars('A', asOf('2024-03-05'));
    expect(Array.from(before.close.slice(0, 4))).toEqual([50, 50.5, 102, 103]);
    expect(Array.from(before.volume.slice(0, 3))).toEqual([2000, 2000, 1000]);
    await stage.on('2024-03-06');
    const after = await stage.reader.bars('A', asOf('2024-03-06'));
    expect([after.close[0], after.close[2], after.close.at(-2), after.close.at(-1)]).toEqual([12.5, 25.5, 27.5, 111]);
    expect([after.volume[0], after.volume.at(-1), after.revision]).toEqual([8000, 1000, 1]);
    const part = await stage.reader.bars('A', { ...asOf('2024-03-06'), to: '2024-03-05', last: 1 });
    expect(Array.from(part.close)).toEqual([27.5]);
    expect(plain(await stage.reader.bars('A', asOf('2024-03-05')))).toEqual(plain(before));
  });

  it('leaves prices alone until a split that was announced has its session', async () => {
    stage.books.set('A', { rows });
    await stage.on('2024-03-05');
    const announced = {
      knownAt: evening('2024-03-04'),
      knownAssumed: false,
      receivedAt: evening('2024-03-04'),
      landingId: 'news',
    };
    const nothing = { landed: [], symbols: [], bars: [], rejected: [], revised: [] };
    await stage.store.write({
      ...nothing,
      events: [{ ...split('2024-03-06', 4), ...announced, symbol: 'A', vintage: 1 }],
    });
    const first = async (session: Session) => (await stage.reader.bars('A', asOf(session))).close[0];
    expect(await first('2024-03-05')).toBe(100);
    await stage.on('2024-03-06');
    expect([await first('2024-03-05'), await first('2024-03-06')]).toEqual([100, 25]);
  });

  it('reads the new bars of many symbols as one read each would', async () => {
    stage.books.set('A', { rows, events: [split('2024-03-01', 4)] });
    stage.books.set('B', { rows: rows.slice(2) });
    await stage.run();
    const now = evening('2024-03-04');
    const after = new Map([
      ['A', '2024-02-27'],
      ['B', undefined],
      ['NOSUCH', '2024-02-27'],
    ]);
    const fresh = await stage.reader.newBars(after, now);
    expect([...fresh.keys()].sort()).toEqual(['A', 'B']);
    expect(fresh.get('A')).toEqual(await stage.reader.bars('A', { asOf: now, from: '2024-02-28' }));
    expect(fresh.get('B')).toEqual(await stage.reader.bars('B', { asOf: now }));
    const none = await stage.reader.newBars(new Map([['A', '2024-03-04']]), now);
    expect(none.get('A')).toMatchObject({ sessions: [], revision: 0 });
  });

  it('lists the symbols that have bars', async () => {
    for (const symbol of ['B', 'A', '^C']) stage.books.set(symbol, { rows });
    await stage.run();
    expect(await stage.reader.symbols()).toEqual(
      ['A', 'B', '^C'].map(symbol => ({ symbol, exchange: 'XNYS', currency: 'USD', revision: 0 })),
    );
  });
});

describe('actual closes', () => {
  it('come as traded, in their newest vintage known, with the splits to bring them into an earlier basis', async () => {
    stage.books.set('A', { rows, events: [split('2024-03-06', 4)] });
    await stage.on('2024-03-06');
    const revised = rows.map(one => (one.session === '2024-03-06' ? row(one.session, 55) : one));
    stage.books.set('A', { rows: revised, events: [split('2024-03-06', 4)] });
    await stage.on('2024-03-07');
    const query = { from: '2024-03-05', to: '2024-03-06' };
    const early = (await stage.reader.actuals(['A', 'NOSUCH'], { ...asOf('2024-03-06'), ...query })).get('A');
    const late = (await stage.reader.actuals(['A'], { ...asOf('2024-03-07'), ...query })).get('A');
    expect(early?.closes).toEqual([
      { session: '2024-03-05', vintage: 1, close: 110 },
      { session: '2024-03-06', vintage: 1, close: 111 },
    ]);
    expect(late?.closes.at(-1)).toEqual({ session: '2024-03-06', vintage: 2, close: 55 });
    expect(late?.splits).toEqual([{ session: '2024-03-06', ratio: 4 }]);
    expect(priceInBasisOf('2024-03-05', late!.closes.at(-1)!, late!.splits)).toBe(220);
    expect(splitFactor(late!.splits, '2024-03-06', '2024-03-07')).toBe(1);
  });
});

type Step = { revise: number; close: number; split: number; dividend: boolean };

it('no later bar, correction, split or dividend ever changes an earlier as-of read', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    revise: fc.integer({ min: -20, max: 25 }),
    close: fc.integer({ min: 20, max: 400 }),
    split: fc.constantFrom(0, 0, 0, 0.1, 2, 4, 7),
    dividend: fc.boolean(),
  });
  const law = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async steps => {
    const run = await ingestStage(database.db, '2024-03-04');
    const days = nyse.sessions('2024-03-05', '2024-03-28');
    let known = rows;
    let events: PriceEvent[] = [];
    const reads: { asOf: number; columns: ReturnType<typeof plain> }[] = [];
    for (const [i, { revise, close, split: ratio, dividend }] of steps.entries()) {
      const session = days[i]!;
      known = known.map((one, at) => (at === revise && one.session < session ? row(one.session, close) : one));
      // Even steps learn a split of their own session, odd ones a split that was missed two weeks ago.
      if (ratio > 0)
        events = [...events.filter(({ session: day }) => day !== late(i, session)), split(late(i, session), ratio)];
      if (dividend) events = [...events, { session, kind: 'dividend', value: 1 }];
      run.books.set('A', { rows: known, events: events.toSorted((a, b) => (a.session < b.session ? -1 : 1)) });
      await run.on(session, { from: sessions[0]! });
      const columns = plain(await run.reader.bars('A', { asOf: run.clock.now() }));
      expect(columns.close).toEqual(expected(known, events, session));
      reads.push({ asOf: run.clock.now(), columns });
    }
    for (const read of reads) expect(plain(await run.reader.bars('A', { asOf: read.asOf }))).toEqual(read.columns);
    expect(await run.on(days[steps.length - 1]!, { from: sessions[0]! })).toMatchObject([
      { new: 0, revised: 0, events: 0 },
    ]);
    run.close();
  });
  await fc.assert(law, { numRuns: 15 });
});

const late = (i: number, session: Session): Session => (i % 2 === 0 ? session : '2024-02-26');

function expected(known: typeof rows, events: readonly PriceEvent[], newest: Session): Float64Array {
  const visible = known.filter(({ session }) => session <= newest);
  const splits = events.filter(({ kind }) => kind === 'split').sort((a, b) => (a.session > b.session ? -1 : 1));
  return Float64Array.from(visible, ({ session, close }) => {
    const factor = splits.filter(one => one.session > session).reduce((product, { value }) => product * value, 1);
    return factor === 1 ? (close as number) : (close as number) / factor;
  });
}
