import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import { AppError, symbolFileName } from '#shared';
import type { OfflineQuery, OfflineRows, OfflineStore } from '../ports.ts';

/** A DuckDB vector, and so the most rows of a chunk. */
const CHUNK = 2_048;
const DAY = 86_400_000;
const ATTEMPTS = 50;

/**
 * Feature rows as Parquet: `<folder>/<set>/symbol=<percent-encoded>/rows.parquet` with the columns `symbol`, `session` (DATE),
 * `known_at` (TIMESTAMP, UTC) and one DOUBLE per feature, NaN while it warms up. A file is written beside its place, flushed
 * to the disk and renamed, so that there is never half a file.
 */
export function parquetOfflineStore({ folder }: { readonly folder: string }): OfflineStore {
  let instance: Promise<DuckDBInstance> | undefined;
  const connected = async <Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> => {
    instance ??= DuckDBInstance.create(':memory:', { enable_external_file_cache: 'false' });
    const connection = await (await instance).connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  };
  return {
    async write(rows, definitionHash) {
      const place = placeOf(folder, rows.featureSet, rows.symbol);
      await mkdir(place, { recursive: true });
      const beside = await mkdtemp(join(place, '.writing-'));
      try {
        const file = join(beside, 'rows.parquet');
        await connected(connection => copyTo(connection, file, rows, definitionHash));
        await flush(file, 'r+');
        await rename(file, join(place, 'rows.parquet'));
        await flush(place, 'r');
      } finally {
        await rm(beside, { recursive: true, force: true });
      }
    },
    async rows(featureSet, symbol, query = {}) {
      const file = join(placeOf(folder, featureSet, symbol), 'rows.parquet');
      if (!existsSync(file)) return empty(featureSet, symbol);
      return await undisturbed(file, () =>
        connected(connection => readFrom(connection, file, featureSet, symbol, query)),
      );
    },
  };
}

function placeOf(folder: string, featureSet: string, symbol: string): string {
  if (/^[a-z0-9_-]+@\d+$/.test(featureSet)) return join(folder, featureSet, `symbol=${symbolFileName(symbol)}`);
  throw new AppError('INVALID_INPUT', `"${featureSet}" is not the name of a feature set`, { field: 'feature_set' });
}

async function copyTo(
  connection: DuckDBConnection,
  file: string,
  rows: OfflineRows,
  definitionHash: string,
): Promise<void> {
  const features = rows.names.map(name => `${identifier(name)} double not null`);
  const columns = ['symbol varchar not null', 'session date not null', 'known_at timestamp not null', ...features];
  await connection.run(`create temp table feature_rows (${columns.join(', ')})`);
  const appender = await connection.createAppender('feature_rows');
  const types = columns.map((_, i) => appender.columnType(i));
  for (let from = 0; from < rows.sessions.length; from += CHUNK) {
    const part = rows.sessions.slice(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create(types, part.length);
    chunk.setColumns([
      part.map(() => rows.symbol),
      part.map(session => new DuckDBDateValue(Date.parse(`${session}T00:00:00Z`) / DAY)),
      part.map((_, i) => new DuckDBTimestampValue(BigInt(rows.knownAt[from + i] ?? 0) * 1_000n)),
      ...rows.names.map((_, column) =>
        part.map((_, i) => rows.data[(from + i) * rows.names.length + column] ?? Number.NaN),
      ),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const metadata = `{feature_set: ${literal(rows.featureSet)}, definition: ${literal(definitionHash)}}`;
  await connection.run(
    `copy (from feature_rows order by session) to ${literal(file)} (format parquet, compression zstd, kv_metadata ${metadata})`,
  );
}

async function readFrom(
  connection: DuckDBConnection,
  file: string,
  featureSet: string,
  symbol: string,
  { asOf, from, to }: OfflineQuery,
): Promise<OfflineRows> {
  // The folder's name holds the symbol for others' queries; here the column in the file is the one that counts.
  const source = `read_parquet(${literal(withoutGlob(file))}, hive_partitioning = false)`;
  const conditions = [
    ...(asOf === undefined ? [] : [`known_at <= make_timestamp(${BigInt(Math.floor(asOf)) * 1_000n})`]),
    ...(from === undefined ? [] : [`session >= ${literal(from)}::date`]),
    ...(to === undefined ? [] : [`session <= ${literal(to)}::date`]),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const result = await connection.runAndReadAll(
    `select session::varchar, epoch_ms(known_at)::double, * exclude (symbol, session, known_at) from ${source} ${where} order by session`,
  );
  const names = result.columnNames().slice(2);
  const [sessions = [], knownAt = [], ...features] = result.getColumns();
  const data = new Float64Array(sessions.length * names.length);
  features.forEach((values, column) => {
    values.forEach((value, t) => {
      data[t * names.length + column] = Number(value);
    });
  });
  return {
    featureSet,
    symbol,
    names,
    sessions: sessions.map(String),
    knownAt: Float64Array.from(knownAt, Number),
    data,
  };
}

/**
 * DuckDB opens a file once for its footer and again for its rows, and a writer may replace it in between. The handle held
 * here keeps the first file's inode from being used again, so the same inode at the end means one file throughout.
 */
async function undisturbed<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const handle = await open(file, 'r');
    try {
      const [result] = await Promise.allSettled([read()]);
      const [before, after] = [await handle.stat({ bigint: true }), await stat(file, { bigint: true })];
      if (before.ino !== after.ino) continue;
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    } finally {
      await handle.close();
    }
  }
  throw new AppError('NOT_READY', `"${file}" was replaced during each of ${ATTEMPTS} reads`);
}

const empty = (featureSet: string, symbol: string): OfflineRows => ({
  featureSet,
  symbol,
  names: [],
  sessions: [],
  knownAt: new Float64Array(),
  data: new Float64Array(),
});

/** Without it a rename can survive a crash that its content does not. */
async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** `read_parquet` takes `*`, `?` and `[` for a pattern; a class of one character is that character. */
const withoutGlob = (path: string): string => path.replace(/[[*?]/g, '[$&]');
