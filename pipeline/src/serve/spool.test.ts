import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, silentLog } from '#shared';
import { type TestDatabase, testDatabase } from '../shared/testing/database.ts';
import { pgForecastSink } from './adapters/pg-forecast-sink.ts';
import { spoolFiles } from './adapters/spool-files.ts';
import type { ClientForecast, ForecastSink } from './ports.ts';
import { type SpoolOptions, startSpool } from './spool.ts';

let database: TestDatabase;
let directory: string;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'nextclose-spool-'));
  return () => rmSync(directory, { recursive: true, force: true });
});
afterAll(() => database.close());

let made = 0;
const row = (more: Partial<ClientForecast> = {}): ClientForecast => ({
  id: `fc_${made++}`,
  symbol: null,
  version_id: 'mv_1',
  session: null,
  target_session: null,
  horizon: 1,
  mean: 101.25,
  lower: 99,
  upper: 103,
  level: 0.9,
  previous_close: 101,
  inputs: { recent_prices: [100, 101], note: 'Ünïcode "quoted"\n' },
  made_at: '2024-01-02T21:00:00.000Z',
  ...more,
});
const rows = (count: number) => Array.from({ length: count }, () => row());
const known = async (ids: readonly string[]) => {
  const found = await database.db.selectFrom('forecast').select('id').where('id', 'in', ids).execute();
  return found.length;
};
const segments = () => readdirSync(directory).filter(name => name.endsWith('.ndjson'));
const open = (sink: ForecastSink = pgForecastSink(database.db), options: SpoolOptions = {}) =>
  startSpool({ files: spoolFiles(directory), sink, log: silentLog }, { drainEveryMs: 3_600_000, ...options });
const until = async (condition: () => boolean | Promise<boolean>) => {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the condition did not come true');
    await new Promise(resolve => setImmediate(resolve));
  }
};

/** A file as a process leaves it that is killed: its id belongs to nobody any more, or to a process that started later. */
const deadSegment = (lines: readonly string[], name = '4194303-1') => {
  const mine = spoolFiles(directory).create();
  mine.close();
  const [place] = mine.name.split('-');
  rmSync(join(directory, mine.name));
  writeFileSync(join(directory, `${place}-${name}-00000000-00000001.ndjson`), lines.join('\n'));
};

describe('a running spool', () => {
  it('has a row on disk when append returns, in the database after a drain, and no file is left', async () => {
    const spool = open();
    const one = row({ symbol: 'AAPL', session: '2024-01-02', target_session: '2024-01-03' });
    spool.append(one);
    const [file] = segments();
    expect(JSON.parse(readFileSync(join(directory, String(file)), 'utf8'))).toEqual(one);
    await spool.flush();
    const stored = await database.db
      .selectFrom('forecast')
      .selectAll()
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow();
    expect(stored).toEqual({ ...one, origin: 'client', made_at: Date.parse(one.made_at), settled_vintage: null });
    expect(segments()).toEqual([]);
    expect(spool.depth()).toEqual({ bytes: 0, segments: 0, appended: 1, drained: 1, torn: 0, refused: 0 });
    await spool.close();
  });

  it('drains by itself within a second', async () => {
    const spool = open(undefined, { drainEveryMs: 200 });
    const all = rows(200);
    const started = performance.now();
    for (const one of all) spool.append(one);
    await until(async () => (await known(all.map(({ id }) => id))) === all.length);
    expect(performance.now() - started).toBeLessThan(1000);
    await spool.close();
  });

  it('writes a row once, however often its file is drained', async () => {
    const all = rows(3);
    const text = all.map(one => JSON.stringify(one));
    await pgForecastSink(database.db).insert(text.slice(0, 2));
    deadSegment([...text, text[0] ?? '', '']);
    const spool = open();
    await spool.flush();
    expect(await known(all.map(({ id }) => id))).toBe(3);
    expect(segments()).toEqual([]);
    await spool.close();
  });
});

describe('files of others', () => {
  it('takes over what a killed process left, and counts the line that the kill tore', async () => {
    const all = rows(2);
    deadSegment([...all.map(one => JSON.stringify(one)), JSON.stringify(row()).slice(0, 40)]);
    const spool = open();
    await until(() => spool.depth().drained === 2);
    expect(spool.depth()).toMatchObject({ drained: 2, torn: 1, bytes: 0 });
    expect(await known(all.map(({ id }) => id))).toBe(2);
    await spool.close();
  });

  it('takes over the file of a process whose id was given to another one', async () => {
    deadSegment([JSON.stringify(row()), ''], `${process.pid}-1`);
    const spool = open();
    await spool.flush();
    expect(spool.depth().drained).toBe(1);
    await spool.close();
  });

  it('leaves the file of a process that lives', async () => {
    const other = spoolFiles(directory).create();
    other.append(Buffer.from(`${JSON.stringify(row())}\n`));
    const spool = open();
    await spool.flush();
    expect(spool.depth().drained).toBe(0);
    expect(segments()).toEqual([other.name]);
    other.close();
    await spool.close();
  });

  it('leaves the fresh file of another container, and files that are none of ours', async () => {
    const [foreign, strange] = ['0123456789ab-1-1-00000000-00000001.ndjson', 'notes.ndjson'];
    for (const name of [foreign, strange]) appendFileSync(join(directory, name), `${JSON.stringify(row())}\n`);
    const spool = open();
    await spool.flush();
    expect(segments().sort()).toEqual([foreign, strange]);
    await spool.close();
  });
});

describe('when something is wrong', () => {
  const away = () => {
    throw new AppError('DATABASE_UNAVAILABLE', 'away');
  };

  it('keeps rows while the database is away and drains them when it is back', async () => {
    const real = pgForecastSink(database.db);
    let up = false;
    let attempts = 0;
    const sink: ForecastSink = {
      insert: async text => {
        attempts += 1;
        return up ? await real.insert(text) : away();
      },
    };
    const spool = open(sink, { drainEveryMs: 1 });
    const first = row();
    spool.append(first);
    await until(() => attempts >= 2);
    const second = row();
    spool.append(second);
    up = true;
    await until(async () => (await known([first.id, second.id])) === 2);
    await spool.close();
    expect(segments()).toEqual([]);
  });

  it('leaves rows on disk for the next process when it stops without a database', async () => {
    const spool = open({ insert: async () => away() });
    spool.append(row());
    await spool.close();
    expect(segments()).toHaveLength(1);
    expect(() => spool.append(row())).toThrow(expect.objectContaining({ code: 'SPOOL_FULL' }));
  });

  it('refuses a row beyond its bound, and takes rows again after a drain', async () => {
    const spool = open(undefined, { maxBytes: 700 });
    spool.append(row());
    expect(() => spool.append(row({ inputs: { long: 'x'.repeat(500) } }))).toThrow(
      expect.objectContaining({ code: 'SPOOL_FULL' }),
    );
    await spool.flush();
    spool.append(row());
    await spool.close();
    expect(spool.depth()).toMatchObject({ appended: 2, drained: 2 });
  });

  it('sets aside the one row that the database will never take', async () => {
    const all = [...rows(5), row({ horizon: 1.5 }), ...rows(5)];
    const spool = open();
    for (const one of all) spool.append(one);
    await spool.flush();
    expect(await known(all.map(({ id }) => id))).toBe(10);
    expect(spool.depth()).toMatchObject({ drained: 10, refused: 1 });
    expect(readFileSync(join(directory, 'refused.txt'), 'utf8')).toContain('"horizon":1.5');
    await spool.close();
  });
});
