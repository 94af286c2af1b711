import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendar, type Session, virtualClock } from '#shared';
import { providerContract } from '../provider.contract.ts';
import { readAnswer } from '../receive.ts';
import { csvProvider } from './csv-provider.ts';
import { sampleProvider } from './sample-provider.ts';

const nyse = calendar('XNYS');
const HEADER = 'Date,Open,High,Low,Close,Adj Close,Volume';
const sessions = nyse.sessions('2024-01-02', '2024-01-31');
const line = (session: Session, i: number) => `${session},${100 + i},${102 + i},${99 + i},${101 + i},50,${1000 + i}`;
const lines = sessions.map(line);
const file = (...parts: string[]) => `${parts.join('\n')}\n`;
const evening = (session: Session) => virtualClock(nyse.close(session) + 1_800_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextclose-csv-'));
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  put('AAPL.csv', file(HEADER, ...lines));
  put('NEWEST.csv', file(HEADER, ...lines.toReversed()));
  put('WINDOWS.csv', `\uFEFF${[HEADER, ...lines].join('\r\n')}`);
  put('lower.csv', file('volume,close,low,high,open,date', '1000,101,99,102,100,2024-01-02'));
  put('ZIPPED.csv.gz', gzipSync(file(HEADER, ...lines)));
  put('%5EINDEX.csv', file(HEADER, ...lines));
  put('BRK.B.csv', file(HEADER, ...lines));
  put('NOCLOSE.csv', file('Date,Open,High,Low,Volume', '2024-01-02,1,2,1,5'));
  put('EMPTY.csv', '');
  put('LATIN.csv', Buffer.from([...Buffer.from(`${HEADER}\n2024-01-02,1,2,1,1,1,5 `), 0xe9]));
  put('BADZIP.csv.gz', 'not compressed at all');
  put('README.md', '# not bars');
  put('MIXED.csv', file(HEADER, lines[0]!, lines[3]!, lines[1]!, lines[2]!, 'soon,1,1,1,1,1,1', lines[4]!));
  mkdirSync(join(folder, 'DIR.csv'));
  writeFileSync(join(tmpdir(), `outside-${process.pid}.csv`), file(HEADER, ...lines));
  symlinkSync(join(tmpdir(), `outside-${process.pid}.csv`), join(folder, 'LINK.csv'));
  symlinkSync(join(folder, 'AAPL.csv'), join(folder, 'INSIDE.csv'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(tmpdir(), `outside-${process.pid}.csv`));
});

const provider = () => csvProvider({ folder });
const text = async (symbol: string, from?: Session, to?: Session, now = '2024-06-28') => {
  const raw = await provider().fetch(
    { symbol, ...(from ? { from } : {}), ...(to ? { to } : {}) },
    { clock: evening(now) },
  );
  return new TextDecoder().decode(raw.bytes);
};
const bars = async (symbol: string) => {
  const raw = await provider().fetch({ symbol }, { clock: evening('2024-06-28') });
  return readAnswer(provider(), raw, raw.request);
};

