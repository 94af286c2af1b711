import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, addDays } from '#shared';
import type { OfflineRows } from '../index.ts';
import { parquetOfflineStore } from './parquet-offline-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "features ['*?] "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const HOUR = 3_600_000;
const start = Date.parse('2020-01-01T21:00:00.123Z');

function rowsOf(symbol: string, count: number, salt = 0): OfflineRows {
  const names = ['first', 'second "quoted"'];
  const values = [Number.NaN, 5e-324, -1.7976931348623157e308, 0.1 + 0.2, Number.POSITIVE_INFINITY, 1 / 3 + salt];
  return {
    featureSet: 'core@1',
    symbol,
    names,
    sessions: Array.from({ length: count }, (_, t) => addDays('2020-01-01', t)),
    knownAt: Float64Array.from({ length: count }, (_, t) => start + 24 * HOUR * t),
    data: Float64Array.from({ length: 2 * count }, (_, i) => values[i % values.length] ?? 0),
  };
}

describe('parquetOfflineStore', () => {
  it.each(['AAPL', '^GSPC', 'BRK-B', 'INR=X', '7203.T'])('gives the rows of %s back to the bit', async symbol => {
    const rows = rowsOf(symbol, 5_000);
    await parquetOfflineStore({ folder }).write(rows, 'hash');
    expect(await parquetOfflineStore({ folder }).rows('core@1', symbol)).toEqual(rows);
  });

  it('one file per set and symbol, its name percent-encoded, and nothing beside it', async () => {
    await parquetOfflineStore({ folder }).write(rowsOf('^GSPC', 3), 'hash');
    const files = await readdir(folder, { recursive: true });
    expect(files.sort()).toEqual(['core@1', 'core@1/symbol=%5EGSPC', 'core@1/symbol=%5EGSPC/rows.parquet']);
  });

  it('shows only what was known at a moment, and only the sessions asked for', async () => {
    const store = parquetOfflineStore({ folder });
    await store.write(rowsOf('A', 10), 'hash');
    const sessions = async (query: Parameters<typeof store.rows>[2]) =>
      (await store.rows('core@1', 'A', query)).sessions;
    expect(await sessions({ asOf: start - 1 })).toEqual([]);
    expect(await sessions({ asOf: start })).toEqual(['2020-01-01']);
    expect(await sessions({ asOf: start + 47.9 * HOUR })).toEqual(['2020-01-01', '2020-01-02']);
    expect(await sessions({ from: '2020-01-09' })).toEqual(['2020-01-09', '2020-01-10']);
    expect(await sessions({ from: '2020-01-04', to: '2020-01-04', asOf: start + 1e12 })).toEqual(['2020-01-04']);
  });

  it('replaces all rows of a symbol at once: a reader sees the old ones or the new ones', async () => {
    const store = parquetOfflineStore({ folder });
    const versions = [rowsOf('A', 3_000, 0), rowsOf('A', 2_000, 1)];
    await store.write(versions[0] as OfflineRows, 'hash');
    const writing = (async () => {
      for (let i = 1; i <= 6; i++) await store.write(versions[i % 2] as OfflineRows, 'hash');
    })();
    for (let i = 0; i < 12; i++) expect(versions).toContainEqual(await store.rows('core@1', 'A'));
    await writing;
    expect(await store.rows('core@1', 'A')).toEqual(versions[0]);
  });

  it('writers of one symbol at once do not disturb each other', async () => {
    const store = parquetOfflineStore({ folder });
    const versions = [0, 1, 2, 3].map(salt => rowsOf('A', 100, salt));
    await Promise.all(versions.map(rows => store.write(rows, 'hash')));
    expect(versions).toContainEqual(await store.rows('core@1', 'A'));
    expect(await readdir(join(folder, 'core@1', 'symbol=A'))).toEqual(['rows.parquet']);
  });

  it('a symbol that was never written has no rows', async () => {
    const rows = await parquetOfflineStore({ folder }).rows('core@1', 'NONE');
    expect(rows).toMatchObject({ symbol: 'NONE', names: [], sessions: [] });
    expect(rows.data).toHaveLength(0);
  });

  it('other tools read the whole folder with the declared types and the definition that made it', async () => {
    const plain = await mkdtemp(join(tmpdir(), 'features-'));
    const store = parquetOfflineStore({ folder: plain });
    await store.write(rowsOf('A', 4), 'the-hash');
    await store.write(rowsOf('^B', 2), 'the-hash');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const all = `'${plain}/*/*/rows.parquet'`;
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
    expect(await read(`select column_name, column_type from (describe select * from ${all})`)).toEqual([
      ['symbol', 'VARCHAR'],
      ['session', 'DATE'],
      ['known_at', 'TIMESTAMP'],
      ['first', 'DOUBLE'],
      ['second "quoted"', 'DOUBLE'],
    ]);
    expect(await read(`select symbol, count(*)::int from ${all} group by 1 order by 1`)).toEqual([
      ['A', 4],
      ['^B', 2],
    ]);
    const metadata = await read(
      `select distinct decode(value) from parquet_kv_metadata(${all}) where decode(key) = 'definition'`,
    );
    expect(metadata).toEqual([['the-hash']]);
    connection.closeSync();
    await rm(plain, { recursive: true });
  });

  it('a failed write leaves the old rows and no litter', async () => {
    const store = parquetOfflineStore({ folder });
    await store.write(rowsOf('A', 3), 'hash');
    const broken = { ...rowsOf('A', 3), names: ['twice', 'twice'] };
    await expect(store.write(broken, 'hash')).rejects.toThrow();
    expect(await store.rows('core@1', 'A')).toEqual(rowsOf('A', 3));
    expect(await readdir(join(folder, 'core@1', 'symbol=A'))).toEqual(['rows.parquet']);
  });

  it.each(['../core@1', 'core', 'core@1/..', ''])('refuses "%s" as the name of a set', async name => {
    await writeFile(join(folder, 'bystander'), '');
    await expect(parquetOfflineStore({ folder }).rows(name, 'A')).rejects.toThrow(AppError);
    await expect(parquetOfflineStore({ folder }).write({ ...rowsOf('A', 1), featureSet: name }, 'h')).rejects.toThrow(
      AppError,
    );
    expect((await stat(folder)).isDirectory()).toBe(true);
    expect(await readdir(folder)).toEqual(['bystander']);
  });
});