describe('a folder of CSV files', () => {
  it('is sliced by session, with the lines as they stand in the file', async () => {
    expect(await text('AAPL')).toBe(file(HEADER, ...lines));
    expect(await text('AAPL', '2024-01-04', '2024-01-05')).toBe(file(HEADER, lines[2]!, lines[3]!));
    expect(await text('AAPL', '2024-01-06', '2024-01-07')).toBe(file(HEADER));
    expect(await text('NEWEST', '2024-01-04', '2024-01-05')).toBe(file(HEADER, lines[3]!, lines[2]!));
  });

  it('shows no session before it has closed', async () => {
    const clock = virtualClock(nyse.close('2024-01-03') - 1);
    const before = await provider().fetch({ symbol: 'AAPL' }, { clock });
    expect(new TextDecoder().decode(before.bytes)).toBe(file(HEADER, lines[0]!));
    clock.set(nyse.close('2024-01-03'));
    const after = await provider().fetch({ symbol: 'AAPL' }, { clock });
    expect(new TextDecoder().decode(after.bytes)).toBe(file(HEADER, lines[0]!, lines[1]!));
  });

  it.each(['AAPL', 'NEWEST', 'WINDOWS', 'ZIPPED', '^INDEX', 'BRK.B', 'INSIDE'])(
    'gives the bars of %s',
    async symbol => {
      const { bars: taken, rejected, market } = await bars(symbol);
      expect(taken.map(({ session }) => session)).toEqual(sessions);
      expect(taken[3]).toEqual({ session: '2024-01-05', open: 103, high: 105, low: 102, close: 104, volume: 1003 });
      expect(rejected).toEqual([]);
      expect(market).toEqual({ exchange: 'XNYS', currency: null });
    },
  );

  it('finds columns in any order and files in any case', async () => {
    const { bars: taken } = await bars('LOWER');
    expect(taken).toEqual([{ session: '2024-01-02', open: 100, high: 102, low: 99, close: 101, volume: 1000 }]);
  });

  it('passes lines without a day on with the whole file, and rejects only what is out of place', async () => {
    expect(await text('MIXED', '2024-01-03')).toBe(file(HEADER, lines[3]!, lines[1]!, lines[2]!, lines[4]!));
    const { bars: taken, rejected } = await bars('MIXED');
    expect(taken.map(({ session }) => session)).toEqual(['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-08']);
    expect(rejected.map(({ row, reason }) => [row.session, reason])).toEqual([
      ['soon', 'bad_session'],
      ['2024-01-05', 'out_of_order'],
    ]);
  });

  it('is read again when a file has changed', async () => {
    const path = join(folder, 'GROWS.csv');
    writeFileSync(path, file(HEADER, lines[0]!));
    const growing = provider();
    const read = async () =>
      (await growing.fetch({ symbol: 'GROWS' }, { clock: evening('2024-06-28') })).bytes.byteLength;
    const small = await read();
    writeFileSync(path, file(HEADER, lines[0]!, lines[1]!));
    utimesSync(path, new Date(0), new Date(0));
    expect(await read()).toBeGreaterThan(small);
  });

  it('reads the right file when the cache holds only one', async () => {
    const small = csvProvider({ folder, cacheSize: 1 });
    for (const symbol of ['AAPL', 'NEWEST', 'AAPL']) {
      const raw = await small.fetch({ symbol }, { clock: evening('2024-06-28') });
      expect(raw.origin).toBe(`${symbol}.csv`);
    }
  });

  it('lists its symbols', async () => {
    const symbols = await provider().symbols?.();
    expect(symbols).toContain('^INDEX');
    expect(symbols).toContain('LOWER');
    expect(symbols).not.toContain('README.MD');
  });

  it.each([
    ['NOCLOSE', 'INVALID_INPUT', 'NOCLOSE.csv: no column "close" in the header "Date,Open,High,Low,Volume"'],
    ['EMPTY', 'INVALID_INPUT', 'EMPTY.csv: no column "date"'],
    ['LATIN', 'INVALID_INPUT', 'LATIN.csv: not text in UTF-8'],
    ['BADZIP', 'INVALID_INPUT', 'BADZIP.csv.gz: not readable as gzip'],
    ['LINK', 'INVALID_INPUT', 'LINK.csv: a link that leads out of the folder'],
    ['DIR', 'SYMBOL_NOT_FOUND', 'DIR.csv: no such file'],
    ['MISSING', 'SYMBOL_NOT_FOUND', 'csv has no file of "MISSING"'],
    ['../AAPL', 'INVALID_INPUT', '"../AAPL" is not a symbol'],
  ])('says what is wrong with %s', async (symbol, code, message) => {
    const fetched = provider().fetch({ symbol }, { clock: evening('2024-06-28') });
    await expect(fetched).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('says that a folder is not there', async () => {
    const nowhere = csvProvider({ folder: join(folder, 'nowhere') });
    await expect(nowhere.fetch({ symbol: 'AAPL' }, { clock: evening('2024-06-28') })).rejects.toThrow(
      'there is no folder',
    );
  });
});

describe('splits and dividends in a file', () => {
  const header = 'Date,Open,High,Low,Close,Volume,Dividends,Stock Splits';
  const parsed = async (...rows: string[]) => {
    writeFileSync(join(folder, 'EVENTS.csv'), file(header, ...rows));
    const raw = await provider().fetch({ symbol: 'EVENTS' }, { clock: evening('2024-06-28') });
    return { raw, ...provider().parse(raw) };
  };

  it('are events of their own, and prices as traded stay as they are', async () => {
    const { rows, events, raw } = await parsed(
      '2024-01-02,700,707,693,700,1000,0,0',
      '2024-01-03,700,707,693,700,1000,0.7,0',
      '2024-01-04,100,101,99,100,7000,0,7',
    );
    expect(rows.map(({ close }) => close)).toEqual([700, 700, 100]);
    expect(raw.request.appliedSplits).toBeUndefined();
    expect(events).toEqual([
      { session: '2024-01-03', kind: 'dividend', value: 0.7 },
      { session: '2024-01-04', kind: 'split', value: 7 },
    ]);
  });

  it('are undone where the prices are already divided by them', async () => {
    const { rows, events, raw } = await parsed(
      '2024-01-02 00:00:00-05:00,100,101,99,100,7000,0,0',
      '2024-01-03 00:00:00-05:00,100,101,99,101,7000,0.1,0',
      '2024-01-04 00:00:00-05:00,100,101,99,100,7000,0,7',
    );
    expect(raw.request.appliedSplits).toEqual([{ session: '2024-01-04', ratio: 7 }]);
    expect(rows.map(({ close, volume }) => [close, volume])).toEqual([
      [700, 1000],
      [707, 1000],
      [100, 7000],
    ]);
    expect(events[0]?.value).toBeCloseTo(0.7, 12);
  });

  it('are known before their session, so that a replay sees prices as traded from the first day on', async () => {
    await parsed(
      '2024-01-02,100,101,99,100,7000,0,0',
      '2024-01-03,100,101,99,100,7000,0,0',
      '2024-01-04,100,101,99,100,7000,0,7',
    );
    const early = await provider().fetch({ symbol: 'EVENTS' }, { clock: evening('2024-01-02') });
    const { rows, events } = provider().parse(early);
    expect([rows.map(({ close }) => close), events]).toEqual([[700], []]);
  });
});

const shared = new URL('../../../../../shared/data/bars/', import.meta.url);
describe.skipIf(!existsSync(shared))('real files, where they are there', () => {
  const read = async (name: string, symbol: string) => {
    const files = csvProvider({ folder: new URL(name, shared).pathname });
    const raw = await files.fetch({ symbol }, { clock: evening('2024-06-28') });
    return readAnswer(files, raw, raw.request);
  };

  it('of stocknet: 25 symbols without one rejected row', async () => {
    const symbols = (await csvProvider({ folder: new URL('stocknet', shared).pathname }).symbols?.()) ?? [];
    expect(symbols).toHaveLength(25);
    for (const symbol of symbols) {
      const { bars: taken, rejected } = await read('stocknet', symbol);
      expect([symbol, taken.length, rejected]).toEqual([symbol, symbol === 'ABBV' ? 1177 : 1258, []]);
    }
  });

  it('of zipline: Apple in 2014 comes out as traded, with its split of seven for one', async () => {
    const { bars: taken, events } = await read('zipline', 'AAPL');
    const close = (session: Session) => taken.find(bar => bar.session === session)?.close;
    expect(close('2014-06-06')).toBeCloseTo(645.57, 2);
    expect(close('2014-06-09')).toBeCloseTo(93.7, 2);
    expect(events.filter(({ kind }) => kind === 'split')).toEqual([{ session: '2014-06-09', kind: 'split', value: 7 }]);
    expect(events.find(({ session }) => session === '2012-08-09')?.value).toBeCloseTo(2.65, 4);
  });
});

providerContract('csv', async () => ({
  provider: provider(),
  clock: evening('2024-01-31'),
  symbol: 'AAPL',
  unknown: 'NOSUCH',
}));
providerContract('sample', async () => ({
  provider: sampleProvider(),
  clock: evening('2018-05-11'),
  symbol: 'AAPL',
  unknown: 'NOSUCH',
}));
